import { describe, expect, it } from 'vitest';
import { caseArbitrary } from '../../../src/properties/generate/case-arbitrary.ts';
import { generateCase } from '../../../src/properties/generate/generate-case.ts';
import { DEFAULT_PROFILE, sampleCases } from './sample.ts';

const arbitrary = caseArbitrary(DEFAULT_PROFILE);

describe('generateCase', () => {
  it('gives different cases for different indices and for different seeds', () => {
    const byIndex = new Set(sampleCases(DEFAULT_PROFILE, 2000).map((generated) => JSON.stringify(generated)));
    expect(byIndex.size).toBeGreaterThanOrEqual(1900);
    const bySeed = new Set<string>();
    for (let seed = 0; seed < 500; seed += 1) {
      bySeed.add(JSON.stringify(generateCase(arbitrary, seed, 0).value));
    }
    expect(bySeed.size).toBeGreaterThanOrEqual(475);
  });
});
