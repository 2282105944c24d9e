import type { Drawing } from './drawing.ts';
import { half } from './feature.ts';
import { slot } from './slot.ts';
import { pick, type Table } from './table.ts';

/** Data of any bytes, the same byte often in a row. */
export const RUNS = half();

/** How often a byte stands in a row: most in few bytes, some beyond what a byte can count. */
const LENGTHS: Table<number> = [1, 2, 3, 4, 5, 7, 8, 13, 16, 31, 63, 64, 128, 255, 256, 257];

/** One choice for all of it: there are few enough that a search can go through them. */
export const RUN_CHOICE = slot(10);

/** Of 128 choices the one with all byte values, one after another. */
const EVERY_BYTE_AT = 127;
const EVERY_BYTE = hexOf(Array.from({ length: 256 }, (_, byte) => byte));

function hexOf(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function run(byte: number, length: number): string {
  return hexOf([byte & 0xff]).repeat(pick(LENGTHS, length));
}

/** Bytes as hexadecimal digits, to be repeated: two runs of any bytes, or all byte values. */
export function drawnRuns(drawing: Drawing): string {
  const choice = drawing.draw(RUN_CHOICE);
  if ((choice & EVERY_BYTE_AT) === EVERY_BYTE_AT) return EVERY_BYTE;
  // Odd factors: the second byte takes each value as often as the first.
  return run(choice, choice >>> 4) + run(167 * choice + 91, 11 * choice + (choice >>> 8));
}
