import { bugCheckName } from '../../nt/bug-check.ts';
import type { Judge } from '../judge.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { mdlBugCheckReason } from './mdl-bug-checks.ts';
import { underFault } from './memory-bug-checks.ts';

const PROPERTY = 'contract/mdl-use';

/**
 * A driver locks, maps, unmaps, unlocks and frees its MDLs in order, each once, and builds partial MDLs within their
 * sources (R71 to R79, R82; bug checks 0x40, 0x4E, 0x76, 0x12E and Verifier 0xC4). Compared: the driver's calls of
 * MDL routines.
 */
export const mdlUse: Judge = (run) => {
  const { bugCheck, mdlCalls } = run;
  const reason = bugCheck === null ? null : mdlBugCheckReason(bugCheck);
  if (bugCheck === null || reason === null || underFault(run, bugCheck)) {
    return verdictOf(PROPERTY, mdlCalls, null);
  }
  const observed = `${bugCheckName(bugCheck.code)}: ${bugCheck.reason}`;
  const breach = breachOf(PROPERTY, reason, bugCheck, 'MDLs are used in order', observed);
  return verdictOf(PROPERTY, Math.max(1, mdlCalls), breach);
};
