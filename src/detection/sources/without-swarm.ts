import type fc from 'fast-check';
import { caseWords, MAX_OPS } from '../../properties/generate/case-words.ts';
import { decodeCase, type GeneratedCase } from '../../properties/generate/decode-case.ts';
import type { GenerationProfile } from '../../trace/ops/draw/profile.ts';

/** A campaign's cases, except that each of them may use every kind of operation and every feature. */
export function withoutSwarm(profile: GenerationProfile): fc.Arbitrary<GeneratedCase> {
  return caseWords(1, MAX_OPS, profile).map((words) => decodeCase({ ...words, swarm: [] }, profile));
}
