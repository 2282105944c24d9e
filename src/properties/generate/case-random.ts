import fc from 'fast-check';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { MAX_WORD } from './word.ts';

/** 2^32 divided by the golden ratio, odd: the increments of a Weyl sequence. */
const GOLDEN = 0x9e3779b9;
const TWO_32 = 2 ** 32;

/** What `fc.Random` is given in place of a generator, so that the copy it makes is the generator itself. */
function standIn(generator: RandomGenerator): RandomGenerator {
  return {
    clone: () => generator,
    next: () => generator.next(),
    getState: () => generator.getState(),
  };
}

/** fast-check's source of randomness, which also draws whole words. */
export class CaseRandom extends fc.Random {
  readonly #generator: RandomGenerator;

  constructor(generator: RandomGenerator) {
    super(standIn(generator));
    this.#generator = generator;
  }

  /**
   * The word that `nextInt(0, MAX_WORD)` draws, from the same state to the same state: of a range that is a power of
   * two nothing is rejected, and the remainder is a mask.
   */
  nextWord(): number {
    return this.#generator.next() & MAX_WORD;
  }
}

/** The finalizer of MurmurHash3: a bijection of 32-bit integers in which every bit reaches every other. */
function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/**
 * The source of randomness of one case, independent of every other case's: its state is a hash of the seed
 * and the case index alone, both safe integers.
 */
export function caseRandom(seed: number, caseIndex: number): CaseRandom {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed is a whole number, not ${seed}`);
  if (!Number.isSafeInteger(caseIndex) || caseIndex < 0) {
    throw new RangeError(`a case index is a whole number from 0, not ${caseIndex}`);
  }
  const seedLow = mix((seed | 0) + GOLDEN);
  const seedBoth = mix(seedLow ^ Math.floor(seed / TWO_32));
  const withHigh = mix((seedBoth + GOLDEN) ^ Math.floor(caseIndex / TWO_32));
  const hash = mix(withHigh ^ (caseIndex | 0));
  // The state must not be all zeros: the last word is odd.
  const state = [
    hash,
    mix(hash + GOLDEN),
    mix((hash ^ seedBoth) + 2 * GOLDEN),
    mix((hash ^ seedLow) + 3 * GOLDEN) | 1,
  ];
  return new CaseRandom(xoroshiro128plusFromState(state));
}
