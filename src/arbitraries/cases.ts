import fc from 'fast-check';
import { shortCases } from '../properties/generate/case-arbitrary.ts';
import type { GeneratedCase } from '../properties/generate/decode-case.ts';
import { type CaseConstraints, constrainedProfile, maxOpsOf } from './constraints.ts';

/**
 * Cases as campaigns generate them for a driver: a machine, whose frames lie one way or another behind the pages of
 * user buffers, what happens while the driver is loaded and unloaded, and 1 to `maxOps` operations. Each case uses some kinds of operations and features and not others
 * (swarm testing).
 *
 * Shrinking drops operations, and leads to the plain machine and to simpler kinds and values. fast-check's bias
 * is off: the values at which behaviour changes have their weights already.
 *
 * @throws RangeError when `maxOps` is out of range
 */
export function cases(constraints: CaseConstraints): fc.Arbitrary<GeneratedCase> {
  return fc.noBias(shortCases(constrainedProfile(constraints), maxOpsOf(constraints)));
}
