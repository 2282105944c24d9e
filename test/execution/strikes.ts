import type { StrikeCounts } from '../../src/trace/result/result.ts';
import type { Happenings } from '../../src/trace/run/run.ts';

/** How many were to happen in a run, and how many did. */
export function strikesIn({ entries, struck }: Happenings): StrikeCounts {
  return { entries: entries.length, struck: struck.length };
}
