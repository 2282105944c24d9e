import type { Op } from '../../trace/op.ts';
import type { Trace } from '../../trace/trace.ts';
import { removeChunks } from './chunks.ts';
import type { Search } from './search.ts';

/** With more operations than this, pairs of them aren't tried: there would be too many. */
const MAX_OPS_FOR_PAIRS = 32;

/** The trace without some operations. Schedule entries follow their operation, or go with it. */
function without(trace: Trace, dropped: ReadonlySet<number>): Trace {
  const newIndex: number[] = [];
  let kept = 0;
  for (const index of trace.ops.keys()) {
    newIndex.push(kept);
    if (!dropped.has(index)) kept += 1;
  }
  const schedule = trace.schedule
    .filter(({ op }) => !dropped.has(op))
    .map((entry) => ({ ...entry, op: newIndex[entry.op] ?? entry.op }));
  return { ...trace, ops: trace.ops.filter((_, index) => !dropped.has(index)), schedule };
}

function range(from: number, count: number): Set<number> {
  return new Set(Array.from({ length: count }, (_, index) => from + index));
}

/** Drops what comes after the operation that shows the finding, whichever that is, by a binary search. */
export function truncate(search: Search): void {
  let enough = search.ops.length;
  let tooFew = 0;
  while (enough - tooFew > 1) {
    const middle = (enough + tooFew) >> 1;
    if (search.attempt(without(search.trace, range(middle, search.ops.length - middle)))) enough = middle;
    else tooFew = middle;
  }
}

/** Drops operations in chunks and then one by one. */
export function dropOps(search: Search): void {
  removeChunks(
    () => search.ops.length,
    (from, count) => search.attempt(without(search.trace, range(from, count))),
  );
}

/** Drops any two operations, such as an open and the close that belongs to it. */
export function dropPairs(search: Search): void {
  for (let second = search.ops.length - 1; second > 0; second -= 1) {
    if (search.ops.length > MAX_OPS_FOR_PAIRS) return;
    for (let first = Math.min(second, search.ops.length) - 1; first >= 0; first -= 1) {
      if (search.attempt(without(search.trace, new Set([first, second])))) break;
    }
  }
}

function shiftHandles(op: Op, from: number, by: number): Op {
  if (op.op === 'open' || typeof op.handle !== 'number' || op.handle < from) return op;
  return { ...op, handle: Math.max(0, op.handle + by) };
}

/**
 * Drops an operation that opens or closes a handle and renumbers the later handles, so that they stay the
 * handles they were.
 */
export function dropHandles(search: Search): void {
  for (let index = search.ops.length - 1; index >= 0; index -= 1) {
    const op = search.ops[index];
    if (op === undefined) continue;
    const opens = op.op === 'open' || op.op === 'duplicate';
    if (!opens && op.op !== 'close') continue;
    const from = op.op === 'close' && typeof op.handle === 'number' ? op.handle : 1;
    const rest = without(search.trace, new Set([index]));
    const ops = rest.ops.map((other, at) => (at < index ? other : shiftHandles(other, from, opens ? -1 : 1)));
    search.attempt({ ...rest, ops });
  }
}
