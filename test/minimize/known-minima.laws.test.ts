import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settingOf } from '../../src/trace/setting.ts';
import { among } from './among.ts';
import { KNOWN_MINIMA } from './known-minima.ts';
import { minimizeLawfully, traceOf } from './laws.ts';

describe('from any start the known minimum', () => {
  it.each(KNOWN_MINIMA)('$name', ({ fails, witness, minimum }) => {
    fc.assert(
      fc.property(among(witness, 20).filter(fails), (start) => {
        const { trace, complete } = minimizeLawfully(start, fails, 2000);
        expect(trace).toEqual({
          ...traceOf(...minimum),
          subject: start.subject,
          seed: start.seed,
          setting: settingOf(start.setting.mode),
        });
        expect(complete).toBe(true);
      }),
      { numRuns: 60, seed: 6 },
    );
  });
});
