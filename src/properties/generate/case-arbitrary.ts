import type fc from 'fast-check';
import type { GenerationProfile } from '../../trace/ops/draw/profile.ts';
import { caseWords } from './case-words.ts';
import { decodeCase, type GeneratedCase } from './decode-case.ts';

/** The most operations a generated case has. All lengths from 1 are equally likely: 13.5 on average. */
export const MAX_OPS = 26;

/**
 * Cases for one profile. They are generated as packed words and decoded in one step: records inside
 * fast-check cost several times as much (design D5).
 *
 * @param maxOps the most operations of a case, at least 1
 */
export function caseArbitrary(profile: GenerationProfile, maxOps = MAX_OPS): fc.Arbitrary<GeneratedCase> {
  return caseWords(1, maxOps, profile).map((words) => decodeCase(words, profile));
}
