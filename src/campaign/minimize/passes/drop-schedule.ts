import type { Trace } from '../../../trace/trace.ts';
import type { Asking } from '../asking.ts';
import { removeChunks } from '../chunks.ts';
import { lowerInteger } from '../lower.ts';
import type { Search } from '../search.ts';

/** Schedule entries: none, or fewer of them, at earlier points. */
export function* dropSchedule(search: Search): Asking<void> {
  const attempt = (schedule: Trace['schedule']): Asking<boolean> =>
    search.attempt({ ...search.trace, schedule });
  if (search.trace.schedule.length === 0) return;
  yield* removeChunks(
    () => search.trace.schedule.length,
    (from, count) => attempt(search.trace.schedule.toSpliced(from, count)),
  );
  for (const [index, entry] of search.trace.schedule.entries()) {
    yield* lowerInteger(BigInt(entry.point), (point) =>
      attempt(search.trace.schedule.with(index, { ...entry, point: Number(point) })),
    );
  }
}
