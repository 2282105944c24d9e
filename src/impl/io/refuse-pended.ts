import { majorFunctionName } from '../../nt/irp.ts';
import { STATUS_PENDING } from '../../nt/ntstatus.ts';
import { MachineStopped } from '../memory/exceptions.ts';
import { NO_DETAIL, type TrackedIrp } from '../verifier/recorder.ts';
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
  if (sent.returned !== STATUS_PENDING || sent.completions > 0) return;
  const isPended = recorder.irps.some(
    (level) =>
      level.va === sent.va &&
      level.op === sent.op &&
      !level.ofFilter &&
      level.completions === 0 &&
      level.pendingMarked &&
      level.returned === STATUS_PENDING,
  );
  if (!isPended) return;
  const { op, majorFunction } = sent;
  recorder.refused = { op, majorFunction };
  recorder.event('refused', NO_DETAIL);
  throw new MachineStopped(`${majorFunctionName(majorFunction)} is pending: it is not executed further`);
}
