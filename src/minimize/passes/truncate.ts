import type { Asking } from '../asking.ts';
import type { Search } from '../search.ts';
import { range, withoutOps } from '../without-ops.ts';

/** Drops what comes after the operation that shows the finding, whichever that is, by a binary search. */
export function* truncate(search: Search): Asking<void> {
  let enough = search.ops.length;
  let tooFew = 0;
  while (enough - tooFew > 1) {
    const middle = (enough + tooFew) >> 1;
    const shorter = withoutOps(search.trace, range(middle, search.ops.length - middle));
    if (yield* search.attempt(shorter)) enough = middle;
    else tooFew = middle;
  }
}
