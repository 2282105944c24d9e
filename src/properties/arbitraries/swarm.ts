import type { Feature } from '../../trace/ops/draw/feature.ts';
import type { Swarm } from '../../trace/ops/draw/swarm.ts';
import { OP_FEATURES } from '../../trace/ops/index.ts';
import { Layout, type Words } from './layout.ts';

/** Where features stand in the words of a swarm. */
export const SWARM_LAYOUT = new Layout([OP_FEATURES.map(({ slot }) => slot)]);

/** The swarm of a case's words. Bits switch off: words of 0 leave everything on. */
export class WordSwarm implements Swarm {
  readonly #words: Words;

  constructor(words: Words) {
    this.#words = words;
  }

  uses({ slot, highestOn }: Feature): boolean {
    return SWARM_LAYOUT.read(this.#words, slot) <= highestOn;
  }
}
