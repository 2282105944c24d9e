import { bugCheckName } from '../../nt/bug-check.ts';
import { majorFunctionName } from '../../nt/irp.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import { VIEWS } from '../../trace/ops/view.ts';
import type { Request } from '../../trace/run/request.ts';
import type { Run } from '../../trace/run/run.ts';
import { BUG_CHECK, there } from '../evidence/marks.ts';
import type { Verdict } from '../judge.ts';
import { originOf } from '../origin.ts';
import type { RunProperty } from '../property.ts';
import { neverSkipped } from '../skips.ts';
import { breachOf, verdictOf } from '../verdict.ts';
import { requestAt } from '../where.ts';
import { spinLockReason } from './irql-bug-checks.ts';
import { underFault } from './memory-bug-checks.ts';

const PROPERTY = 'contract/lock-released';

/**
 * A driver acquires spin locks that are free, releases those it holds, and holds none when a routine of it returns or
 * when it completes an IRP (R57a, W4; bug checks 0x0F, 0x10, 0xC9/0x05, a deadlock). Compared: acquisitions.
 */
export const lockReleased: RunProperty = {
  id: PROPERTY,
  views: VIEWS,
  unit: 'acquisitions',
  skipped: neverSkipped,
  optional: () => 'the driver acquires no spin lock',
  judge,
  documentation: {
    summary: 'spin locks are acquired when free, in one order, and released once',
    demands:
      'A driver acquires spin locks that are free, releases those it holds, and holds none when it completes an IRP or returns. Those that it holds together it always acquires in one order.',
    rules: ['R57a'],
    sources: [
      'DOC bug checks 0x0F, 0x10, 0xC9 (0x05), 0xC4 (0x1001)',
      'DOC DDI KeAcquireSpinLock',
      'DOC devtest/deadlock-detection',
    ],
    consequence: 'processors spin for ever; bug check 0x0F, 0x10 or 0x4A; Driver Verifier: 0xC9/0x05',
    guards: [
      'skipped for a driver that acquires no spin lock',
      'locks that are taken in two orders are clean where all who do hold a common one',
      'what is taken while the driver is loaded, or a file opened or closed, has no order: nobody else may know of it',
    ],
    compared: 'acquisitions',
    reasons: [
      {
        code: 'held-at-return',
        meaning: 'a routine returned with a spin lock held',
        microsoft: { name: 'SpinLock', code: '0xC4/0x40009', severity: 'fatal' },
      },
      {
        code: 'held-at-completion',
        meaning: 'IoCompleteRequest was called with a spin lock held',
        microsoft: { name: 'SpinLockSafe', code: null, severity: 'static' },
      },
      {
        code: 'in-two-orders',
        meaning: 'spin locks were acquired in orders in which two threads would wait for each other',
        microsoft: { name: null, code: '0xC4/0x1001', severity: 'fatal' },
      },
      {
        code: 'already-owned',
        meaning: 'a spin lock was acquired that is held already',
        microsoft: { name: 'SpinLock', code: '0x0F', severity: 'fatal' },
      },
      {
        code: 'not-owned',
        meaning: 'a spin lock was released that is not held',
        microsoft: { name: 'SpinlockRelease', code: '0x10', severity: 'fatal' },
      },
      {
        code: 'released-at-wrong-irql',
        meaning: 'KeReleaseSpinLock was called at another IRQL than DISPATCH_LEVEL',
        microsoft: { name: 'IrqlKeReleaseSpinLock', code: '0xC4/0x32', severity: 'fatal' },
      },
    ],
    example: null,
  },
  evidence: {
    marks: [BUG_CHECK, there('complete', 'returned', 'unloaded')],
    seenBy: 'driver',
  },
};

function judge(run: Run): Verdict {
  const { acquired } = run.spinLocks;
  const breach = atReturn(run) ?? bugCheckBreach(run) ?? atCompletion(run) ?? inTwoOrders(run);
  return verdictOf(PROPERTY, breach === null ? acquired : Math.max(1, acquired), breach);
}

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

/** Its origin is the earlier of the two by major function, whichever came first: both are the cause. */
function inTwoOrders(run: Run): JudgedBreach | null {
  const { inTwoOrders: found } = run.spinLocks;
  if (found === null) return null;
  const { before, here } = found;
  const [first, second] = [requestAt(run, before), requestAt(run, here)];
  const name = (request: Request | undefined): string => majorFunctionName(request?.major ?? 0);
  const observed = `${name(second)} acquires spin locks in another order than ${name(first)} in operation ${before.op}`;
  const breach = breachOf(PROPERTY, 'in-two-orders', here, 'one order for all that wait', observed);
  const [origin] = [first, second].toSorted((left, right) => (left?.major ?? 0) - (right?.major ?? 0));
  return { ...breach, origin: originOf(run, origin === first ? before : here) };
}
