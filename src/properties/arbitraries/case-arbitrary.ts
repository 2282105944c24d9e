import fc from 'fast-check';
import type { GenerationProfile } from '../../trace/ops/draw/profile.ts';
import { decodeCase, type GeneratedCase } from './decode-case.ts';
import { MAX_WORD } from './word.ts';

/** The most operations a generated case has. All lengths from 1 are equally likely: 13.5 on average. */
export const MAX_OPS = 26;

/**
 * Cases for one profile. They are generated as packed words and decoded in one step: records inside
 * fast-check cost several times as much (design D5).
 *
 * @param maxOps the most operations of a case, at least 1
 */
export function caseArbitrary(profile: GenerationProfile, maxOps = MAX_OPS): fc.Arbitrary<GeneratedCase> {
  const word = fc.integer({ min: 0, max: MAX_WORD });
  const words = fc.array(fc.tuple(word, word), { minLength: 1, maxLength: maxOps, size: 'max' });
  return fc
    .tuple(word, word, words)
    .map(([swarmWord, machineWord, pairs]) => decodeCase(swarmWord, machineWord, pairs, profile));
}
