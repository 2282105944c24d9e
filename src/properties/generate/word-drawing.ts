import { type Drawing, newProgram } from '../../trace/ops/draw/drawing.ts';
import type { Feature } from '../../trace/ops/draw/feature.ts';
import type { GenerationProfile } from '../../trace/ops/draw/profile.ts';
import type { Slot } from '../../trace/ops/draw/slot.ts';
import type { Swarm } from '../../trace/ops/draw/swarm.ts';
import { decoderOf } from './decode-op.ts';
import type { Layout, Words } from './layout.ts';

/**
 * Draws the operations of a case from words, and follows what they have probably led to. That only steers choices: an
 * operation is valid whatever really happened.
 */
export class WordDrawing implements Drawing {
  readonly profile: GenerationProfile;
  readonly program = newProgram();
  openCount = 0;
  lastLength = 0;
  lengthBytes = 0;
  isBeyondMemory = false;
  readonly #swarm: Swarm;
  readonly #layout: Layout;
  #words: Words = [];

  constructor(swarm: Swarm, profile: GenerationProfile) {
    this.#swarm = swarm;
    this.profile = profile;
    this.#layout = decoderOf(profile).layout;
  }

  /** Draws from the words of another operation from now on. */
  from(words: Words): this {
    this.#words = words;
    return this;
  }

  draw(slot: Slot): number {
    return this.#layout.read(this.#words, slot);
  }

  /** Whether anything that is drawn for the profile asks for it. */
  protected isDrawn(slot: Slot): boolean {
    return this.#layout.holds(slot);
  }

  /** The choice of another operation in a slot. */
  protected read(words: Words, slot: Slot): number {
    return this.#layout.read(words, slot);
  }

  uses(feature: Feature): boolean {
    return this.#swarm.uses(feature);
  }
}
