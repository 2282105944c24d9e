import { describe, expect, it } from 'vitest';
import { caseArbitrary } from '../../../src/properties/generate/case-arbitrary.ts';
import { generateCase } from '../../../src/properties/generate/generate-case.ts';
import { opSchema } from '../../../src/trace/ops/index.ts';
import { FULL_PROFILE, shrunk } from './sample.ts';

const arbitrary = caseArbitrary(FULL_PROFILE);

describe('shrinking a case', () => {
  it('gives valid cases that are no longer, each of which can be shrunk again', () => {
    for (let index = 0; index < 20; index += 1) {
      const generated = generateCase(arbitrary, 2, index);
      for (const candidate of shrunk(arbitrary, generated)) {
        const { ops } = candidate.value;
        expect(ops.length).toBeGreaterThan(0);
        expect(ops.length).toBeLessThanOrEqual(generated.value.ops.length);
        for (const op of ops) expect(opSchema.safeParse(op).success).toBe(true);
      }
      const [next] = shrunk(arbitrary, generated);
      if (next !== undefined) expect(() => [...shrunk(arbitrary, next)]).not.toThrow();
    }
  });
});
