import type { Op } from '../../trace/ops/index.ts';
import type { Asking } from '../asking.ts';
import { MAX_OPS_FOR_MOVES } from '../limits.ts';
import type { Search } from '../search.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Two operations of one kind that differ in several fields, with one of these fields exchanged. */
function exchanges<Kind extends Op>(left: Kind, right: Kind): (readonly [Kind, Kind])[] {
  const [one, other]: [Fields, Fields] = [{ ...left }, { ...right }];
  const keys = Object.keys(one).filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]));
  return keys.map((key) => [
    { ...left, [key]: other[key] },
    { ...right, [key]: one[key] },
  ]);
}

/** Operations of the same kind exchange the values of a field, so that the earlier one has the simpler. */
export function* exchangeFields(search: Search): Asking<void> {
  const { length } = search.ops;
  if (length > MAX_OPS_FOR_MOVES) return;
  for (let first = 0; first < length; first += 1) {
    for (let second = first + 1; second < length; second += 1) {
      const [left, right] = [search.ops[first], search.ops[second]];
      if (left === undefined || right === undefined || left.op !== right.op) continue;
      for (const [newLeft, newRight] of exchanges(left, right)) {
        if (yield* search.attemptOps(search.ops.with(first, newLeft).with(second, newRight))) break;
      }
    }
  }
}
