import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { traces } from '../../src/arbitraries.ts';
import { article, ofTraces } from './arbitraries.setup.ts';
import { expectStrictlySimpler } from './laws.ts';

describe('traces', () => {
  it('shrinks to simpler traces, and ends', () => {
    expectStrictlySimpler(ofTraces);
  });

  it('has every mode and dialect of a campaign, or those asked for', () => {
    const all = fc.sample(traces({ subject: article }), { numRuns: 300, seed: 5 });
    expect(new Set(all.map(({ setting: { mode, dialect } }) => JSON.stringify([mode, dialect]))).size).toBe(
      12,
    );
    const direct = fc.sample(traces({ subject: article, modes: ['direct'] }), { numRuns: 50, seed: 1 });
    expect(new Set(direct.map(({ setting }) => setting.mode))).toEqual(new Set(['direct']));
  });

  it('has no bias of fast-check’s, which would act on words that are decoded', () => {
    const kinds = new Set<string>();
    for (const { ops } of fc.sample(traces({ subject: article }), { numRuns: 100, seed: 2 })) {
      for (const { op } of ops) kinds.add(op);
    }
    expect(kinds.size).toBe(8);
  });

  it('refuses modes that the driver does not have, none, and lengths out of range', () => {
    const subject = { ...article, modes: ['buffered'] as const };
    expect(() => traces({ subject, modes: ['direct'] })).toThrow(
      new RangeError('modes: expected some of buffered, found direct'),
    );
    expect(() => traces({ subject, modes: [] })).toThrow(
      new RangeError('modes: expected some of buffered, found none'),
    );
    for (const maxOps of [0, 1.5, 10_001]) {
      expect(() => traces({ subject, maxOps })).toThrow(
        new RangeError(`maxOps: expected a whole number from 1 to 10000, found ${maxOps}`),
      );
    }
  });
});
