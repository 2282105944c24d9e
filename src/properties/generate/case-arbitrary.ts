import type fc from 'fast-check';
import type { GenerationProfile } from '../../trace/ops/draw/profile.ts';
import { type CaseWords, campaignWords, caseWords, MAX_OPS } from './case-words.ts';
import { decodeCase, type GeneratedCase } from './decode-case.ts';

/** The words of a case are packed and decoded in one step: records inside fast-check cost several times as much (design D5). */
function decoded(words: fc.Arbitrary<CaseWords>, profile: GenerationProfile): fc.Arbitrary<GeneratedCase> {
  return words.map((each) => decodeCase(each, profile));
}

/** A campaign's cases for one profile: of 1 to {@link MAX_OPS} operations, and now and then of {@link LONG_OPS}. */
export function caseArbitrary(profile: GenerationProfile): fc.Arbitrary<GeneratedCase> {
  return decoded(campaignWords(profile), profile);
}

/** Cases of 1 to `maxOps` operations, none of which is long. `maxOps` is at least 1. */
export function shortCases(profile: GenerationProfile, maxOps = MAX_OPS): fc.Arbitrary<GeneratedCase> {
  return decoded(caseWords(1, maxOps, profile), profile);
}
