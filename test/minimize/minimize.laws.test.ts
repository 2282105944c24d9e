import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settingOf } from '../../src/trace/setting.ts';
import { arbitraryTrace } from '../trace/arbitrary-trace.ts';
import { minimizeLawfully, traceOf } from './laws.ts';

describe('minimization', () => {
  it('of a trace that fails whatever it holds ends with nothing but subject, mode and seed', () => {
    fc.assert(
      fc.property(arbitraryTrace(20), (start) => {
        const { trace } = minimizeLawfully(start, () => true);
        expect(trace.ops.length).toBeLessThanOrEqual(0);
        const { subject, seed } = start;
        const setting = settingOf(start.setting.mode);
        expect(trace).toEqual({ ...traceOf(), subject, seed, setting });
      }),
      { numRuns: 100, seed: 8 },
    );
  });
});
