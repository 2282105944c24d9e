import type { Asking } from '../asking.ts';
import { MAX_OPS_FOR_MOVES } from '../limits.ts';
import type { Search } from '../search.ts';

/** Operations change places with a later one, or move before an earlier one, where that is simpler. */
export function* sortOps(search: Search): Asking<void> {
  const { length } = search.ops;
  const farthest = length <= MAX_OPS_FOR_MOVES ? length - 1 : 1;
  for (let distance = 1; distance <= farthest; distance += 1) {
    for (let first = 0; first + distance < length; first += 1) {
      const second = first + distance;
      const { ops } = search;
      const [left, right] = [ops[first], ops[second]];
      if (left === undefined || right === undefined) continue;
      if (yield* search.attemptOps(ops.with(first, right).with(second, left))) continue;
      if (yield* search.attemptOps(ops.toSpliced(second, 1).toSpliced(first, 0, right))) continue;
      yield* search.attemptOps(ops.toSpliced(first, 1).toSpliced(second, 0, left));
    }
  }
}
