import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageOf, TEXT } from './result-json.setup.ts';

describe('a result in JSON', () => {
  it('never throws anything else, and one line, when characters change', () => {
    fc.assert(
      fc.property(
        fc.nat(TEXT.length),
        fc.nat(4),
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 3 }),
          fc.constantFrom('{', '"', '[', '-', '1e9', ','),
        ),
        (place, removed, added) => {
          expect(messageOf(TEXT.slice(0, place) + added + TEXT.slice(place + removed))).toMatch(/^[ -~…]+$/);
        },
      ),
      { seed: 5, numRuns: 1000 },
    );
  });
});
