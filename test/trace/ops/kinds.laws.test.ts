import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalOp,
  type Field,
  isConsistent,
  kindOf,
  type Op,
  opSchema,
} from '../../../src/trace/ops/index.ts';
import { compareRanks } from '../../../src/trace/ops/rank.ts';
import { surroundingsOf } from '../../../src/trace/ops/surroundings.ts';
import { arbitraryOp, arbitraryWin32Op } from '../arbitrary-trace.ts';

function manyOf(op: fc.Arbitrary<Op>): fc.Arbitrary<Op[]> {
  return fc.array(op, { minLength: 1, maxLength: 5, size: 'max' });
}

/** Any operations of one view, at least one, with one of them and a field of it. */
const placed = fc
  .oneof(manyOf(arbitraryOp), manyOf(arbitraryWin32Op))
  .chain((ops) => fc.record({ ops: fc.constant(ops), at: fc.nat(ops.length - 1), field: fc.nat(20) }))
  .map(({ ops, at, field }) => {
    const op = ops[at] ?? canonicalOp('open');
    const { fields } = kindOf(op);
    return { ops, at, op, field: fields[field % fields.length] };
  });

/** Holds a law for generated operations and each of their fields. */
function forAnyField(law: (field: Field, op: Op, ops: readonly Op[], at: number) => void): void {
  let seen = 0;
  fc.assert(
    fc.property(placed, ({ ops, at, op, field }) => {
      if (field === undefined) return;
      seen += 1;
      law(field, op, ops, at);
    }),
    { numRuns: 2_000, seed: 3 },
  );
  expect(seen).toBe(2_000);
}

/** What is wrong with an operation by the published schema; a trace file could not hold it. */
function problems(op: Op): unknown {
  const { success, error } = opSchema.safeParse(op);
  return success ? null : error.issues;
}

describe('every field', () => {
  it('reads and replaces its own value alone', () => {
    forAnyField(({ get, with: replace, type }, op) => {
      expect(replace(op, get(op))).toEqual(op);
      const canonical = replace(op, type.canonical);
      expect(get(canonical)).toEqual(type.canonical);
      expect(replace(canonical, get(op))).toEqual(op);
    });
  });

  it('has no value simpler than the canonical one', () => {
    forAnyField(({ get, type }, op) => {
      expect(compareRanks(type.rank(type.canonical), type.rank(get(op)))).toBeLessThanOrEqual(0);
    });
  });

  it('is tried with values that a trace file can hold', () => {
    let simpler = 0;
    let others = 0;
    forAnyField(({ get, with: replace, type }, op, ops, at) => {
      const trace = surroundingsOf(ops, at);
      for (const value of type.simpler(get(op), trace)) {
        expect(problems(replace(op, value))).toBeNull();
        simpler += 1;
      }
      for (const value of type.others(get(op), trace)) {
        expect(problems(replace(op, value))).toBeNull();
        expect(value).not.toEqual(get(op));
        others += 1;
      }
      expect(type.isSmall(type.canonical)).toBe(true);
    });
    expect(simpler).toBeGreaterThan(1_000);
    expect(others).toBeGreaterThan(1_000);
  });

  it('writes the number that it reads, up to its largest', () => {
    let numbers = 0;
    forAnyField(({ get, with: replace, type }, op) => {
      const { number } = type;
      const value = number?.read(get(op)) ?? null;
      if (number === null || value === null) return;
      numbers += 1;
      expect(number.read(number.write(value, get(op)))).toBe(value);
      const largest = replace(op, number.write(number.largest, get(op)));
      // What is behind a buffer may not be so long.
      if (isConsistent(largest)) expect(problems(largest)).toBeNull();
      expect(problems(replace(op, number.write(number.largest + 1n, get(op))))).not.toBeNull();
    });
    expect(numbers).toBeGreaterThan(200);
  });

  it('says in words what it holds', () => {
    forAnyField(({ get, type }, op) => {
      expect(type.shown(get(op)).text).not.toBe('');
      expect(type.name).not.toBe('');
    });
  });
});
