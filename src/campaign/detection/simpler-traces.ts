import { canonicalOp, PLAIN_DATA } from '../../trace/defaults.ts';
import type { SearchBelow } from '../../trace/detection-result.ts';
import {
  type DataSpec,
  type Fault,
  type HandleRef,
  type LengthSpec,
  type OffsetSpec,
  type Op,
  PLAIN_BUFFER,
  type ReadOp,
  type WriteOp,
} from '../../trace/op.ts';
import { DEFAULT_DIALECT, PLAIN_MACHINE, type Trace } from '../../trace/trace.ts';
import { compareTraces, KINDS_BY_SIMPLICITY } from '../minimize/order.ts';

type Transfer = ReadOp | WriteOp;

/** Distinct values by their JSON, in the order in which they come. */
function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** A value of the trace, and where it is a number above 0, the one below it. */
function withPrevious<Value>(value: Value): readonly Value[] {
  if (typeof value === 'number' && value > 0) return [value, (value - 1) as Value];
  const isAmount = typeof value === 'string' && /^[1-9]\d*$/.test(value);
  return isAmount ? [value, String(BigInt(value) - 1n) as Value] : [value];
}

/** What a field takes: its usual values, those it has, and those less one. */
function valuesOf<Value>(usual: readonly Value[], own: readonly Value[]): readonly Value[] {
  return distinct([...usual, ...own.flatMap((value) => withPrevious(value))]);
}

/** The operations with each value of a field. */
function withEach<Value>(
  ops: readonly Transfer[],
  values: readonly Value[],
  set: (op: Transfer, value: Value) => Transfer,
): Transfer[] {
  return ops.flatMap((op) => values.map((value) => set(op, value)));
}

/** Every transfer whose fields have values of the universe. */
function transfersLike(own: readonly Transfer[]): Transfer[] {
  const handles = valuesOf<HandleRef>(
    [0, 1],
    own.map(({ handle }) => handle),
  );
  const offsets = valuesOf<OffsetSpec>(
    ['0', '1', '-1', null],
    own.map(({ offset }) => offset),
  );
  const lengths = valuesOf<LengthSpec>(
    [0, 1, 2],
    own.map(({ length }) => length),
  );
  const keys = valuesOf(
    [0],
    own.map(({ key }) => key),
  );
  const faults = distinct<Fault | null>([null, ...own.map(({ fault }) => fault)]);
  const events = distinct([false, ...own.map(({ event }) => event)]);
  const buffers = distinct([
    PLAIN_BUFFER,
    ...own.flatMap(({ buffer }) =>
      withPrevious(buffer.pageOffset).flatMap((pageOffset) => [
        { ...buffer, pageOffset },
        { ...PLAIN_BUFFER, pageOffset },
      ]),
    ),
  ]);
  const zero: DataSpec = { pattern: 'zero' };
  const data = distinct([PLAIN_DATA, zero, ...own.flatMap((op) => (op.op === 'write' ? [op.data] : []))]);
  const writes = data.map((each) => ({ ...canonicalOp('write'), data: each }));
  let ops: Transfer[] = [canonicalOp('read'), ...writes];
  ops = withEach(ops, handles, (op, handle) => ({ ...op, handle }));
  ops = withEach(ops, events, (op, event) => ({ ...op, event }));
  ops = withEach(ops, faults, (op, fault) => ({ ...op, fault }));
  ops = withEach(ops, keys, (op, key) => ({ ...op, key }));
  ops = withEach(ops, buffers, (op, buffer) => ({ ...op, buffer }));
  ops = withEach(ops, offsets, (op, offset) => ({ ...op, offset }));
  return withEach(ops, lengths, (op, length) => ({ ...op, length }));
}

/** The operations of the universe of a trace, the simplest kinds first. */
function universeOf(minimal: Trace): readonly Op[] {
  const transfers = minimal.ops.filter((op) => op.op === 'read' || op.op === 'write');
  const ops: Op[] = transfersLike(transfers);
  for (const access of ['read-write', 'read', 'write', 'append'] as const) {
    for (const overlapped of [false, true]) ops.push({ ...canonicalOp('open'), access, overlapped });
  }
  for (const kind of ['flush', 'query-position', 'set-position', 'duplicate', 'close'] as const) {
    for (const handle of [0, 1]) ops.push({ ...canonicalOp(kind), handle });
  }
  const all = distinct([...ops, ...minimal.ops]);
  return [...all].sort((left, right) => rankOf(left) - rankOf(right));
}

function rankOf({ op }: Op): number {
  return KINDS_BY_SIMPLICITY.indexOf(op);
}

/** Sequences of `count` operations whose kinds' ranks add up to at most `rank`; the first one opens a handle. */
function* sequences(universe: readonly Op[], count: number, rank: number): Generator<readonly Op[]> {
  if (count === 0) {
    yield [];
    return;
  }
  for (const before of sequences(universe, count - 1, rank)) {
    const left = rank - before.reduce((sum, op) => sum + rankOf(op), 0);
    for (const op of universe) {
      if (rankOf(op) > left) break;
      if (count > 1 || op.op === 'open') yield [...before, op];
    }
  }
}

/** Ranks without a bound. */
const ANY_RANK = Number.POSITIVE_INFINITY;

/**
 * Every trace of a finite universe that is simpler than a given one. The universe: at most as many operations, the
 * first of them an open (before that nothing reaches a driver); all kinds and every combination of fields, where a
 * field takes its usual small values, the values it has in the given trace, and those less one; the machine and
 * the dialect of the trace, and the plain ones.
 */
export function* simplerTraces(minimal: Trace): Generator<Trace> {
  const universe = universeOf(minimal);
  const machines = distinct([PLAIN_MACHINE, minimal.machine]);
  const dialects = distinct([DEFAULT_DIALECT, minimal.options.dialect]);
  const rank = minimal.ops.reduce((sum, op) => sum + rankOf(op), 0);
  for (const machine of machines) {
    for (const dialect of dialects) {
      const options = { ...minimal.options, dialect };
      const isSetting = machine === minimal.machine && dialect === minimal.options.dialect;
      for (let count = 0; count <= minimal.ops.length; count += 1) {
        const bound = count === minimal.ops.length && isSetting ? rank : ANY_RANK;
        for (const ops of sequences(universe, count, bound)) {
          const trace = { ...minimal, machine, options, ops };
          if (compareTraces(trace, minimal) < 0) yield trace;
        }
      }
    }
  }
}

/** Looks for a simpler trace that fails among all that `simplerTraces` gives. */
export function searchBelow(minimal: Trace, stillFails: (trace: Trace) => boolean): SearchBelow {
  let executions = 0;
  for (const trace of simplerTraces(minimal)) {
    executions += 1;
    if (stillFails(trace)) return { executions, simpler: trace };
  }
  return { executions, simpler: null };
}
