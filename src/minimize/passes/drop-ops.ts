import type { Asking } from '../asking.ts';
import { removeChunks } from '../chunks.ts';
import type { Search } from '../search.ts';
import { range, withoutOps } from '../without-ops.ts';

/** Drops operations in chunks and then one by one. */
export function* dropOps(search: Search): Asking<void> {
  yield* removeChunks(
    () => search.ops.length,
    (from, count) => search.attempt(withoutOps(search.trace, range(from, count))),
  );
}
