import { POISONS, REFETCHED } from '../trace/conditions.ts';
import { MEASURES, type Measure } from '../trace/ops/field-type.ts';
import { during } from '../trace/ops/fields/during.ts';
import { type Field, kindOf, kindsOf, type Op } from '../trace/ops/index.ts';
import { compareRanks, type Rank } from '../trace/ops/rank.ts';
import { VIEWS } from '../trace/ops/view.ts';
import { FILTERS } from '../trace/setting.ts';
import { FRAGMENTATIONS, type Trace } from '../trace/trace.ts';
import { readNumber } from './numbers.ts';

/** By kind: its place among those of its view. */
const RANKS = new Map(
  VIEWS.flatMap((view) => kindsOf(view).bySimplicity.map((kind, rank) => [kind, rank] as const)),
);

function kindRank({ op }: Op): number {
  return RANKS.get(op) ?? 0;
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

/** What a field's values count by: as they are measured, or for nothing here. */
type RankOfField = (field: Field, value: unknown) => Rank;

/** A value that is not measured, and the form of one that is. */
const formRank: RankOfField = ({ type }, value) => {
  if (type.measured === undefined) return type.rank(value);
  return type.measured.form?.(value) ?? 0;
};

/** Operations one after the other: by kind, then by their fields in the order in which they count. */
function compareOps(left: Trace, right: Trace, rank: RankOfField): number {
  for (const [index, op] of left.ops.entries()) {
    const other = right.ops[index];
    if (other === undefined || op === other) continue;
    const kinds = kindRank(op) - kindRank(other);
    if (kinds !== 0) return kinds;
    for (const field of kindOf(op).fields) {
      const [one, two] = [field.get(op), field.get(other)];
      const order = one === two ? 0 : compareRanks(rank(field, one), rank(field, two));
      if (order !== 0) return order;
    }
  }
  return 0;
}

/** The bytes that are transferred, as far as the operations say it in numbers. */
function bytesOf({ ops }: Trace): bigint {
  const lengths = ops.flatMap((op) =>
    kindOf(op).fields.map((field) =>
      field.type.measured?.what === 'length' ? (readNumber(op, field) ?? 0n) : 0n,
    ),
  );
  return lengths.reduce((sum, length) => sum + length, 0n);
}

/** Operations whose kinds and forms are the same, by one measure. */
function compareMeasured(left: Trace, right: Trace, measure: Measure): number {
  if (measure === 'length') {
    const bytes = compareRanks(bytesOf(left), bytesOf(right));
    if (bytes !== 0) return bytes;
  }
  return compareOps(left, right, ({ type }, value) =>
    type.measured?.what === measure ? type.rank(value) : 0,
  );
}

/**
 * The total order of traces that minimization descends in: negative when `left` is the simpler one, 0 when
 * both have the same setting, but for the mode, and operations. What counts, in this order: the number of
 * operations; the stack; the conditions; what happens during load and unload; the machine; the dialect; how
 * simple the kinds of operations are, summed up; the operations one after the other by all that is not measured; the
 * bytes transferred, summed up; the lengths one after the other, then the offsets, then the contents. So a smaller
 * offset is never bought with a longer transfer.
 */
export function compareTraces(left: Trace, right: Trace): number {
  if (left.ops.length !== right.ops.length) return left.ops.length - right.ops.length;
  const order = compareRanks(settingRank(left), settingRank(right)) || compareOps(left, right, formRank);
  if (order !== 0) return order;
  for (const measure of MEASURES) {
    const measured = compareMeasured(left, right, measure);
    if (measured !== 0) return measured;
  }
  return 0;
}
