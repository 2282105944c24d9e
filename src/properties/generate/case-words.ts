import fc from 'fast-check';
import type { GenerationProfile } from '../../trace/ops/draw/profile.ts';
import { CaseRandom } from './case-random.ts';
import { decoderOf } from './decode-op.ts';
import type { Words } from './layout.ts';
import { isLong, LONG_OPS } from './long-case.ts';
import { swarmPlanOf } from './swarm.ts';
import { MAX_WORD } from './word.ts';

/** The most operations of a case that is not long. All lengths from 1 are equally likely: 13.5 on average. */
export const MAX_OPS = 26;

/** What a case is decoded from. */
export interface CaseWords {
  readonly swarm: Words;
  readonly machine: number;
  /** What happens while the driver is loaded and unloaded. */
  readonly loading: number;
  /** Whether it is a long case, and what that does over and over. */
  readonly longCase: number;
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

/** How many operations cases have. */
interface Amounts {
  readonly least: number;
  readonly most: number;
  /** Whether the word of a case may make it a long one. */
  readonly hasLongOnes: boolean;
}

/**
 * Draws, without bias and from the source of a case, what fast-check's arrays and tuples of words draw, in their order, and leaves the rest to them:
 * a context for each word, to shrink it by, takes longer than all that is drawn.
 */
class CaseWordsArbitrary extends fc.Arbitrary<CaseWords> {
  readonly #amounts: Amounts;
  readonly #wordsOfSwarm: number;
  readonly #wordsOfOp: number;
  readonly #composed: fc.Arbitrary<CaseWords>;
  /** What long ones shrink by. */
  readonly #composedLong: fc.Arbitrary<CaseWords>;

  constructor(amounts: Amounts, profile: GenerationProfile) {
    super();
    const { least, most, hasLongOnes } = amounts;
    this.#amounts = amounts;
    this.#wordsOfSwarm = swarmPlanOf(profile).layout.words;
    this.#wordsOfOp = decoderOf(profile).layout.words;
    this.#composed = composedWords(least, most, profile);
    this.#composedLong = hasLongOnes ? composedWords(least, LONG_OPS.most, profile) : this.#composed;
  }

  override generate(random: fc.Random, biasFactor: number | undefined): fc.Value<CaseWords> {
    if (biasFactor !== undefined || !(random instanceof CaseRandom)) {
      return this.#composed.generate(random, biasFactor);
    }
    const swarm = drawnWords(random, this.#wordsOfSwarm);
    const machine = random.nextWord();
    const loading = random.nextWord();
    const { least, most, hasLongOnes } = this.#amounts;
    const longCase = hasLongOnes ? random.nextWord() : 0;
    const count =
      hasLongOnes && isLong(longCase)
        ? random.nextInt(LONG_OPS.least, LONG_OPS.most)
        : random.nextInt(least, most);
    const ops: Words[] = [];
    for (let each = 0; each < count; each += 1) ops.push(drawnWords(random, this.#wordsOfOp));
    return new fc.Value({ swarm, machine, loading, longCase, ops }, undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is CaseWords {
    return this.#composedLong.canShrinkWithoutContext(value);
  }

  override shrink(value: CaseWords, context: unknown): fc.Stream<fc.Value<CaseWords>> {
    const { ops } = value;
    const composed = ops.length > this.#amounts.most ? this.#composedLong : this.#composed;
    return composed.shrink(value, context);
  }
}

/** Words of cases of `minOps` to `maxOps` operations, none of them long, as fast-check composes them. */
export function composedWords(
  minOps: number,
  maxOps: number,
  profile: GenerationProfile,
): fc.Arbitrary<CaseWords> {
  const ops = fc.array(opWords(profile), { minLength: minOps, maxLength: maxOps, size: 'max' });
  const swarm = words(swarmPlanOf(profile).layout.words);
  const longCase = fc.constant(0);
  return fc.record({ swarm, machine: WORD, loading: WORD, longCase, ops }, { noNullPrototype: true });
}

/** Words of cases of `minOps` to `maxOps` operations, none of them long. */
export function caseWords(
  minOps: number,
  maxOps: number,
  profile: GenerationProfile,
): fc.Arbitrary<CaseWords> {
  return new CaseWordsArbitrary({ least: minOps, most: maxOps, hasLongOnes: false }, profile);
}

/** Words of a campaign's cases: of 1 to {@link MAX_OPS} operations, and now and then of {@link LONG_OPS}. */
export function campaignWords(profile: GenerationProfile): fc.Arbitrary<CaseWords> {
  return new CaseWordsArbitrary({ least: 1, most: MAX_OPS, hasLongOnes: true }, profile);
}
