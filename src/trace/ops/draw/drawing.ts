import type { Feature } from './feature.ts';
import type { GenerationProfile } from './profile.ts';
import type { Slot } from './slot.ts';

/** What a program of the Win32 view has probably come to. */
export interface Program {
  /** For each handle probably open, whether it is overlapped. */
  readonly overlapped: boolean[];
  /** Whether a file position was set that is not the start. */
  moved: boolean;
}

/** Nothing is open. */
export function newProgram(): Program {
  return { overlapped: [], moved: false };
}

/**
 * What an operation is drawn from, and what steers it: packed words, or an enumeration of what they can hold. A slot
 * decides; what the case's swarm leaves out, or could lead nowhere after the operations before, is left out.
 */
export interface Drawing {
  /** The choice in a slot: a number of its bits. The same however often it is asked for within an operation. */
  draw(slot: Slot): number;
  /** Whether the case may use it. */
  uses(feature: Feature): boolean;
  readonly profile: GenerationProfile;
  readonly program: Program;
  /** Handles probably open. */
  openCount: number;
  /** Length last written, bytes, as far as can be told; 0 before the first write. */
  lastLength: number;
  /** Bytes that the length drawn last probably stands for; of one that no memory has, those that are there. */
  lengthBytes: number;
  /** Whether the length drawn last is one that no memory has. */
  isBeyondMemory: boolean;
}
