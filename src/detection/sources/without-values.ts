import type fc from 'fast-check';
import { campaignWords } from '../../properties/generate/case-words.ts';
import { decodeCase, type GeneratedCase } from '../../properties/generate/decode-case.ts';
import type { Words } from '../../properties/generate/layout.ts';
import { swarmPlanOf } from '../../properties/generate/swarm.ts';
import type { Feature } from '../../trace/ops/draw/feature.ts';
import type { GenerationProfile } from '../../trace/ops/draw/profile.ts';

/** The words of a swarm with some of its features off. Those that a profile has not are off already. */
function switchedOff(words: Words, off: readonly Feature[], profile: GenerationProfile): Words {
  const { features, layout } = swarmPlanOf(profile);
  return off
    .filter((feature) => features.includes(feature))
    .reduce<Words>((rest, { slot, highestOn }) => layout.write(rest, slot, highestOn + 1), words);
}

/** A campaign's cases, except that none of them has values that certain features draw. */
export function withoutValues(
  off: readonly Feature[],
): (profile: GenerationProfile) => fc.Arbitrary<GeneratedCase> {
  return (profile) =>
    campaignWords(profile).map((words) =>
      decodeCase({ ...words, swarm: switchedOff(words.swarm, off, profile) }, profile),
    );
}
