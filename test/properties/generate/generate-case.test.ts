import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseArbitrary } from '../../../src/properties/generate/case-arbitrary.ts';
import { caseRandom } from '../../../src/properties/generate/case-random.ts';
import { generateCase } from '../../../src/properties/generate/generate-case.ts';
import { DEFAULT_PROFILE, FULL_PROFILE } from './sample.ts';

const arbitrary = caseArbitrary(DEFAULT_PROFILE);

describe('generateCase', () => {
  it('gives the same case for the same seed and index, whatever came before', () => {
    const safe = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };
    fc.assert(
      fc.property(fc.integer(safe), fc.integer({ ...safe, min: 0 }), (seed, index) => {
        const first = generateCase(arbitrary, seed, index).value;
        generateCase(arbitrary, seed, 0);
        expect(generateCase(caseArbitrary(DEFAULT_PROFILE), seed, index).value).toEqual(first);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  // The digest changes with the tables, and with it every recorded seed. It must not change otherwise.
  it('gives the same bytes on every engine', () => {
    const campaign = caseArbitrary(FULL_PROFILE);
    const cases = Array.from({ length: 500 }, (_, index) => generateCase(campaign, 1, index).value);
    const text = JSON.stringify(cases);
    expect(createHash('sha256').update(text).digest('hex')).toBe(
      'fdad9266da712ccf0e5ccc257fc92250e190b602fa3614dc7be5f39ca6fadb41',
    );
  });

  it('tells seeds and indices apart that differ above 32 bits alone', () => {
    const states = [
      caseRandom(1, 0),
      caseRandom(1 + 2 ** 32, 0),
      caseRandom(-1, 0),
      caseRandom(2 ** 32 - 1, 0),
      caseRandom(1, 2 ** 32),
      caseRandom(0, 1),
    ].map((random) => JSON.stringify(random.getState()));
    expect(new Set(states).size).toBe(states.length);
  });

  it('refuses what is no seed or no index', () => {
    expect(() => caseRandom(0.5, 0)).toThrow(RangeError);
    expect(() => caseRandom(Number.NaN, 0)).toThrow(RangeError);
    expect(() => caseRandom(0, -1)).toThrow(RangeError);
    expect(() => caseRandom(0, 2 ** 53)).toThrow(RangeError);
  });
});
