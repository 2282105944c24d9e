/** Bits of a generated word: it stays a small integer on every engine build. */
export const WORD_BITS = 30;

/** The largest generated word. */
export const MAX_WORD = 2 ** WORD_BITS - 1;
