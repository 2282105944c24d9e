import { kindOf, type Op } from '../../trace/ops/index.ts';
import type { Asking } from '../asking.ts';
import type { Search } from '../search.ts';
import { withoutOps } from '../without-ops.ts';

function shiftHandles(op: Op, from: number, by: number): Op {
  if (!('handle' in op) || typeof op.handle !== 'number' || op.handle < from) return op;
  return { ...op, handle: Math.max(0, op.handle + by) };
}

/**
 * Drops an operation that opens or closes a handle and renumbers the later handles, so that they stay the
 * handles they were.
 */
export function* dropHandles(search: Search): Asking<void> {
  for (let index = search.ops.length - 1; index >= 0; index -= 1) {
    const op = search.ops[index];
    if (op === undefined) continue;
    const { handles } = kindOf(op);
    if (handles === 'kept') continue;
    const opens = handles === 'opened';
    const from = !opens && 'handle' in op && typeof op.handle === 'number' ? op.handle : 1;
    const rest = withoutOps(search.trace, new Set([index]));
    const ops = rest.ops.map((other, at) => (at < index ? other : shiftHandles(other, from, opens ? -1 : 1)));
    yield* search.attempt({ ...rest, ops });
  }
}
