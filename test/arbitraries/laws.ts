import fc from 'fast-check';
import { expect } from 'vitest';

/** What of one of our arbitraries the laws are about. */
export interface Lawful<T> {
  /** Makes the arbitrary anew. */
  make(): fc.Arbitrary<T>;
  /** How many operations a value has. */
  opCount(value: T): number;
  /** The value as text: equal values give equal texts. */
  text(value: T): string;
  /** The simplest value. */
  readonly simplest: T;
}

const RUNS = 100;

/** The same seed gives the same values. */
export function expectSameForSameSeed<T>({ make, text }: Lawful<T>): void {
  const sample = (seed: number) => fc.sample(make(), { numRuns: RUNS, seed }).map(text);
  expect(sample(1)).toEqual(sample(1));
  expect(sample(1)).not.toEqual(sample(2));
  // Nearly all of them differ: an arbitrary of constants would obey all other laws.
  expect(new Set(sample(1)).size).toBeGreaterThan(0.9 * RUNS);
}

/** Bounded, because a descent that went round in circles would not end. */
const MOST_STEPS = 5_000;

/**
 * Everything that a value shrinks to has at most as many operations, every descent ends, and the one that accepts
 * the first candidate each time ends at the simplest value.
 */
export function expectStrictlySimpler<T>({ make, opCount, text, simplest }: Lawful<T>): void {
  const arbitrary = make();
  const failing = fc.check(
    fc.property<[T]>(arbitrary, () => false),
    { numRuns: 1, seed: 3, endOnFailure: false },
  );
  expect(failing.counterexample?.map((value) => text(value))).toEqual([text(simplest)]);
  expect(failing.numShrinks).toBeLessThan(MOST_STEPS);
  const tried: T[] = [];
  fc.check(
    fc.property(arbitrary, (value) => {
      tried.push(value);
      // Nothing simpler fails: shrinking tries everything that the first value shrinks to.
      return tried.length > 1;
    }),
    { numRuns: 1, seed: 4 },
  );
  const counts = tried.map(opCount);
  expect(counts.length).toBeGreaterThan(10);
  expect(Math.max(...counts)).toBe(counts[0]);
}
