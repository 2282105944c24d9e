import type fc from 'fast-check';
import { caseRandom } from './case-random.ts';

/**
 * The case of a seed and a case index: a pure function of both and of the arbitrary. fast-check's bias is
 * off, because it would act on packed words: boundaries are in the tables that decode them.
 */
export function generateCase<Case>(
  arbitrary: fc.Arbitrary<Case>,
  seed: number,
  caseIndex: number,
): fc.Value<Case> {
  return arbitrary.generate(caseRandom(seed, caseIndex), undefined);
}
