import { compareTraces } from '../minimize/order.ts';
import { enumerate } from '../trace/ops/draw/enumeration.ts';
import { Odometer } from '../trace/ops/draw/odometer.ts';
import { PLAIN_PROFILE } from '../trace/ops/draw/profile.ts';
import {
  canonicalOp,
  type Field,
  isConsistent,
  kindNamed,
  kindOf,
  kindsOf,
  type Op,
  type OpKind,
} from '../trace/ops/index.ts';
import { compareRanks } from '../trace/ops/rank.ts';
import type { SearchBelow } from '../trace/result/detection-result.ts';
import { DEFAULT_DIALECT, PLAIN_MACHINE, type Trace } from '../trace/trace.ts';

/** Distinct values by their JSON, in the order in which they come. */
function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** A value of the trace, and where it is a number above 0, the one below it. */
function withPrevious({ type: { number } }: Field, value: unknown): readonly unknown[] {
  const read = number === null || number.means === 'alone' ? null : number.read(value);
  return number === null || read === null || read === 0n ? [value] : [value, number.write(read - 1n, value)];
}

/** Values for fields that stand together: one for each field. */
type Choice = readonly unknown[];

const SMALL_VALUES = new Map<Field['type'], readonly unknown[]>();

/** Small values of the generator's own tables, the simplest first. Enumerating them takes thousands of draws. */
function smallValues(type: Field['type']): readonly unknown[] {
  const known = SMALL_VALUES.get(type);
  if (known !== undefined) return known;
  const drawn = [...enumerate((drawing) => type.draw(drawing), { profile: PLAIN_PROFILE })];
  const small = distinct(drawn.filter((value) => type.isSmall(value))).toSorted((left, right) =>
    compareRanks(type.rank(left), type.rank(right)),
  );
  SMALL_VALUES.set(type, small);
  return small;
}

/** What a field takes: small values that are generated, those it has in operations of the trace, and those less one. */
function choicesOfOne(field: Field, own: readonly Op[]): readonly Choice[] {
  const values = own.flatMap((op) => withPrevious(field, field.get(op)));
  return distinct([...smallValues(field.type), ...values]).map((value) => [value]);
}

/** What a group of fields takes: plain values, those it has, and each number of these less one, alone and with those. */
function choicesOfGroup(fields: readonly Field[], own: readonly Op[]): readonly Choice[] {
  const plain = fields.map(({ type }) => type.canonical);
  const choices = own.flatMap((op) => {
    const values = fields.map((field) => field.get(op));
    return fields.flatMap((field, index) =>
      withPrevious(field, values[index]).flatMap((value) => [
        values.with(index, value),
        plain.with(index, value),
      ]),
    );
  });
  return distinct([plain, ...choices]);
}

/** Fields by the group in which they stand; one that stands alone is its own group. */
function groupsOf(fields: readonly Field[]): readonly (readonly Field[])[] {
  const groups = new Map<string, Field[]>();
  for (const field of fields) {
    const group = field.key.split('.')[0] ?? field.key;
    groups.set(group, [...(groups.get(group) ?? []), field]);
  }
  return [...groups.values()];
}

/** The operations of the trace that have a field: those of a kind that shares it. */
function having({ key, type }: Field, ops: readonly Op[]): readonly Op[] {
  return ops.filter((op) => kindOf(op).fields.some((field) => field.key === key && field.type === type));
}

/** Every operation of a kind whose fields have values of the universe of a trace. */
function opsLike(kind: OpKind, ops: readonly Op[]): readonly Op[] {
  let like: readonly Op[] = [canonicalOp(kind)];
  for (const group of groupsOf(kindNamed(kind).fields)) {
    const [first] = group;
    if (first === undefined) continue;
    const own = having(first, ops);
    const choices = group.length === 1 ? choicesOfOne(first, own) : choicesOfGroup(group, own);
    like = like.flatMap((op) =>
      choices.map((choice) =>
        group.reduce((changed, field, index) => field.with(changed, choice[index]), op),
      ),
    );
  }
  return like.filter(isConsistent);
}

/** Whether a kind is drawn for some drivers alone. */
const isOfSome = (kind: OpKind): boolean => kindNamed(kind).appliesTo !== undefined;

/** The operations of the universe of a trace, the simplest kinds first; those of some drivers alone where it has some. */
function universeOf(minimal: Trace): readonly Op[] {
  const hasSome = minimal.ops.some(({ op }) => isOfSome(op));
  return kindsOf('native')
    .bySimplicity.filter((kind) => hasSome || !isOfSome(kind))
    .flatMap((kind) => opsLike(kind, minimal.ops));
}

function rankOf({ op }: Op): number {
  const kinds: readonly OpKind[] = kindsOf('native').bySimplicity;
  return kinds.indexOf(op);
}

/** Sequences of `count` operations whose kinds' ranks add up to at most `rank`; the first one opens a handle. */
function* sequences(universe: readonly Op[], count: number, rank: number): Generator<readonly Op[]> {
  const ranks = universe.map(rankOf);
  // The universe is in the order of ranks: so many of its first operations have at most this one.
  const upTo = kindsOf('native').bySimplicity.map((_, most) => ranks.filter((each) => each <= most).length);
  const opens = upTo[rankOf(canonicalOp('open'))] ?? 0;
  const odometer = new Odometer();
  do {
    const ops: Op[] = [];
    let left = rank;
    for (let place = 0; place < count; place += 1) {
      const index = odometer.choose(place === 0 ? opens : (upTo[left] ?? universe.length));
      const op = universe[index] ?? canonicalOp('open');
      left -= ranks[index] ?? 0;
      ops.push(op);
    }
    yield ops;
  } while (odometer.next());
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
  const machines = distinct([PLAIN_MACHINE, minimal.setting.machine]);
  const dialects = distinct([DEFAULT_DIALECT, minimal.setting.dialect]);
  const rank = minimal.ops.reduce((sum, op) => sum + rankOf(op), 0);
  for (const machine of machines) {
    for (const dialect of dialects) {
      const setting = { ...minimal.setting, machine, dialect };
      const isSetting = machine === minimal.setting.machine && dialect === minimal.setting.dialect;
      for (let count = 0; count <= minimal.ops.length; count += 1) {
        const bound = count === minimal.ops.length && isSetting ? rank : ANY_RANK;
        for (const ops of sequences(universe, count, bound)) {
          const trace = { ...minimal, setting, ops };
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
