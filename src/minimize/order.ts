import { POISONS, REFETCHED } from '../trace/conditions.ts';
import { during } from '../trace/ops/fields/during.ts';
import { kindOf, kindsOf, type Op } from '../trace/ops/index.ts';
import { compareRanks, type Rank } from '../trace/ops/rank.ts';
import { VIEWS } from '../trace/ops/view.ts';
import { FILTERS } from '../trace/setting.ts';
import { FRAGMENTATIONS, type Trace } from '../trace/trace.ts';

/** By kind: its place among those of its view. */
const RANKS = new Map(
  VIEWS.flatMap((view) => kindsOf(view).bySimplicity.map((kind, rank) => [kind, rank] as const)),
);

function kindRank({ op }: Op): number {
  return RANKS.get(op) ?? 0;
}

/** By kind, then by fields in the order in which they count. */
function compareOps(left: Op, right: Op): number {
  if (left === right) return 0;
  const kinds = kindRank(left) - kindRank(right);
  if (kinds !== 0) return kinds;
  for (const { type, get } of kindOf(left).fields) {
    const [one, other] = [get(left), get(right)];
    const order = one === other ? 0 : compareRanks(type.rank(one), type.rank(other));
    if (order !== 0) return order;
  }
  return 0;
}

/** What counts before the operations one after the other. */
function settingRank({ setting, ops }: Trace): Rank {
  const { machine, dialect, stack, conditions, load, unload } = setting;
  return [
    ops.length,
    stack.length,
    stack.map((filter) => FILTERS.indexOf(filter)),
    POISONS.indexOf(conditions.poison),
    REFETCHED.indexOf(conditions.refetched),
    during.rank(load),
    during.rank(unload),
    FRAGMENTATIONS.indexOf(machine.fragmentation),
    machine.frameSeed,
    dialect.systemBuffer === 'stale' ? 0 : 1,
    dialect.strictOffsets ? 0 : 1,
    ops.reduce((sum, op) => sum + kindRank(op), 0),
  ];
}

/**
 * The total order of traces that minimization descends in: negative when `left` is the simpler one, 0 when
 * both have the same setting, but for the mode, and operations. What counts, in this order: the number of
 * operations; the stack; the conditions; what happens during load and unload; the machine; the dialect; how
 * simple the kinds of operations are, summed up; the operations one after the other.
 */
export function compareTraces(left: Trace, right: Trace): number {
  if (left.ops.length !== right.ops.length) return left.ops.length - right.ops.length;
  const settings = compareRanks(settingRank(left), settingRank(right));
  if (settings !== 0) return settings;
  for (const [index, op] of left.ops.entries()) {
    const order = compareOps(op, right.ops[index] ?? op);
    if (order !== 0) return order;
  }
  return 0;
}
