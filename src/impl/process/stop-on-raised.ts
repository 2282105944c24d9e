import { SYSTEM_SERVICE_EXCEPTION } from '../../nt/bug-check.ts';
import { ntstatusName } from '../../nt/ntstatus.ts';
import type { IoManager } from '../io/io-manager.ts';
import { MachineStopped, RaisedException } from '../memory/exceptions.ts';

/**
 * An exception that no kernel code expected, because a driver corrupted what it works on, stops the machine
 * (R22a). Anything but that and a machine that has stopped is passed on.
 */
export function stopOnRaised(io: IoManager, error: unknown): void {
  if (error instanceof MachineStopped) return;
  if (!(error instanceof RaisedException)) throw error;
  try {
    io.kernel.bugCheck(
      SYSTEM_SERVICE_EXCEPTION,
      [error.status >>> 0],
      `unhandled exception: ${ntstatusName(error.status)}`,
    );
  } catch (stopped) {
    if (!(stopped instanceof MachineStopped)) throw stopped;
  }
}
