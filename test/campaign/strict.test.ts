import { describe, expect, it } from 'vitest';
import { applyStrict } from '../../src/campaign/strict.ts';
import type { HappeningCount } from '../../src/trace/result/result.ts';
import { failed, result } from '../report/results.ts';

const kind = (parts: Partial<HappeningCount>): HappeningCount => ({
  what: 'fault pool-allocation',
  entries: 9,
  struck: 3,
  occasion: true,
  ...parts,
});
const REACHED = { modelArms: { a: 1, b: 7 }, happenings: [kind({})] };

describe('where all has to be reached', () => {
  it.each([
    ['all was', REACHED, 'conforms'],
    ['without a model', { ...REACHED, modelArms: {} }, 'conforms'],
    ['a result that does not tell of faults', { modelArms: { a: 1 } }, 'conforms'],
    ['an arm was not', { ...REACHED, modelArms: { a: 1, b: 0 } }, 'insufficient-coverage'],
    ['a fault never struck', { ...REACHED, happenings: [kind({ struck: 0 })] }, 'insufficient-coverage'],
    [
      'one was never planned',
      { ...REACHED, happenings: [kind({ entries: 0, struck: 0 })] },
      'insufficient-coverage',
    ],
    ['one had no occasion', { ...REACHED, happenings: [kind({ struck: 0, occasion: false })] }, 'conforms'],
  ] as const)('%s', (_name, parts, conclusion) => {
    expect(applyStrict(result(parts))).toEqual({ ...result(parts), strict: true, conclusion });
  });

  it('findings, and what else a campaign ended with, go before it', () => {
    const parts = { modelArms: { a: 0 } };
    expect(applyStrict(failed(parts)).conclusion).toBe('findings');
    expect(applyStrict(result({ ...parts, conclusion: 'out-of-time' })).conclusion).toBe('out-of-time');
  });
});
