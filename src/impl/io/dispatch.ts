import {
  DRIVER_VERIFIER_IOMANAGER_VIOLATION,
  NO_MORE_IRP_STACK_LOCATIONS,
  UNEXPECTED_KERNEL_MODE_TRAP,
} from '../../nt/bug-check.ts';

import { IO_TYPE_IRP, SL_PENDING_RETURNED } from '../../nt/irp.ts';
import { SIZE_OF } from '../../nt/layout.ts';
import { type NTSTATUS, STATUS_PENDING } from '../../nt/ntstatus.ts';
import { callIn } from '../kernel/call-in.ts';
import { ROUTINE_KINDS } from '../kernel/routine-kinds.ts';
import { Mdl } from '../memory/mdl.ts';
import { type Va, vaAdd } from '../memory/va.ts';
import type { TrackedIrp } from '../record/recorder.ts';
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
  const tracked = recorder.dispatched(irp, location, upper, driverObject === io.filter);
  if (recorder.recording === 'full') recordDispatch(io, irp, tracked);
  const address = new DriverObject(kernel.memory, driverObject).majorFunction(major);
  io.listener.dispatching(irp, tracked);
  if (driverObject !== io.filter) kernel.faults.passes('dispatch');
  const { pool } = kernel;
  const heldBlocks = pool.ownedBlocks;
  const returned = callIn(kernel, ROUTINE_KINDS.dispatch, address, tracked, device.va, irp.va);
  tracked.keptBlocks = pool.ownedBlocks - heldBlocks;
  if (tracked.completions === 0) tracked.pendingMarked = (location.control & SL_PENDING_RETURNED) !== 0;
  if (recorder.recording === 'full') recordReturned(io, tracked, returned);
  return tracked;
}

function recordDispatch(io: IoManager, irp: Irp, { id, major, parameters, level }: TrackedIrp): void {
  const { length, byteOffset, key, control } = parameters;
  io.kernel.recorder.event(
    'dispatch',
    {
      major,
      length,
      byteOffset,
      key,
      control,
      systemBuffer: irp.systemBuffer !== 0,
      mdl: irp.mdlAddress !== 0,
      mdlByteOffset: level === 0 ? (Mdl.at(io.kernel.memory, irp.mdlAddress)?.byteOffset ?? 0) : 0,
      userBuffer: irp.userBuffer !== 0,
      level,
    },
    id,
  );
}

function recordReturned(io: IoManager, tracked: TrackedIrp, returned: NTSTATUS): void {
  const { id, completions, pendingMarked, level } = tracked;
  io.kernel.recorder.event('returned', { status: returned, completions, pendingMarked, level }, id);
}
