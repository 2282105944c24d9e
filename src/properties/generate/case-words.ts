import fc from 'fast-check';
import type { GenerationProfile } from '../../trace/ops/draw/profile.ts';
import { CaseRandom } from './case-random.ts';
import { decoderOf } from './decode-op.ts';
import type { Words } from './layout.ts';
import { swarmPlanOf } from './swarm.ts';
import { MAX_WORD } from './word.ts';

/** What a case is decoded from. */
export interface CaseWords {
  readonly swarm: Words;
  readonly machine: number;
  /** What happens while the driver is loaded and unloaded. */
  readonly loading: number;
  /** Those of each operation. */
  readonly ops: readonly Words[];
}

/** One word. */
export const WORD = fc.integer({ min: 0, max: MAX_WORD });

/** So many words. */
function words(count: number): fc.Arbitrary<number[]> {
  return fc.tuple(...Array.from({ length: count }, () => WORD));
}

/** The words of one operation. */
export function opWords(profile: GenerationProfile): fc.Arbitrary<Words> {
  return words(decoderOf(profile).layout.words);
}

function drawnWords(random: CaseRandom, count: number): number[] {
  const drawn: number[] = [];
  for (let each = 0; each < count; each += 1) drawn.push(random.nextWord());
  return drawn;
}

/**
 * Draws, without bias and from the source of a case, what fast-check's arrays and tuples of words draw, in their order, and leaves the rest to them:
 * a context for each word, to shrink it by, takes longer than all that is drawn.
 */
class CaseWordsArbitrary extends fc.Arbitrary<CaseWords> {
  readonly #minOps: number;
  readonly #maxOps: number;
  readonly #wordsOfSwarm: number;
  readonly #wordsOfOp: number;
  readonly #composed: fc.Arbitrary<CaseWords>;

  constructor(minOps: number, maxOps: number, profile: GenerationProfile) {
    super();
    this.#minOps = minOps;
    this.#maxOps = maxOps;
    this.#wordsOfSwarm = swarmPlanOf(profile).layout.words;
    this.#wordsOfOp = decoderOf(profile).layout.words;
    this.#composed = composedWords(minOps, maxOps, profile);
  }

  override generate(random: fc.Random, biasFactor: number | undefined): fc.Value<CaseWords> {
    if (biasFactor !== undefined || !(random instanceof CaseRandom)) {
      return this.#composed.generate(random, biasFactor);
    }
    const swarm = drawnWords(random, this.#wordsOfSwarm);
    const machine = random.nextWord();
    const loading = random.nextWord();
    const count = random.nextInt(this.#minOps, this.#maxOps);
    const ops: Words[] = [];
    for (let each = 0; each < count; each += 1) ops.push(drawnWords(random, this.#wordsOfOp));
    return new fc.Value({ swarm, machine, loading, ops }, undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is CaseWords {
    return this.#composed.canShrinkWithoutContext(value);
  }

  override shrink(value: CaseWords, context: unknown): fc.Stream<fc.Value<CaseWords>> {
    return this.#composed.shrink(value, context);
  }
}

/** Words of cases of `minOps` to `maxOps` operations, as fast-check composes them. */
export function composedWords(
  minOps: number,
  maxOps: number,
  profile: GenerationProfile,
): fc.Arbitrary<CaseWords> {
  const ops = fc.array(opWords(profile), { minLength: minOps, maxLength: maxOps, size: 'max' });
  const swarm = words(swarmPlanOf(profile).layout.words);
  return fc.record({ swarm, machine: WORD, loading: WORD, ops }, { noNullPrototype: true });
}

/** Words of cases of `minOps` to `maxOps` operations. */
export function caseWords(
  minOps: number,
  maxOps: number,
  profile: GenerationProfile,
): fc.Arbitrary<CaseWords> {
  return new CaseWordsArbitrary(minOps, maxOps, profile);
}
