import type { Drawing } from './drawing.ts';
import { half } from './feature.ts';
import { slot } from './slot.ts';
import { pick, type Table } from './table.ts';

/** Data of any bytes, the same byte often in a row. */
export const RUNS = half();

/** How often a byte stands in a row: most in few bytes, some beyond what a byte can count. */
const LENGTHS: Table<number> = [1, 2, 3, 4, 5, 7, 8, 13, 16, 31, 63, 64, 128, 255, 256, 257];

const FIRST = slot(8);
const SECOND = slot(8);
const FIRST_RUN = slot(4);
const SECOND_RUN = slot(4);
const ALL_BYTES = slot(2);

/** All byte values, counting up. */
const EVERY_BYTE = hexOf(Array.from({ length: 256 }, (_, byte) => byte));

/** The choices of runs. */
export const DRAWN_RUNS = [FIRST, SECOND, FIRST_RUN, SECOND_RUN, ALL_BYTES] as const;

function hexOf(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function run(byte: number, choice: number): string {
  return hexOf([byte]).repeat(pick(LENGTHS, choice));
}

/** Bytes as hexadecimal digits, to be repeated: two runs of any bytes, or all byte values one after another. */
export function drawnRuns(drawing: Drawing): string {
  if (drawing.draw(ALL_BYTES) === 3) return EVERY_BYTE;
  return (
    run(drawing.draw(FIRST), drawing.draw(FIRST_RUN)) + run(drawing.draw(SECOND), drawing.draw(SECOND_RUN))
  );
}
