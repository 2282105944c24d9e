/**
 * Redzones: 16 bytes before and after a pool block, and the slack between a block's size and its capacity.
 *
 * Their bytes lie in 0xF0 to 0xFF, above every data pattern, and depend on the block and the side, so that
 * one redzone copied over another shows.
 */

/** Bytes of a redzone. */
export const REDZONE_BYTES = 16;

const BASE = 0xf0f0f0f0 | 0;
const OTHER_SIDE = 0x0f0f0f0f;
/** Multiplying by it makes neighbouring blocks differ in every byte of their redzones. */
const SPREAD = 0x9e3779b1;

/** The word that the redzone before the block at `position` repeats. */
export function frontRedzone(position: number): number {
  const block = Math.imul(position >>> 4, SPREAD) >>> 16;
  return BASE | (block & 0xf) | ((block & 0xf0) << 4) | ((block & 0xf00) << 8) | ((block & 0xf000) << 12);
}

/** The word that the redzone after the block at `position`, and its slack, repeat. */
export function backRedzone(position: number): number {
  return frontRedzone(position) ^ OTHER_SIDE;
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
