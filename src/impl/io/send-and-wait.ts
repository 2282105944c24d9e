import { BAD_POOL_CALLER } from '../../nt/bug-check.ts';
import { FO_SYNCHRONOUS_IO } from '../../nt/device.ts';
import { IRP_DEFER_IO_COMPLETION, IRP_SYNCHRONOUS_API } from '../../nt/irp.ts';
import { NT_ERROR, type NTSTATUS, STATUS_PENDING } from '../../nt/ntstatus.ts';
import type { TrackedIrp } from '../record/recorder.ts';
import { finishRequest } from './completion.ts';
import type { DeviceObject } from './device-object.ts';
import { callDriver } from './dispatch.ts';
import type { FileObject } from './file-object.ts';
import type { IoManager } from './io-manager.ts';
import type { Irp } from './irp.ts';
import { refusePended } from './refuse-pended.ts';

/**
 * Sends an IRP to a device and waits as its caller does (R45, R50). Returns what the caller is given.
 * `callerBlocked` is set when a synchronous caller would wait for ever.
 *
 * @throws MachineStopped for a request that is pended as it may be, and for what stops the machine
 */
export function sendAndWait(
  io: IoManager,
  device: DeviceObject,
  irp: Irp,
  file: FileObject | null,
): NTSTATUS {
  io.threadIrps.link(io.kernel.memory, irp);
  return waitFor(io, irp, callDriver(io, device, irp), file);
}

/** Waits for an IRP that was sent; `tracked` says what has come of it so far. */
export function waitFor(io: IoManager, irp: Irp, tracked: TrackedIrp, file: FileObject | null): NTSTATUS {
  // As it was sent: an IRP whose second phase has run is gone.
  const waits = (tracked.flags & IRP_SYNCHRONOUS_API) !== 0;
  const returned = tracked.returned ?? STATUS_PENDING;
  const completed = tracked.completions > 0;
  const synchronous = waits || (file !== null && (file.flags & FO_SYNCHRONOUS_IO) !== 0);
  if (tracked.secondPhaseAt !== null) {
    const status = finishRequest(io, irp, tracked, file);
    if (returned !== STATUS_PENDING) return returned;
    // R45d(a): of an error without the pending mark nobody is told.
    io.callerBlocked = synchronous && NT_ERROR(status) && !tracked.pendingMarked;
    return synchronous ? status : returned;
  }
  if (returned !== STATUS_PENDING) {
    // A request that was neither completed nor pended is lost, with its buffers (R45, 0xC9/0x226).
    if (!completed) return returned;
    if (irp.pendingReturned && (irp.flags & IRP_DEFER_IO_COMPLETION) !== 0) endTwice(io, irp, tracked);
    finishRequest(io, irp, tracked, file);
    return returned;
  }
  if (completed && irp.pendingReturned) {
    const status = finishRequest(io, irp, tracked, file);
    return synchronous ? status : returned;
  }
  refusePended(io, tracked);
  // R45(a): without the pending mark the second phase never runs.
  io.callerBlocked = synchronous;
  return returned;
}

/**
 * R45(b): with the mark the second phase is queued, and with another status it runs at once too. Whichever comes second
 * frees buffers and an IRP that are free already.
 */
function endTwice({ kernel }: IoManager, irp: Irp, tracked: TrackedIrp): never {
  kernel.context.request = tracked;
  return kernel.bugCheck(
    BAD_POOL_CALLER,
    [0x7, irp.va],
    'an IRP was marked pending and its dispatch routine returned another status: it is freed twice',
  );
}
