import { profileOf } from '../execution/generation.ts';
import { MAX_OPS } from '../properties/generate/case-words.ts';
import type { SubjectFacts } from '../subjects/index.ts';
import type { GenerationProfile } from '../trace/ops/draw/profile.ts';

/** What cases are generated for. */
export interface CaseConstraints {
  /** The driver: a built-in one of `findSubject`, or the `summary` of a session. */
  readonly subject: SubjectFacts;
  /** The most operations of a case, 1 to 10,000; 26 if left out, as in a campaign. */
  readonly maxOps?: number;
  /** Whether operations may carry faults; as the driver's own `generation` says if left out. */
  readonly faults?: boolean;
}

/** A case is executed from its start for every step of shrinking. */
const LONGEST_CASE = 10_000;

/** @throws RangeError when `maxOps` is out of range */
export function maxOpsOf({ maxOps = MAX_OPS }: CaseConstraints): number {
  if (Number.isInteger(maxOps) && maxOps >= 1 && maxOps <= LONGEST_CASE) return maxOps;
  throw new RangeError(`maxOps: expected a whole number from 1 to ${LONGEST_CASE}, found ${maxOps}`);
}

/** What a campaign generates for the driver, with or without faults. */
export function constrainedProfile({ subject, faults }: CaseConstraints): GenerationProfile {
  const profile = profileOf(subject);
  return faults === undefined ? profile : { ...profile, faults };
}
