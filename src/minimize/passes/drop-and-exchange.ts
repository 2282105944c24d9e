import type { Asking } from '../asking.ts';
import { MAX_OPS_TO_DROP_AND_EXCHANGE } from '../limits.ts';
import type { Search } from '../search.ts';
import { withoutOps } from '../without-ops.ts';

/** Drops an operation while two others change places: for an operation that only made up for their order. */
export function* dropAndExchange(search: Search): Asking<void> {
  for (let dropped = search.ops.length - 1; dropped >= 0; dropped -= 1) {
    if (search.ops.length <= MAX_OPS_TO_DROP_AND_EXCHANGE) yield* exchangeWithout(search, dropped);
  }
}

/** Tries any two others, until one exchange goes. */
function* exchangeWithout(search: Search, dropped: number): Asking<void> {
  const rest = withoutOps(search.trace, new Set([dropped]));
  for (const [second, right] of rest.ops.entries()) {
    for (const [first, left] of rest.ops.slice(0, second).entries()) {
      const ops = rest.ops.with(first, right).with(second, left);
      if (yield* search.attempt({ ...rest, ops })) return;
    }
  }
}
