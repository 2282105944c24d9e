import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCase } from '../../../src/properties/generate/decode-case.ts';
import { MAX_WORD } from '../../../src/properties/generate/word.ts';
import { LONGEST_IN_BAND } from '../../../src/trace/ops/draw/drawn-band.ts';
import { opSchema } from '../../../src/trace/ops/index.ts';
import { FULL_PROFILE } from './sample.ts';

const word = fc.integer({ min: 0, max: MAX_WORD });
const some = fc.array(word, { minLength: 0, maxLength: 6, size: 'max' });
const words = fc.array(some, { minLength: 1, maxLength: 40, size: 'max' });

describe('decodeCase', () => {
  it('decodes any words to valid operations, as many as there are', () => {
    fc.assert(
      fc.property(some, word, words, fc.boolean(), (swarm, machine, ops, recordKeys) => {
        const decoded = decodeCase(
          { swarm, machine, loading: 0, longCase: 0, ops },
          { ...FULL_PROFILE, recordKeys },
        );
        expect(decoded.ops.length).toBe(ops.length);
        for (const op of decoded.ops) {
          expect(opSchema.parse(op)).toEqual(op);
          if ('length' in op && typeof op.length === 'number') {
            expect(op.length).toBeLessThanOrEqual(LONGEST_IN_BAND);
          }
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
