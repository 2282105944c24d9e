import type { Feature } from '../../trace/ops/draw/feature.ts';
import type { Swarm } from '../../trace/ops/draw/swarm.ts';
import { kindsOf, type View } from '../../trace/ops/index.ts';
import { Layout, type Words } from './layout.ts';

function layoutOf(view: View): Layout {
  return new Layout([kindsOf(view).features.map(({ slot }) => slot)]);
}

const LAYOUTS = { native: layoutOf('native'), win32: layoutOf('win32') };

/** Where features stand in the words of a swarm. */
export function swarmLayoutOf(view: View): Layout {
  return LAYOUTS[view];
}

/** The swarm of a case's words. Bits switch off: words of 0 leave everything on. */
export class WordSwarm implements Swarm {
  /** By the index of a feature's slot. Operations ask several times as often as there are features. */
  readonly #on: boolean[] = [];

  constructor(words: Words, view: View) {
    const layout = swarmLayoutOf(view);
    for (const { slot, highestOn } of kindsOf(view).features)
      this.#on[slot.index] = layout.read(words, slot) <= highestOn;
  }

  uses({ slot }: Feature): boolean {
    return this.#on[slot.index] === true;
  }
}
