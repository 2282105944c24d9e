import type { Op } from '../../trace/op.ts';
import type { Search } from './search.ts';

/** With more operations than this only neighbours change places. */
const MAX_OPS_FOR_MOVES = 12;

/** Operations change places with a later one, or move before an earlier one, where that is simpler. */
export function sortOps(search: Search): void {
  const { length } = search.ops;
  const farthest = length <= MAX_OPS_FOR_MOVES ? length - 1 : 1;
  for (let distance = 1; distance <= farthest; distance += 1) {
    for (let first = 0; first + distance < length; first += 1) {
      const second = first + distance;
      const { ops } = search;
      const [left, right] = [ops[first], ops[second]];
      if (left === undefined || right === undefined) continue;
      if (search.attemptOps(ops.with(first, right).with(second, left))) continue;
      if (search.attemptOps(ops.toSpliced(second, 1).toSpliced(first, 0, right))) continue;
      search.attemptOps(ops.toSpliced(first, 1).toSpliced(second, 0, left));
    }
  }
}

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
export function exchangeFields(search: Search): void {
  const { length } = search.ops;
  if (length > MAX_OPS_FOR_MOVES) return;
  for (let first = 0; first < length; first += 1) {
    for (let second = first + 1; second < length; second += 1) {
      const [left, right] = [search.ops[first], search.ops[second]];
      if (left === undefined || right === undefined || left.op !== right.op) continue;
      exchanges(left, right).find(([newLeft, newRight]) =>
        search.attemptOps(search.ops.with(first, newLeft).with(second, newRight)),
      );
    }
  }
}

function renamed(op: Op, one: number, other: number): Op {
  if (op.op === 'open' || (op.handle !== one && op.handle !== other)) return op;
  return { ...op, handle: op.handle === one ? other : one };
}

/** Two handles exchange their numbers, alone or together with the operations that opened them. */
export function exchangeHandles(search: Search): void {
  const used = new Set(search.ops.flatMap((op) => (op.op === 'open' ? [] : [op.handle])));
  const numbers = [...used].filter((handle) => typeof handle === 'number').sort((a, b) => a - b);
  for (const high of numbers) {
    for (let low = 0; low < high && low < search.ops.length; low += 1) {
      const ops = search.ops.map((op) => renamed(op, low, high));
      if (search.attemptOps(ops)) break;
      const opens = [...ops.keys()].filter((index) => ['open', 'duplicate'].includes(ops[index]?.op ?? ''));
      const [lowAt, highAt] = [opens[low], opens[high]];
      const [lowOp, highOp] = [ops[lowAt ?? -1], ops[highAt ?? -1]];
      if (lowAt === undefined || highAt === undefined || lowOp === undefined || highOp === undefined)
        continue;
      if (search.attemptOps(ops.with(lowAt, highOp).with(highAt, lowOp))) break;
    }
  }
}
