/** A choice that the words of an operation, or of a case's swarm, hold: one of 2^bits numbers, 0 the simplest. */
export interface Slot {
  /** Tells slots apart, and nothing more: where a slot stands is for a layout to say. */
  readonly index: number;
  readonly bits: number;
}

let made = 0;

/** A new slot of `bits` bits, 1 to 30. */
export function slot(bits: number): Slot {
  const index = made;
  made += 1;
  return { index, bits };
}
