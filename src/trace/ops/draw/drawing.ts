import type { GenerationProfile } from './profile.ts';
import type { Swarm } from './swarm.ts';

/** Where a choice stands in the two words of an operation: `bits` bits, the lowest of them bit `shift`. */
export interface Slot {
  readonly word: 0 | 1;
  readonly shift: number;
  readonly bits: number;
}

/**
 * What an operation is drawn from, and what steers it. The words decide; what is off in the swarm, or could lead
 * nowhere after the operations before, is left out.
 */
export interface Drawing {
  /** The choice that the words hold in a slot: a number of its bits. */
  draw(slot: Slot): number;
  readonly swarm: Swarm;
  readonly profile: GenerationProfile;
  /** Handles probably open. */
  openCount: number;
  /** Length last written, bytes, as far as can be told; 0 before the first write. */
  lastLength: number;
  /** Bytes that the length drawn last probably stands for. */
  lengthBytes: number;
}
