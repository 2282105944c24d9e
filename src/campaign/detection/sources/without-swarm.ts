import fc from 'fast-check';
import { MAX_OPS } from '../../../properties/arbitraries/case-arbitrary.ts';
import { decodeCase, type GeneratedCase } from '../../../properties/arbitraries/decode-case.ts';
import { MAX_WORD } from '../../../properties/arbitraries/word.ts';
import type { GenerationProfile } from '../../../trace/ops/draw/profile.ts';

/** The header word that leaves everything on. */
export const EVERYTHING = 0;

/** A campaign's cases, except that each of them may use every kind of operation and every feature. */
export function withoutSwarm(profile: GenerationProfile): fc.Arbitrary<GeneratedCase> {
  const word = fc.integer({ min: 0, max: MAX_WORD });
  const words = fc.array(fc.tuple(word, word), { minLength: 1, maxLength: MAX_OPS, size: 'max' });
  return fc
    .tuple(word, words)
    .map(([machineWord, pairs]) => decodeCase(EVERYTHING, machineWord, pairs, profile));
}
