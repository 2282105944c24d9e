import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operations } from '../../src/arbitraries.ts';
import type { Op } from '../../src/trace/ops/index.ts';
import { article, OPEN } from './arbitraries.setup.ts';
import { expectSameForSameSeed, expectStrictlySimpler, type Lawful } from './laws.ts';

describe('operations', () => {
  const lawful: Lawful<readonly Op[]> = {
    make: () => operations({ subject: article }),
    opCount: (ops) => ops.length,
    text: (ops) => JSON.stringify(ops),
    simplest: [OPEN],
  };

  it('gives the same operations for the same seed', () => {
    expectSameForSameSeed(lawful);
  });

  it('shrinks to simpler operations, and ends', () => {
    expectStrictlySimpler(lawful);
  });

  it('gives up to as many as asked for', () => {
    const counts = fc
      .sample(operations({ subject: article, maxOps: 60 }), { numRuns: 300, seed: 1 })
      .map(({ length }) => length);
    expect(Math.max(...counts)).toBeGreaterThan(50);
    expect(Math.max(...counts)).toBeLessThanOrEqual(60);
  });
});
