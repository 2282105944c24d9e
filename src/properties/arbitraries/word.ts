/** Bits of a generated word: it stays a small integer on every engine build. */
const WORD_BITS = 30;

/** The largest generated word. */
export const MAX_WORD = 2 ** WORD_BITS - 1;

/**
 * Two words hold one operation. Every field is an index into a table that lists the simplest value first.
 * The field that decides most is topmost: lowering a word then simplifies the rest before it changes that.
 */
export type WordPair = readonly [number, number];

/** `bits` bits of `word`, the lowest of them bit `shift`. */
export function field(word: number, shift: number, bits: number): number {
  return (word >>> shift) & ((1 << bits) - 1);
}
