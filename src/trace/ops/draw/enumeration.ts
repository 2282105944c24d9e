import { type Drawing, newProgram } from './drawing.ts';
import { Odometer } from './odometer.ts';
import type { GenerationProfile } from './profile.ts';
import type { Slot } from './slot.ts';
import { EVERYTHING, type Swarm } from './swarm.ts';

/** What an enumeration draws for. */
export interface Circumstances {
  readonly profile: GenerationProfile;
  readonly swarm?: Swarm;
  /** Handles probably open; 1 if left out. */
  readonly openCount?: number;
  /** Length last written, bytes; 0 if left out. */
  readonly lastLength?: number;
  /** Bytes of the length drawn before; 0 if left out. */
  readonly lengthBytes?: number;
}

/** Draws one combination of what slots can hold. A slot that was asked for keeps its value. */
class OdometerDrawing implements Drawing {
  readonly profile: GenerationProfile;
  readonly program = newProgram();
  readonly #swarm: Swarm;
  readonly #odometer: Odometer;
  readonly #drawn = new Map<Slot, number>();
  openCount: number;
  lastLength: number;
  lengthBytes: number;
  isBeyondMemory = false;

  constructor(odometer: Odometer, circumstances: Circumstances) {
    const { profile, swarm = EVERYTHING, openCount = 1, lastLength = 0, lengthBytes = 0 } = circumstances;
    this.#odometer = odometer;
    this.profile = profile;
    this.#swarm = swarm;
    this.openCount = openCount;
    this.lastLength = lastLength;
    this.lengthBytes = lengthBytes;
  }

  draw(slot: Slot): number {
    const before = this.#drawn.get(slot);
    if (before !== undefined) return before;
    const value = this.#odometer.choose(2 ** slot.bits);
    this.#drawn.set(slot, value);
    return value;
  }

  uses: Swarm['uses'] = (feature) => this.#swarm.uses(feature);
}

/**
 * What `draw` gives for every combination of what the slots it asks for can hold, in the order of their values, and so
 * the simplest first. It is run once for each: for a field of 10 bits 1,024 times.
 */
export function* enumerate<Value>(
  draw: (drawing: Drawing) => Value,
  circumstances: Circumstances,
): Generator<Value> {
  const odometer = new Odometer();
  do yield draw(new OdometerDrawing(odometer, circumstances));
  while (odometer.next());
}
