import type { Trace } from '../trace/trace.ts';
import type { Asking } from './asking.ts';

/**
 * Removes entries of a list in chunks, halves first, then quarters and so on down to single entries, from
 * the end to the start; with single entries until none can go. `remove(from, count)` asks whether the list
 * can be without those entries; `length()` is how many there are now.
 */
export function* removeChunks<Candidate = Trace>(
  length: () => number,
  remove: (from: number, count: number) => Asking<boolean, Candidate>,
): Asking<void, Candidate> {
  let size = Math.max(1, length() >> 1);
  for (;;) {
    let removed = false;
    for (let from = length() - size; from > -size; from -= size) {
      const start = Math.max(0, from);
      const count = Math.min(size, from + size);
      if (yield* remove(start, count)) removed = true;
    }
    if (size > 1) size >>= 1;
    else if (!removed) return;
  }
}
