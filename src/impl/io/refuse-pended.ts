import { majorFunctionName } from '../../nt/irp.ts';
import { STATUS_PENDING } from '../../nt/ntstatus.ts';
import { ASYNCHRONOUS_REQUESTS } from '../../trace/run/run.ts';
import { MachineStopped } from '../memory/exceptions.ts';
import type { TrackedIrp } from '../record/recorder.ts';
import type { IoManager } from './io-manager.ts';

/**
 * Ends the run at a request that the driver under test pends as it may (R45, R61): marked pending in its own stack
 * location, STATUS_PENDING returned, and not completed by then. What would complete it later is not executed, so
 * that nothing could be said of the request.
 *
 * @param sent the request at the level it was sent to
 * @throws MachineStopped for such a request
 */
export function refusePended({ kernel: { recorder } }: IoManager, sent: TrackedIrp): void {
  const levels: TrackedIrp[] = [];
  for (let level = recorder.tracked(sent.va) ?? null; level !== null; level = level.upper) levels.push(level);
  const underWay = levels.filter(isUnderWay);
  if (!underWay.includes(sent) || !underWay.some(({ ofFilter, pendingMarked }) => pendingMarked && !ofFilter))
    return;
  const { op, major } = sent;
  const requests = underWay.map(({ id }) => id);
  recorder.refused = { feature: ASYNCHRONOUS_REQUESTS, op, major, requests };
  recorder.event('refused', { feature: ASYNCHRONOUS_REQUESTS });
  throw new MachineStopped(`${majorFunctionName(major)} is pending: it is not executed further`);
}

function isUnderWay({ completions, returned }: TrackedIrp): boolean {
  return completions === 0 && returned === STATUS_PENDING;
}
