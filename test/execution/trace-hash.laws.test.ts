import { describe, expect, it } from 'vitest';
import { traceOf as generatedTrace, modeOf, profileOf } from '../../src/execution/generation.ts';
import { traceHash } from '../../src/execution/trace-hash.ts';
import { caseArbitrary } from '../../src/properties/generate/case-arbitrary.ts';
import { generateCase } from '../../src/properties/generate/generate-case.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { BUFFERING_MODES } from '../../src/trace/trace.ts';

describe('traceHash', () => {
  it('20,000 generated traces do not collide', () => {
    const arbitrary = caseArbitrary(profileOf(findSubject('article')));
    const texts = new Set<string>();
    const hashes = new Set<number>();
    for (let caseIndex = 0; caseIndex < 20_000; caseIndex += 1) {
      const { value } = generateCase(arbitrary, 11, caseIndex);
      const trace = generatedTrace('article', modeOf(BUFFERING_MODES, caseIndex), value, 11, caseIndex);
      texts.add(JSON.stringify({ ...trace, seed: null }));
      hashes.add(traceHash(trace));
    }
    expect(texts.size).toBeGreaterThan(19_000);
    expect(hashes.size).toBe(texts.size);
  });
});
