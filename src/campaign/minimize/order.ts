import type { DataSpec, HandleRef, LengthSpec, OffsetSpec, Op, OpKind } from '../../trace/op.ts';
import { FRAGMENTATIONS, type Trace } from '../../trace/trace.ts';

/** Kinds of operations, the simplest first. */
export const KINDS_BY_SIMPLICITY: readonly OpKind[] = [
  'open',
  'write',
  'read',
  'flush',
  'query-position',
  'set-position',
  'duplicate',
  'close',
];

export const ACCESSES = ['read-write', 'read', 'write', 'append'] as const;
export const MEMORIES = [
  'read-write',
  'read-only',
  'no-access',
  'last-page-no-access',
  'null',
  'kernel',
] as const;
export const FAULTS = [
  null,
  'irp-allocation',
  'buffer-allocation',
  'system-mapping',
  'pool-allocation',
] as const;

/** A value to compare by: numbers among numbers, text among text, arrays entry by entry. */
export type Rank = number | bigint | string | readonly Rank[];

/** Negative when `left` comes first, 0 when they are equal. */
function compareRanks(left: Rank, right: Rank): number {
  if (typeof left === 'object' && typeof right === 'object') {
    for (const [index, entry] of left.entries()) {
      const other = right[index];
      if (other === undefined) return 1;
      const order = compareRanks(entry, other);
      if (order !== 0) return order;
    }
    return left.length - right.length;
  }
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Shorter text first, then in the order of code units. */
function textRank(text: string): Rank {
  return [text.length, text];
}

/** Nearer to 0 first, the positive one of two. */
function signedRank(value: number): Rank {
  return [Math.abs(value), value < 0 ? 1 : 0];
}

/** Handles that are none of a file, simplest first. */
const WRONG_HANDLES: readonly HandleRef[] = ['none', 'closed', 'event'];

/** 0, 1, 2 …, then those that are none of a file. */
function handleRank(handle: HandleRef): Rank {
  if (typeof handle === 'number') return [0, handle];
  return [WRONG_HANDLES.indexOf(handle) + 1];
}

/** "0", "1" …, then "-1", "-2" …, then NULL, then those relative to the length last written. */
function offsetRank(offset: OffsetSpec): Rank {
  if (offset === null) return [2];
  if (typeof offset !== 'string') return [3, signedRank(offset.last)];
  const value = BigInt(offset);
  return value < 0n ? [1, -value] : [0, value];
}

function lengthRank(length: LengthSpec): Rank {
  return typeof length === 'number' ? [0, length] : [1, signedRank(length.last)];
}

/** Counters by their seed, then zeros, then bytes given in full. */
function dataRank(data: DataSpec): Rank {
  if ('hex' in data) return [2, textRank(data.hex)];
  return data.pattern === 'counter' ? [0, data.seed] : [1];
}

function kindRank(op: Op): number {
  return KINDS_BY_SIMPLICITY.indexOf(op.op);
}

/** The operation's fields in the order in which they count, after its kind. */
function opRank(op: Op): Rank {
  switch (op.op) {
    case 'open':
      return [
        kindRank(op),
        op.name === null ? [] : [textRank(op.name)],
        ACCESSES.indexOf(op.access),
        Number(op.overlapped),
      ];
    case 'read':
    case 'write':
      return [
        kindRank(op),
        handleRank(op.handle),
        Number(op.event),
        FAULTS.indexOf(op.fault),
        op.key,
        MEMORIES.indexOf(op.buffer.memory),
        Number(op.buffer.shared),
        op.buffer.pageOffset,
        offsetRank(op.offset),
        lengthRank(op.length),
        op.op === 'write' ? dataRank(op.data) : 0,
      ];
    case 'set-position':
      return [kindRank(op), handleRank(op.handle), offsetRank(op.position)];
    default:
      return [kindRank(op), handleRank(op.handle)];
  }
}

function traceRank(trace: Trace): Rank {
  const { machine, options, schedule, ops } = trace;
  return [
    ops.length,
    schedule.length,
    FRAGMENTATIONS.indexOf(machine.fragmentation),
    machine.frameSeed,
    options.dialect.systemBuffer === 'stale' ? 0 : 1,
    options.dialect.strictOffsets ? 0 : 1,
    ops.reduce((sum, op) => sum + kindRank(op), 0),
    ops.map(opRank),
    schedule.map(({ op, point, run }) => [op, point, textRank(run)]),
  ];
}

/**
 * The total order of traces that minimization descends in: negative when `left` is the simpler one, 0 when
 * both have the same machine, dialect, schedule and operations. What counts, in this order: the number of
 * operations; of schedule entries; the machine; the dialect; how simple the kinds of operations are, summed
 * up; the operations one after the other; the schedule entries one after the other.
 */
export function compareTraces(left: Trace, right: Trace): number {
  return left.ops.length - right.ops.length || compareRanks(traceRank(left), traceRank(right));
}
