import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCase } from '../../../src/properties/arbitraries/decode-case.ts';
import { MAX_WORD } from '../../../src/properties/arbitraries/word.ts';
import { LONGEST_TRANSFER } from '../../../src/trace/ops/fields/length.ts';
import { opSchema } from '../../../src/trace/ops/index.ts';
import { FULL_PROFILE } from './sample.ts';

const word = fc.integer({ min: 0, max: MAX_WORD });
const words = fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 40, size: 'max' });

describe('decodeCase', () => {
  it('decodes any words to valid operations, one for each pair', () => {
    fc.assert(
      fc.property(word, word, words, fc.boolean(), (swarm, machine, pairs, recordKeys) => {
        const { ops } = decodeCase(swarm, machine, pairs, { ...FULL_PROFILE, recordKeys });
        expect(ops.length).toBe(pairs.length);
        for (const op of ops) {
          expect(opSchema.parse(op)).toEqual(op);
          if ('length' in op && typeof op.length === 'number') {
            expect(op.length).toBeLessThanOrEqual(LONGEST_TRANSFER);
          }
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
