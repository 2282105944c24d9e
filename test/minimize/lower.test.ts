import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asking, askAll } from '../../src/minimize/asking.ts';
import { lowerInteger, takeAmount } from '../../src/minimize/lower.ts';

function* asked(value: bigint): Asking<boolean, bigint> {
  return yield value;
}

describe('lowering a number', () => {
  it('finds the lowest multiple of a small number above a bound', () => {
    fc.assert(
      fc.property(fc.bigInt(2n, 4n), fc.bigInt(3n, 9000n), fc.bigInt(0n, 9000n), (unit, bound, more) => {
        const start = (bound + more) * unit;
        const accept = (candidate: bigint): boolean => candidate % unit === 0n && candidate >= bound;
        const lowest = askAll(lowerInteger(start, asked), accept);
        expect(lowest).toBe(((bound + unit - 1n) / unit) * unit);
      }),
      { numRuns: 500, seed: 10 },
    );
  });

  it('finds what is one above a power of two, with little above it and much between that goes not', () => {
    const accept = (candidate: bigint): boolean =>
      (candidate >= 65n && candidate <= 88n) || candidate >= 4081n;
    expect(askAll(lowerInteger(4081n, asked), accept)).toBe(65n);
    expect(askAll(lowerInteger(9999n, asked), accept)).toBe(65n);
  });

  it('leaves a number alone when nothing lower goes', () => {
    expect(askAll(lowerInteger(5000n, asked), () => false)).toBe(5000n);
  });

  it('asks about 0, 1 and 2, then about its low bits, then about powers of two and what is one above', () => {
    const candidates: bigint[] = [];
    askAll(lowerInteger(76n, asked), (candidate) => {
      candidates.push(candidate);
      return false;
    });
    expect(candidates.slice(0, 13)).toEqual([0n, 1n, 2n, 4n, 12n, 4n, 5n, 8n, 9n, 16n, 17n, 32n, 33n]);
  });

  it.each([
    [1n, [0n]],
    [2n, [0n, 1n]],
    [3n, [0n, 1n, 2n]],
  ])('asks about all that is below %s, once', (value, expected) => {
    const candidates: bigint[] = [];
    askAll(lowerInteger(value, asked), (candidate) => {
      candidates.push(candidate);
      return false;
    });
    expect(candidates).toEqual(expected);
  });
});

describe('taking an amount', () => {
  it('takes as much as goes', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 100_000n), fc.bigInt(0n, 100_000n), (most, limit) => {
        let taken = 0n;
        const result = askAll(takeAmount(most, asked), (amount) => {
          if (taken + amount > limit) return false;
          taken += amount;
          return true;
        });
        expect(result).toBe(taken);
        expect(result).toBe(most < limit ? most : limit);
      }),
      { numRuns: 500, seed: 11 },
    );
  });
});
