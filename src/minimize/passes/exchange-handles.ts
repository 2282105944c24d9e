import { kindOf, type Op } from '../../trace/ops/index.ts';
import type { Asking } from '../asking.ts';
import type { Search } from '../search.ts';

function renamed(op: Op, one: number, other: number): Op {
  if (!('handle' in op) || (op.handle !== one && op.handle !== other)) return op;
  return { ...op, handle: op.handle === one ? other : one };
}

/** Two handles exchange their numbers, alone or together with the operations that opened them. */
export function* exchangeHandles(search: Search): Asking<void> {
  const used = new Set(search.ops.flatMap((op) => ('handle' in op ? [op.handle] : [])));
  const numbers = [...used].filter((handle) => typeof handle === 'number').sort((a, b) => a - b);
  for (const high of numbers) {
    for (let low = 0; low < high && low < search.ops.length; low += 1) {
      const ops = search.ops.map((op) => renamed(op, low, high));
      if (yield* search.attemptOps(ops)) break;
      const opens = [...ops.entries()].flatMap(([index, op]) =>
        kindOf(op).handles === 'opened' ? [index] : [],
      );
      const [lowAt, highAt] = [opens[low], opens[high]];
      const [lowOp, highOp] = [ops[lowAt ?? -1], ops[highAt ?? -1]];
      if (lowAt === undefined || highAt === undefined || lowOp === undefined || highOp === undefined)
        continue;
      if (yield* search.attemptOps(ops.with(lowAt, highOp).with(highAt, lowOp))) break;
    }
  }
}
