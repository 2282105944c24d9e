/**
 * What the operations decoded so far have probably led to. It only steers choices: an operation is valid
 * whatever really happened.
 */
export interface Progress {
  /** Handles probably open. */
  openCount: number;
  /** Length last written, bytes; 0 before the first write. */
  lastLength: number;
}

/** Nothing is open and nothing is written. */
export function initialProgress(): Progress {
  return { openCount: 0, lastLength: 0 };
}
