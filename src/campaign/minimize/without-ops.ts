import type { Trace } from '../../trace/trace.ts';

/** The trace without some operations. Schedule entries follow their operation, or go with it. */
export function withoutOps(trace: Trace, dropped: ReadonlySet<number>): Trace {
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

/** `count` indices from `from` on. */
export function range(from: number, count: number): Set<number> {
  return new Set(Array.from({ length: count }, (_, index) => from + index));
}
