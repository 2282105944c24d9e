import fc from 'fast-check';
import type { StillFails } from '../../src/minimize/minimize.ts';
import { readNumber, writeNumber } from '../../src/minimize/numbers.ts';
import { canonicalOp, kindOf, type Op } from '../../src/trace/ops/index.ts';

/** The numbers of a transfer that predicates are about, by their keys. */
const NUMBERS = ['key', 'buffer.pageOffset', 'offset', 'length'] as const;
type NumberField = (typeof NUMBERS)[number];

function numberIn(op: Op, key: NumberField): bigint | null {
  const field = kindOf(op).fields.find((each) => each.key === key);
  return field === undefined ? null : readNumber(op, field);
}

function withNumber(op: Op, key: NumberField, value: bigint): Op {
  const field = kindOf(op).fields.find((each) => each.key === key);
  return field === undefined ? op : writeNumber(op, field, value);
}

interface Threshold {
  readonly at: number;
  readonly field: NumberField;
  readonly least: bigint;
}

interface Coupling {
  readonly first: number;
  readonly firstField: NumberField;
  readonly second: number;
  readonly secondField: NumberField;
  readonly relation: 'equal' | 'differ by 3' | 'sum at least 50';
}

/** A predicate nobody looked at: operations in order, lower bounds of their numbers, relations between two. */
export interface RandomPredicate {
  readonly kinds: readonly ('read' | 'write')[];
  readonly thresholds: readonly Threshold[];
  readonly couplings: readonly Coupling[];
}

const field = fc.constantFrom(...NUMBERS);
const at = fc.nat(2);

export const randomPredicate: fc.Arbitrary<RandomPredicate> = fc.record({
  kinds: fc.array(fc.constantFrom('read', 'write'), { minLength: 1, maxLength: 3, size: 'max' }),
  thresholds: fc.array(fc.record({ at, field, least: fc.bigInt({ min: 1n, max: 600n }) }), {
    maxLength: 3,
    size: 'max',
  }),
  couplings: fc.array(
    fc.record({
      first: at,
      firstField: field,
      second: at,
      secondField: field,
      relation: fc.constantFrom('equal', 'differ by 3', 'sum at least 50'),
    }),
    { maxLength: 4, size: 'max' },
  ),
});

function holds(predicate: RandomPredicate, chosen: readonly Op[]): boolean {
  const number = (index: number, name: NumberField): bigint | null => {
    const op = chosen[index % chosen.length];
    return op === undefined ? null : numberIn(op, name);
  };
  const { thresholds, couplings } = predicate;
  return (
    thresholds.every((threshold) => (number(threshold.at, threshold.field) ?? -1n) >= threshold.least) &&
    couplings.every(({ first, firstField, second, secondField, relation }) => {
      const [left, right] = [number(first, firstField), number(second, secondField)];
      if (left === null || right === null) return false;
      if (relation === 'equal') return left === right;
      return relation === 'differ by 3' ? right - left === 3n : left + right >= 50n;
    })
  );
}

/** Whether some operations of the trace, in order, are as the predicate wants them. */
export function failsBy(predicate: RandomPredicate): StillFails {
  const search = (ops: readonly Op[], from: number, chosen: readonly Op[]): boolean => {
    const kind = predicate.kinds[chosen.length];
    if (kind === undefined) return holds(predicate, chosen);
    for (let index = from; index < ops.length; index += 1) {
      const op = ops[index];
      if (op?.op === kind && search(ops, index + 1, [...chosen, op])) return true;
    }
    return false;
  };
  return ({ ops }) => search(ops, 0, []);
}

/** Operations that may make the predicate hold: bounds and something on top, mended for the couplings. */
export function witnessOf(predicate: RandomPredicate): fc.Arbitrary<readonly Op[]> {
  const { kinds, thresholds, couplings } = predicate;
  return fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 12, maxLength: 12 }).map((sizes) => {
    const ops: Op[] = kinds.map((kind) => canonicalOp(kind));
    const change = (index: number, name: NumberField, value: (old: bigint) => bigint): void => {
      const place = index % ops.length;
      const op = ops[place];
      if (op !== undefined) ops[place] = withNumber(op, name, value(numberIn(op, name) ?? 0n));
    };
    for (const [index, { at: place, field: name, least }] of thresholds.entries()) {
      change(place, name, (old) => (old > least ? old : least + BigInt(sizes[index] ?? 0)));
    }
    for (const { first, firstField, second, secondField, relation } of [...couplings, ...couplings]) {
      const firstOp = ops[first % ops.length];
      const left = firstOp === undefined ? 0n : (numberIn(firstOp, firstField) ?? 0n);
      change(second, secondField, (old) => {
        if (relation === 'sum at least 50')
          return left + old >= 50n ? old : old + BigInt(50 + (sizes[9] ?? 0));
        return relation === 'equal' ? left : left + 3n;
      });
    }
    return ops;
  });
}
