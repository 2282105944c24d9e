/**
 * Redzones: 16 bytes before and after a pool block, and the slack between a block's size and its capacity.
 *
 * Their bytes lie in 0xF0 to 0xF7: above every data pattern, below every fill and poison. They depend on the
 * block and the side, so that a redzone copied over another one shows.
 */

const BASE = 0xf0f0f0f0 | 0;

/**
 * A word of four bytes that differs for numbers that differ modulo 4096, and in every byte for neighbours.
 */
function word(number: number): number {
  const second = ((number >>> 3) + number) & 7;
  const third = ((number >>> 6) + number) & 7;
  const fourth = ((number >>> 9) + number) & 7;
  return BASE | (number & 7) | (second << 8) | (third << 16) | (fourth << 24);
}

/** The word that the redzone before a block repeats; `sequence` counts the blocks made. */
export function frontRedzone(sequence: number): number {
  return word(2 * sequence);
}

/** The word that the redzone after a block, and its slack, repeat. */
export function backRedzone(sequence: number): number {
  return word(2 * sequence + 1);
}

/** Writes a redzone at a position that is a multiple of 16. */
export function writeRedzone(i32: Int32Array, at: number, word: number): void {
  const index = at >>> 2;
  i32[index] = word;
  i32[index + 1] = word;
  i32[index + 2] = word;
  i32[index + 3] = word;
}

export function isRedzone(i32: Int32Array, at: number, word: number): boolean {
  const index = at >>> 2;
  return i32[index] === word && i32[index + 1] === word && i32[index + 2] === word && i32[index + 3] === word;
}

/** Fills the bytes from `start` up to `end` as part of a redzone. */
export function fillSlack(u8: Uint8Array, start: number, end: number, word: number): void {
  for (let at = start; at < end; at += 1) u8[at] = word >>> ((at & 3) << 3);
}

export function isSlack(u8: Uint8Array, start: number, end: number, word: number): boolean {
  for (let at = start; at < end; at += 1) if (u8[at] !== ((word >>> ((at & 3) << 3)) & 0xff)) return false;
  return true;
}
