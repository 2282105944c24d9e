import type fc from 'fast-check';
import { caseRandom } from './case-random.ts';
import type { GeneratedCase } from './decode-case.ts';

/** A generated case together with what fast-check needs to shrink it. */
export interface Generated<Case = GeneratedCase> {
  readonly value: Case;
  /** fast-check's own; only for {@link shrinkCase} with the same arbitrary. */
  readonly context: unknown;
}

/**
 * The case of a seed and a case index: a pure function of both and of the arbitrary. fast-check's bias is
 * off, because it would act on packed words: boundaries are in the tables that decode them.
 */
export function generateCase<Case>(
  arbitrary: fc.Arbitrary<Case>,
  seed: number,
  caseIndex: number,
): Generated<Case> {
  const { value, context } = arbitrary.generate(caseRandom(seed, caseIndex), undefined);
  return { value, context };
}
