import {
  BAD_POOL_CALLER,
  DRIVER_VERIFIER_DETECTED_VIOLATION,
  DRIVER_VERIFIER_IOMANAGER_VIOLATION,
  MULTIPLE_IRP_COMPLETE_REQUESTS,
} from '../../nt/bug-check.ts';
import { FO_SYNCHRONOUS_IO } from '../../nt/device.ts';
import {
  IO_TYPE_IRP,
  IRP_BUFFERED_IO,
  IRP_CLOSE_OPERATION,
  IRP_CREATE_OPERATION,
  IRP_DEALLOCATE_BUFFER,
  IRP_DEFER_IO_COMPLETION,
  IRP_INPUT_OPERATION,
  IRP_MJ_DEVICE_CONTROL,
  IRP_MJ_FLUSH_BUFFERS,
  SL_PENDING_RETURNED,
} from '../../nt/irp.ts';
import { APC_LEVEL } from '../../nt/irql.ts';
import { SIZE_OF } from '../../nt/layout.ts';
import { MDL_PAGES_LOCKED } from '../../nt/mdl.ts';
import {
  NT_ERROR,
  type NTSTATUS,
  ntstatusName,
  STATUS_PENDING,
  STATUS_SUCCESS,
  STATUS_VERIFY_REQUIRED,
} from '../../nt/ntstatus.ts';
import type { Moment } from '../../trace/run/where.ts';
import { keSetEvent } from '../kernel/event.ts';
import { finishIrp } from '../kernel/finish-irp.ts';
import { RaisedException } from '../memory/exceptions.ts';
import { Mdl } from '../memory/mdl.ts';
import { ioFreeMdl } from '../memory/mdl-allocate.ts';
import { mmUnlockPages } from '../memory/mdl-lock.ts';
import { NULL_VA, type Va, vaAdd } from '../memory/va.ts';
import { NO_DETAIL, type TrackedIrp } from '../record/recorder.ts';
import { FileObject } from './file-object.ts';
import type { IoManager } from './io-manager.ts';
import { Irp } from './irp.ts';
import { freeIrp } from './irp-lifetime.ts';
import { CALLING_THREAD } from './thread-irps.ts';

/** MDLs after which a chain is taken to be a circle. */
const LONGEST_CHAIN = 1024;

const OPEN_OR_CLOSE = IRP_CREATE_OPERATION | IRP_CLOSE_OPERATION;

/** Of their requests the second phase runs within IoCompleteRequest (R45c). */
const NOT_DEFERRED: ReadonlySet<number> = new Set([IRP_MJ_DEVICE_CONTROL, IRP_MJ_FLUSH_BUFFERS]);

/** Another value that no driver may complete an IRP with (R54). */
const UNSET_STATUS = -1;

/**
 * IoCompleteRequest, the first phase (R44, R60): the walk over the stack locations, then the pages of every
 * MDL are unlocked; then the second phase, where it is not deferred (R45c) and the IRQL allows a special kernel APC (R44a):
 * the IRP is gone then. A second completion is bug check 0x44 (R56), one with STATUS_PENDING or -1 0xC9/0x06 (R54).
 */
export function completeRequest(io: IoManager, va: Va): void {
  const { kernel } = io;
  const tracked = kernel.recorder.tracked(va);
  if (tracked !== undefined) {
    io.listener.completing(tracked);
    const moment = kernel.recorder.tick();
    for (let level: TrackedIrp | null = tracked; level !== null; level = level.upper) {
      level.completions += 1;
      level.completedAt ??= moment;
    }
  }
  const id = tracked?.id ?? null;
  const irp = new Irp(kernel.memory, va);
  if (irp.type !== IO_TYPE_IRP || irp.currentLocation > irp.stackCount + 1) {
    kernel.bugCheck(MULTIPLE_IRP_COMPLETE_REQUESTS, [va], 'an IRP was completed twice');
  }
  if (kernel.context.heldSpinLocks.length > 0) {
    kernel.recorder.spinLocks.heldAtCompletion ??= { ...kernel.recorder.where(), request: id };
  }
  for (let level = tracked ?? null; level !== null; level = level.upper) {
    level.ioStatus = irp.status;
    level.information = irp.information;
  }
  if (kernel.recorder.recording === 'full') {
    kernel.recorder.event('complete', { status: irp.status, information: irp.information }, id);
  }
  if (irp.status === STATUS_PENDING || irp.status === UNSET_STATUS) {
    kernel.bugCheck(
      DRIVER_VERIFIER_IOMANAGER_VIOLATION,
      [0x06, irp.status >>> 0, va],
      `an IRP was completed with ${ntstatusName(irp.status)}`,
    );
  }
  walkLocations(irp, tracked ?? null);
  if (tracked?.pendingMarked === true) kernel.recorder.event('marked-pending', NO_DETAIL, id);
  let mdl = irp.mdlAddress;
  for (let count = 0; mdl !== NULL_VA; count += 1) {
    if (count === LONGEST_CHAIN) {
      // A chain that ends nowhere comes back to an MDL that is freed by then.
      kernel.bugCheck(
        DRIVER_VERIFIER_DETECTED_VIOLATION,
        [0x13, mdl],
        'the MDL chain of an IRP comes back to an MDL that was freed with it',
      );
    }
    if (kernel.pool.isFreed(mdl)) {
      kernel.bugCheck(
        DRIVER_VERIFIER_DETECTED_VIOLATION,
        [0x13, mdl],
        'the MDL of an IRP was freed before the IRP was completed',
      );
    }
    const view = new Mdl(kernel.memory, mdl);
    if ((view.mdlFlags & MDL_PAGES_LOCKED) !== 0) mmUnlockPages(kernel.mm, mdl);
    mdl = view.next;
  }
  if (tracked === undefined) return;
  io.listener.completed(irp, tracked);
  // What no thread asked for interrupts none.
  if (isDeferred(irp, tracked) || irp.thread !== CALLING_THREAD || kernel.context.irql >= APC_LEVEL) return;
  secondPhase(io, irp, topOf(tracked), new FileObject(kernel.memory, irp.originalFileObject));
}

/**
 * Whether the second phase waits until the dispatch routine has returned (R45c). Of majors that no source speaks of nothing is
 * known; here it does.
 */
function isDeferred(irp: Irp, { major }: TrackedIrp): boolean {
  return (irp.flags & IRP_DEFER_IO_COMPLETION) !== 0 || !NOT_DEFERRED.has(major);
}

/** The record of an IRP at the level that it was sent to. */
function topOf(tracked: TrackedIrp): TrackedIrp {
  let top = tracked;
  for (let upper = top.upper; upper !== null; upper = upper.upper) top = upper;
  return top;
}

/** Leaves CurrentLocation at StackCount + 2, by which a second completion is known (R60). */
function walkLocations(irp: Irp, tracked: TrackedIrp | null): void {
  const { stackCount } = irp;
  for (let location = irp.currentLocation; location <= stackCount; location += 1) {
    const view = irp.currentStackLocation;
    irp.pendingReturned = (view.control & SL_PENDING_RETURNED) !== 0;
    for (let level = tracked; level !== null; level = level.upper) {
      if (level.location === location) level.pendingMarked = irp.pendingReturned;
    }
    view.control = 0;
    irp.currentStackLocationVa = vaAdd(irp.currentStackLocationVa, SIZE_OF.IO_STACK_LOCATION);
    if (location < stackCount && irp.pendingReturned) irp.markPending();
  }
  irp.currentLocation = stackCount + 2;
}

/**
 * Ends a request that is completed, once its dispatch routine has returned: with the second phase, unless that was not
 * deferred (R45c). Returns the final status.
 */
export function finishRequest(
  io: IoManager,
  irp: Irp,
  tracked: TrackedIrp,
  file: FileObject | null,
): NTSTATUS {
  const moment = tracked.secondPhaseAt ?? secondPhase(io, irp, tracked, file);
  // What a driver has not given back by now it has left behind: after it completed a request it still may.
  finishIrp(io.kernel, tracked, moment);
  return tracked.finalStatus;
}

/**
 * The second phase, in the thread that asked (R44): copies a buffered read back, frees buffers and MDLs,
 * writes the caller's status block, signals events, frees the IRP. Returns when it ended.
 */
function secondPhase(io: IoManager, irp: Irp, tracked: TrackedIrp, file: FileObject | null): Moment {
  const { kernel } = io;
  const { recorder } = kernel;
  const outer = kernel.context.request;
  kernel.context.request = tracked;
  const status = copyBack(io, irp);
  if ((irp.flags & IRP_DEALLOCATE_BUFFER) !== 0 && kernel.pool.free(irp.systemBuffer) !== 'freed') {
    kernel.bugCheck(
      BAD_POOL_CALLER,
      [0x46, irp.systemBuffer],
      'the SystemBuffer of a completed IRP is no pool block',
    );
  }
  for (let mdl = irp.mdlAddress; mdl !== NULL_VA; ) {
    const { next } = new Mdl(kernel.memory, mdl);
    ioFreeMdl(kernel.mm, mdl);
    mdl = next;
  }
  const isTold = notifyCaller(io, irp, file, status);
  const moment = recorder.tick();
  if (recorder.recording === 'full') {
    recorder.event('finish', {
      status,
      information: irp.information,
      iosbWritten: isTold,
      eventSet: isTold && irp.userEvent !== NULL_VA,
    });
  }
  io.threadIrps.unlink(kernel, irp);
  freeIrp(kernel, irp);
  tracked.secondPhaseAt = moment;
  tracked.finalStatus = status;
  recorder.completed(tracked);
  kernel.context.request = outer;
  return moment;
}

/** R46: IoStatus.Information bytes, whatever the length was; a fault becomes the status. */
function copyBack(io: IoManager, irp: Irp): NTSTATUS {
  const { status } = irp;
  const copies = IRP_BUFFERED_IO | IRP_INPUT_OPERATION;
  if ((irp.flags & copies) !== copies || NT_ERROR(status) || status === STATUS_VERIFY_REQUIRED) return status;
  const { information } = irp;
  try {
    io.kernel.memory.copy(irp.userBuffer, irp.systemBuffer, information);
    recordCopyBack(io, information, STATUS_SUCCESS);
    return status;
  } catch (error) {
    if (!(error instanceof RaisedException)) throw error;
    recordCopyBack(io, information, error.status);
    return error.status;
  }
}

function recordCopyBack({ kernel: { recorder } }: IoManager, lengthBytes: number, status: NTSTATUS): void {
  if (recorder.recording === 'full') {
    recorder.event('copy-back', { lengthBytes, status });
  }
}

/**
 * R49: who hears of the end. An error that never pended reaches the caller as the return value alone. Returns whether
 * the status block was written and events were set.
 */
function notifyCaller(io: IoManager, irp: Irp, file: FileObject | null, status: NTSTATUS): boolean {
  const { memory } = io.kernel;
  const pended = irp.pendingReturned;
  const synchronousFile = file !== null && (file.flags & FO_SYNCHRONOUS_IO) !== 0;
  // What it waits for itself, for an asynchronous open, the I/O manager passes on; opens and closes have ways of their own.
  const synchronous = synchronousFile || (irp.flags & OPEN_OR_CLOSE) !== 0;
  if (NT_ERROR(status) && !(pended && !synchronous)) {
    if (pended && file !== null) {
      file.finalStatus = status;
      file.eventSignaled = true;
    }
    return false;
  }
  try {
    memory.writeI32(irp.userIosb, status);
    memory.writeI32(vaAdd(irp.userIosb, 4), 0);
    const { information } = irp;
    // The lowest 32 bits of it.
    memory.writeI32(vaAdd(irp.userIosb, 8), information);
    memory.writeI32(vaAdd(irp.userIosb, 12), Math.floor(information / 4294967296));
  } catch (error) {
    if (!(error instanceof RaisedException)) throw error;
  }
  if (irp.userEvent !== NULL_VA) keSetEvent(memory, irp.userEvent);
  if (file === null) return true;
  if (irp.userEvent === NULL_VA || synchronousFile) file.eventSignaled = true;
  if (synchronousFile) file.finalStatus = status;
  return true;
}
