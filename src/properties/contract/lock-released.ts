import { bugCheckName } from '../../nt/bug-check.ts';
import type { JudgedBreach } from '../../trace/finding.ts';
import type { Run } from '../../trace/run/run.ts';
import type { Judge } from '../judge.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { spinLockReason } from './irql-bug-checks.ts';
import { underFault } from './memory-bug-checks.ts';

const PROPERTY = 'contract/lock-released';

/**
 * A driver acquires spin locks that are free, releases those it holds, and holds none when a routine of it returns or
 * when it completes an IRP (R57a, W4; bug checks 0x0F, 0x10, 0xC9/0x05, a deadlock). Compared: acquisitions.
 */
export const lockReleased: Judge = (run) => {
  const { acquired } = run.spinLocks;
  const breach = atReturn(run) ?? bugCheckBreach(run) ?? atCompletion(run);
  return verdictOf(PROPERTY, breach === null ? acquired : Math.max(1, acquired), breach);
};

function bugCheckBreach(run: Run): JudgedBreach | null {
  const { bugCheck } = run;
  const reason = bugCheck === null || underFault(run, bugCheck) ? null : spinLockReason(run, bugCheck);
  if (bugCheck === null || reason === null) return null;
  const observed = `${bugCheckName(bugCheck.code)}: ${bugCheck.reason}`;
  return breachOf(PROPERTY, reason, bugCheck, 'each acquired spin lock released once', observed);
}

/** Before any bug check: the machine stops because of it, now or at the next acquisition. */
function atReturn({ spinLocks: { heldAtReturn } }: Run): JudgedBreach | null {
  if (heldAtReturn === null) return null;
  const observed = 'a routine returned with a spin lock held';
  return breachOf(PROPERTY, 'held-at-return', heldAtReturn, 'no spin lock held at return', observed);
}

function atCompletion({ spinLocks: { heldAtCompletion } }: Run): JudgedBreach | null {
  if (heldAtCompletion === null) return null;
  const observed = 'IoCompleteRequest was called with a spin lock held';
  return breachOf(
    PROPERTY,
    'held-at-completion',
    heldAtCompletion,
    'no spin lock held at completion',
    observed,
  );
}
