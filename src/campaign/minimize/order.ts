import { KINDS_BY_SIMPLICITY, kindOf, type Op } from '../../trace/ops/index.ts';
import { compareRanks, type Rank, textRank } from '../../trace/ops/rank.ts';
import { FRAGMENTATIONS, type Trace } from '../../trace/trace.ts';

function kindRank(op: Op): number {
  return KINDS_BY_SIMPLICITY.indexOf(op.op);
}

/** The operation's fields in the order in which they count, after its kind. */
function opRank(op: Op): Rank {
  return [kindRank(op), ...kindOf(op).fields.map(({ type, get }) => type.rank(get(op)))];
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
