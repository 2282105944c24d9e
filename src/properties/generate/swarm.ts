import type { Feature } from '../../trace/ops/draw/feature.ts';
import type { GenerationProfile } from '../../trace/ops/draw/profile.ts';
import type { Swarm } from '../../trace/ops/draw/swarm.ts';
import { kindNamed } from '../../trace/ops/index.ts';
import { applicableKinds, ofProfile } from './applicable-kinds.ts';
import { Layout, type Words } from './layout.ts';

interface SwarmPlan {
  /** What cases may do without, each once. */
  readonly features: readonly Feature[];
  /** Where features stand in the words of a swarm. */
  readonly layout: Layout;
}

/** What the swarm of a case of a profile holds. */
export const swarmPlanOf = ofProfile((profile): SwarmPlan => {
  const all = [...new Set(applicableKinds(profile).flatMap((kind) => kindNamed(kind).features))];
  const features = all.filter(({ slot: { appliesTo } }) => appliesTo === undefined || appliesTo(profile));
  return { features, layout: new Layout([features.map(({ slot }) => slot)]) };
});

/** The swarm of a case's words. Bits switch off: words of 0 leave everything on. */
export class WordSwarm implements Swarm {
  /** By the index of a feature's slot. Operations ask several times as often as there are features. */
  readonly #on: boolean[] = [];

  constructor(words: Words, profile: GenerationProfile) {
    const { features, layout } = swarmPlanOf(profile);
    for (const { slot, highestOn } of features) this.#on[slot.index] = layout.read(words, slot) <= highestOn;
  }

  uses({ slot }: Feature): boolean {
    return this.#on[slot.index] === true;
  }
}
