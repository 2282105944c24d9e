import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asking, askAll } from '../../src/minimize/asking.ts';
import { lowerInteger } from '../../src/minimize/lower.ts';

function* asked(value: bigint): Asking<boolean, bigint> {
  return yield value;
}

const big = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n });

describe('lowering a number', () => {
  it('finds the bound in at most 300 attempts', () => {
    fc.assert(
      fc.property(big, big, (one, other) => {
        const [bound, start] = one < other ? [one, other] : [other, one];
        let attempts = 0;
        const lowest = askAll(lowerInteger(start, asked), (candidate) => {
          attempts += 1;
          expect(candidate).toBeGreaterThanOrEqual(0n);
          expect(candidate).toBeLessThan(start);
          return candidate >= bound;
        });
        expect(lowest).toBe(bound);
        expect(attempts).toBeLessThanOrEqual(300);
      }),
      { numRuns: 500, seed: 9 },
    );
  });
});
