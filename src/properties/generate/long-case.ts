import { HINT } from '../../trace/ops/draw/drawn-hint.ts';
import type { Slot } from '../../trace/ops/draw/slot.ts';
import { pick, type Table } from '../../trace/ops/draw/table.ts';
import { LENGTH_BAND } from '../../trace/ops/fields/length.ts';
import { KIND } from './decode-op.ts';

/** Operations of a long case: the fewest and the most. */
export const LONG_OPS = { least: 64, most: 320 } as const;

/** Of 128 cases one is long: it costs what ten others do. */
const LONG_BITS = 7;
const LONG = 2 ** LONG_BITS - 1;

/** What a long case does over and over: counters, queues and tables of a driver fill up. */
export interface LongCase {
  /** `one`: a single handle is opened and kept; `many`: every second operation opens one more, and none is closed. */
  readonly handles: 'drawn' | 'one' | 'many';
  /** Choices in which all operations are alike. */
  readonly held: readonly Slot[];
}

const HANDLES: Table<LongCase['handles']> = ['one', 'many', 'drawn', 'one'];

/** Requests of one kind, those of control requests with one code; and transfers whose lengths are of one band. */
const HELD: Table<readonly Slot[]> = [[], [KIND, HINT], LENGTH_BAND, [KIND, HINT, ...LENGTH_BAND]];

/** Whether a case's word makes it a long one. */
export function isLong(word: number): boolean {
  return (word & LONG) === LONG;
}

/** What a word has a case do over and over: null for a case that is not long, as for a word of 0. */
export function longCaseOf(word: number): LongCase | null {
  if (!isLong(word)) return null;
  const choice = word >>> LONG_BITS;
  return { handles: pick(HANDLES, choice & 3), held: pick(HELD, (choice >>> 2) & 3) };
}
