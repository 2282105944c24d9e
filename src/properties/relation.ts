import { nthOf } from '../trace/during.ts';
import type { BufferMemory } from '../trace/ops/index.ts';
import type { Run } from '../trace/run/run.ts';
import type { Trace } from '../trace/trace.ts';
import type { Verdict } from './judge.ts';

/**
 * A metamorphic property: traces that must lead to the same observations as a given one, and the judge that
 * compares the two runs.
 */
export interface Relation {
  readonly property: string;
  /** Variants of a trace, in a fixed order; none where the relation does not apply to it. */
  variants(trace: Trace): readonly Trace[];
  /**
   * Variants that the run of a trace calls for: few runs do. No others are then executed of its relation. They go before
   * those of relations that take turns, among which this one is not.
   */
  due?(base: Run): readonly Trace[];
  /** Compares the run of a trace with the run of one of its variants. */
  judge(base: Run, variant: Run, again?: Again): Verdict;
}

/** Executes one more trace, where two runs do not tell; null where it is not executed to its end. Valid until the next one. */
export type Again = (trace: Trace) => Run | null;

/**
 * Whether one passing of a point alone fails somewhere. A driver may pass a point once for each page of a buffer, so
 * that another layout has it pass it more or fewer times: what it then comes to is not compared.
 */
export function countsPassings({ ops }: Trace): boolean {
  return ops.some((op) => 'during' in op && op.during.some((entry) => nthOf(entry) !== null));
}

/**
 * A trace with its transfers' page offsets moved, or otherwise mapped; other operations stay. So do buffers of which a
 * page can't be accessed: which bytes a driver finds would move, too.
 */
export function mapTransfers(trace: Trace, pageOffset: (before: number) => number): Trace {
  return {
    ...trace,
    ops: trace.ops.map((op) =>
      (op.op === 'read' || op.op === 'write') && !isPartlyThere(op.buffer.memory)
        ? { ...op, buffer: { ...op.buffer, pageOffset: pageOffset(op.buffer.pageOffset) } }
        : op,
    ),
  };
}

function isPartlyThere(memory: BufferMemory): boolean {
  return memory === 'last-page-no-access' || memory === 'first-page';
}

/** Transfers of a run with at least one byte that `counts`. */
export function countTransfers(
  run: Run,
  counts: (pageOffset: number, lengthBytes: number) => boolean,
): number {
  let count = 0;
  for (const call of run.calls) {
    if (call.call !== 'NtReadFile' && call.call !== 'NtWriteFile') continue;
    if (call.length > 0 && counts(call.buffer.pageOffset, call.length)) count += 1;
  }
  return count;
}
