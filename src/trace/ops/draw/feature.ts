import { type Slot, slot } from './slot.ts';

/**
 * Something that a case may use or do without (swarm testing, design D5): what is left out is what lets the rest go
 * deep. A case without closes, for instance, piles up handles. Fields and kinds declare their own.
 */
export interface Feature {
  readonly slot: Slot;
  /** The highest value of the slot that has it on; 0 always has. */
  readonly highestOn: number;
}

/** On in half of the cases. */
export function half(appliesTo?: Slot['appliesTo']): Feature {
  return { slot: slot(1, appliesTo), highestOn: 0 };
}

/** On in a quarter of the cases. */
export function quarter(): Feature {
  return { slot: slot(2), highestOn: 0 };
}

/** On in seven of eight cases. */
export function sevenEighths(): Feature {
  return { slot: slot(3), highestOn: 6 };
}
