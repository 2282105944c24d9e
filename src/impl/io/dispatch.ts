import {
  DRIVER_VERIFIER_IOMANAGER_VIOLATION,
  KMODE_EXCEPTION_NOT_HANDLED,
  NO_MORE_IRP_STACK_LOCATIONS,
  SYSTEM_SERVICE_EXCEPTION,
  UNEXPECTED_KERNEL_MODE_TRAP,
} from '../../nt/bug-check.ts';

import { IO_TYPE_IRP, IRP_MJ_CREATE, majorFunctionName, SL_PENDING_RETURNED } from '../../nt/irp.ts';
import { SIZE_OF } from '../../nt/layout.ts';
import { type NTSTATUS, ntstatusName, STATUS_PENDING } from '../../nt/ntstatus.ts';
import { describeThrown, textOf } from '../../trace/thrown.ts';
import { MachineStopped, RaisedException } from '../memory/exceptions.ts';
import { Mdl } from '../memory/mdl.ts';
import { type Va, vaAdd } from '../memory/va.ts';
import { checkBuffers, stopOnViolation } from '../verifier/check-buffers.ts';
import { checkDispatch } from '../verifier/check-irql.ts';
import { TrackedIrp } from '../verifier/recorder.ts';
import { DeviceObject } from './device-object.ts';
import { DriverObject } from './driver-object.ts';
import type { IoManager } from './io-manager.ts';
import { Irp } from './irp.ts';

/** Levels of drivers that call each other, after which the kernel's stack is used up. */
const DEEPEST_LEVEL = 64;
/** The first parameter of 0x7F. */
const DOUBLE_FAULT = 8;

/**
 * IoCallDriver, called by a driver. Returns what the driver below returned; the IRP is then no longer the caller's.
 * Stops the machine with 0xC9/0x03, as Driver Verifier does, for what is no IRP or has been completed.
 */
export function ioCallDriver(io: IoManager, device: Va, va: Va): NTSTATUS {
  const { memory, recorder } = io.kernel;
  const irp = new Irp(memory, va);
  if (irp.type !== IO_TYPE_IRP || irp.currentLocation > irp.stackCount + 1) {
    return io.kernel.bugCheck(
      DRIVER_VERIFIER_IOMANAGER_VIOLATION,
      [0x03, va],
      'IoCallDriver with what is no IRP under way',
    );
  }
  const upper = recorder.tracked(va) ?? null;
  return callDriver(io, new DeviceObject(memory, device), irp, upper).returned ?? STATUS_PENDING;
}

/**
 * IoCallDriver: moves to the next stack location and calls the driver's routine for its major function
 * (R59a). Returns the record of the IRP at that level, `returned` filled in.
 *
 * An exception that leaves the routine is a bug check: 0x3B for a raised NTSTATUS, 0x1E for any other.
 *
 * @param upper the record of the level above; null for the I/O manager itself
 */
export function callDriver(
  io: IoManager,
  device: DeviceObject,
  irp: Irp,
  upper: TrackedIrp | null = null,
): TrackedIrp {
  const { kernel } = io;
  const { recorder } = kernel;
  const current = irp.currentLocation - 1;
  if (upper !== null && upper.level >= DEEPEST_LEVEL)
    kernel.bugCheck(
      UNEXPECTED_KERNEL_MODE_TRAP,
      [DOUBLE_FAULT],
      'drivers called each other until the stack was used up',
    );
  if (current <= 0)
    kernel.bugCheck(NO_MORE_IRP_STACK_LOCATIONS, [irp.va], 'IoCallDriver without a stack location left');
  irp.currentLocation = current;
  irp.currentStackLocationVa = vaAdd(irp.currentStackLocationVa, -SIZE_OF.IO_STACK_LOCATION);
  const location = irp.currentStackLocation;
  location.deviceObject = device.va;
  const major = location.majorFunction;
  const { driverObject } = device;
  const length = hasTransferParameters(major) ? location.length : 0;
  const tracked = new TrackedIrp(irp, recorder.op, major, length, upper, driverObject === io.filter);
  recorder.irps.push(tracked);
  if (recorder.recording === 'full') recordDispatch(io, irp, tracked.level);
  const driver = new DriverObject(kernel.memory, driverObject);
  const routine = kernel.routines.dispatch(driver.majorFunction(major));
  if (routine === null) {
    return kernel.bugCheck(
      KMODE_EXCEPTION_NOT_HANDLED,
      [0],
      `${majorFunctionName(major)} leads to no routine`,
    );
  }
  const { irql, heldSpinLocks } = kernel;
  const heldBefore = heldSpinLocks.length;
  if (kernel.conditions.refetched !== 'unchanged') kernel.watch.expectFetches(irp, tracked);
  let returned: unknown;
  kernel.watch.enter();
  try {
    returned = routine(device.va, irp.va);
  } catch (error) {
    tracked.faulted = kernel.faults.struck;
    failRoutine(io, error);
  } finally {
    kernel.watch.leave();
  }
  tracked.faulted = kernel.faults.struck;
  kernel.requireRunning();
  // What was completed has been checked by then.
  if (tracked.completions === 0) checkBuffers(kernel, tracked);
  else stopOnViolation(kernel, tracked);
  if (!isNtstatus(returned)) {
    recorder.driverException = {
      op: recorder.op,
      name: 'TypeError',
      message: `the routine for ${majorFunctionName(major)} returned ${textOf(returned)}, not an NTSTATUS`,
    };
    return kernel.bugCheck(KMODE_EXCEPTION_NOT_HANDLED, [0], recorder.driverException.message);
  }
  tracked.returned = returned;
  if (tracked.completions === 0) tracked.pendingMarked = (location.control & SL_PENDING_RETURNED) !== 0;
  checkDispatch(kernel, device.va, irql, heldBefore);
  if (recorder.recording === 'full') recordReturned(io, tracked, returned);
  return tracked;
}

/** Whether what a driver's routine returned is a signed 32-bit integer. */
export function isNtstatus(value: unknown): value is NTSTATUS {
  return typeof value === 'number' && (value | 0) === value;
}

/** Turns what left a driver's routine into a bug check; a machine that has stopped stays stopped. */
export function failRoutine(io: IoManager, error: unknown): never {
  const { kernel } = io;
  if (isA(MachineStopped, error)) throw error;
  kernel.requireRunning();
  if (isA(RaisedException, error)) {
    return kernel.bugCheck(
      SYSTEM_SERVICE_EXCEPTION,
      [error.status >>> 0],
      `unhandled exception: ${ntstatusName(error.status)}`,
    );
  }
  const exception = describeThrown(error);
  kernel.recorder.driverException = { op: kernel.recorder.op, ...exception };
  return kernel.bugCheck(KMODE_EXCEPTION_NOT_HANDLED, [0], `${exception.name}: ${exception.message}`);
}

/** `instanceof` for what a driver threw: a proxy may throw when it is asked. */
function isA<T extends object>(kind: abstract new (...parameters: never[]) => T, value: unknown): value is T {
  try {
    return value instanceof kind;
  } catch {
    return false;
  }
}

/** The parameters of a create lie where other requests have length, key and offset. */
function hasTransferParameters(major: number): boolean {
  return major !== IRP_MJ_CREATE;
}

function recordDispatch(io: IoManager, irp: Irp, level: number): void {
  const location = irp.currentStackLocation;
  const transfers = hasTransferParameters(location.majorFunction);
  io.kernel.recorder.event('dispatch', {
    major: majorFunctionName(location.majorFunction),
    length: transfers ? location.length : 0,
    byteOffset: transfers ? location.byteOffset.toString() : '0',
    key: transfers ? location.key : 0,
    systemBuffer: irp.systemBuffer !== 0,
    mdl: irp.mdlAddress !== 0,
    mdlByteOffset: level === 0 ? (Mdl.at(io.kernel.memory, irp.mdlAddress)?.byteOffset ?? 0) : 0,
    userBuffer: irp.userBuffer !== 0,
    level,
  });
}

function recordReturned(io: IoManager, tracked: TrackedIrp, returned: NTSTATUS): void {
  const { completions, pendingMarked, level } = tracked;
  const status = ntstatusName(returned);
  io.kernel.recorder.event('returned', { status, completions, pendingMarked, level });
}
