/** Bits of a generated word: it stays a small integer on every engine build. */
export const WORD_BITS = 30;

/** The largest generated word. */
export const MAX_WORD = 2 ** WORD_BITS - 1;

/** `bits` bits of `word`, the lowest of them bit `shift`. */
export function field(word: number, shift: number, bits: number): number {
  return (word >>> shift) & ((1 << bits) - 1);
}
