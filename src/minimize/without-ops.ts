import type { Trace } from '../trace/trace.ts';

/** The trace without some operations. */
export function withoutOps(trace: Trace, dropped: ReadonlySet<number>): Trace {
  return { ...trace, ops: trace.ops.filter((_, index) => !dropped.has(index)) };
}

/** `count` indices from `from` on. */
export function range(from: number, count: number): Set<number> {
  return new Set(Array.from({ length: count }, (_, index) => from + index));
}
