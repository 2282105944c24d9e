import type { Feature } from '../../trace/ops/draw/feature.ts';
import type { Swarm } from '../../trace/ops/draw/swarm.ts';
import { OP_FEATURES } from '../../trace/ops/index.ts';
import { Layout, type Words } from './layout.ts';

/** Where features stand in the words of a swarm. */
export const SWARM_LAYOUT = new Layout([OP_FEATURES.map(({ slot }) => slot)]);

/** The swarm of a case's words. Bits switch off: words of 0 leave everything on. */
export class WordSwarm implements Swarm {
  /** By the index of a feature's slot. Operations ask several times as often as there are features. */
  readonly #on: boolean[] = [];

  constructor(words: Words) {
    for (const { slot, highestOn } of OP_FEATURES)
      this.#on[slot.index] = SWARM_LAYOUT.read(words, slot) <= highestOn;
  }

  uses({ slot }: Feature): boolean {
    return this.#on[slot.index] === true;
  }
}
