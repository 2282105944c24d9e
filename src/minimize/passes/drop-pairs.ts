import type { Asking } from '../asking.ts';
import { MAX_OPS_FOR_PAIRS } from '../limits.ts';
import type { Search } from '../search.ts';
import { withoutOps } from '../without-ops.ts';

/** Drops any two operations, such as an open and the close that belongs to it. */
export function* dropPairs(search: Search): Asking<void> {
  for (let second = search.ops.length - 1; second > 0; second -= 1) {
    if (search.ops.length > MAX_OPS_FOR_PAIRS) return;
    for (let first = Math.min(second, search.ops.length) - 1; first >= 0; first -= 1) {
      if (yield* search.attempt(withoutOps(search.trace, new Set([first, second])))) break;
    }
  }
}
