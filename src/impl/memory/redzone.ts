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

/** Whether the 16 bytes at a position that is a multiple of 16 repeat a word. */
export function isRedzone(i32: Int32Array, at: number, word: number): boolean {
  const index = at >>> 2;
  return i32[index] === word && i32[index + 1] === word && i32[index + 2] === word && i32[index + 3] === word;
}

/** Memory by bytes and by words. */
interface Bytes {
  readonly u8: Uint8Array;
  readonly i32: Int32Array;
}

/** Fills the bytes from `start` up to `end`, a multiple of four, as part of a redzone. */
export function fillSlack({ u8, i32 }: Bytes, start: number, end: number, word: number): void {
  let at = start;
  for (; (at & 3) !== 0; at += 1) u8[at] = word >>> ((at & 3) << 3);
  for (; at < end; at += 4) i32[at >>> 2] = word;
}

/** Whether the bytes from `start` up to `end`, a multiple of four, are as `fillSlack` leaves them. */
export function isSlack({ u8, i32 }: Bytes, start: number, end: number, word: number): boolean {
  let at = start;
  for (; (at & 3) !== 0; at += 1) if (!isRedzoneByte(u8, at, word)) return false;
  for (; at < end; at += 4) if (i32[at >>> 2] !== word) return false;
  return true;
}

/** Whether a byte is that of a redzone. */
export function isRedzoneByte(u8: Uint8Array, at: number, word: number): boolean {
  return u8[at] === ((word >>> ((at & 3) << 3)) & 0xff);
}
