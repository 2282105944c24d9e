import type { Drawing, Slot } from '../../trace/ops/draw/drawing.ts';
import type { GenerationProfile } from '../../trace/ops/draw/profile.ts';
import type { Swarm } from '../../trace/ops/draw/swarm.ts';
import { field, type WordPair } from './word.ts';

/**
 * Draws the operations of a case from pairs of words, and follows what they have probably led to. That only steers
 * choices: an operation is valid whatever really happened.
 */
export class WordDrawing implements Drawing {
  readonly swarm: Swarm;
  readonly profile: GenerationProfile;
  openCount = 0;
  lastLength = 0;
  lengthBytes = 0;
  #first = 0;
  #second = 0;

  constructor(swarm: Swarm, profile: GenerationProfile) {
    this.swarm = swarm;
    this.profile = profile;
  }

  /** Draws from these words from now on. */
  from(words: WordPair): this {
    this.#first = words[0];
    this.#second = words[1];
    return this;
  }

  draw({ word, shift, bits }: Slot): number {
    return field(word === 0 ? this.#first : this.#second, shift, bits);
  }
}
