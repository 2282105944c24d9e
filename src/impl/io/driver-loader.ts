import { DRVO_INITIALIZED, DRVO_LEGACY_DRIVER, IO_TYPE_DRIVER } from '../../nt/device.ts';
import { IRP_MJ_MAXIMUM_FUNCTION } from '../../nt/irp.ts';
import { SIZE_OF } from '../../nt/layout.ts';
import {
  NT_SUCCESS,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
} from '../../nt/ntstatus.ts';
import { poolTag } from '../../nt/pool.ts';
import { callIn } from '../kernel/call-in.ts';
import { type DispatchRoutine, type EntryRoutine, ROUTINE_KINDS } from '../kernel/routine-kinds.ts';
import { NULL_VA, type Va } from '../memory/va.ts';
import { completeRequest } from './completion.ts';
import { finishInitialization } from './device-lifetime.ts';
import { BEHIND_DRIVER_BYTES, writeBehindDriver } from './driver-extension.ts';
import { DriverObject } from './driver-object.ts';
import type { IoManager, LoadedDriver } from './io-manager.ts';
import { Irp } from './irp.ts';
import { allocateObject, freeObject } from './object-header.ts';

const DRIVER_TAG = poolTag('Driv');

/** The routine of every major function a driver leaves alone (R16). */
export function invalidDeviceRequest(io: IoManager): DispatchRoutine {
  return (_device, va) => {
    // No driver's code, though it stands where a driver's would.
    io.kernel.context.inDriver = false;
    const irp = new Irp(io.kernel.memory, va);
    irp.status = STATUS_INVALID_DEVICE_REQUEST;
    irp.information = 0;
    completeRequest(io, va);
    return STATUS_INVALID_DEVICE_REQUEST;
  };
}

/**
 * Creates a driver object, fills its slots with `defaultRoutine` and calls DriverEntry. On success its
 * devices become openable (R3); otherwise it is gone, DriverUnload not called (R17).
 */
export function loadDriver(io: IoManager, defaultRoutine: Va, driverEntry: EntryRoutine): LoadedDriver {
  const { memory, pool } = io.kernel;
  const va = allocateObject(pool, SIZE_OF.DRIVER_OBJECT + BEHIND_DRIVER_BYTES, DRIVER_TAG);
  if (va === NULL_VA) return { status: STATUS_INSUFFICIENT_RESOURCES, driver: NULL_VA };
  const driver = new DriverObject(memory, va);
  driver.type = IO_TYPE_DRIVER;
  driver.size = SIZE_OF.DRIVER_OBJECT;
  driver.flags = DRVO_LEGACY_DRIVER;
  writeBehindDriver(memory, driver);
  for (let major = 0; major <= IRP_MJ_MAXIMUM_FUNCTION; major += 1)
    driver.setMajorFunction(major, defaultRoutine);
  const { context, code } = io.kernel;
  const entry = code.register(ROUTINE_KINDS.entry, driverEntry);
  driver.driverInit = entry;
  context.runs = 'entry';
  const status = callIn(io.kernel, ROUTINE_KINDS.entry, entry, null, va);
  context.runs = 'caller';
  if (!NT_SUCCESS(status)) {
    freeObject(pool, va);
    return { status, driver: NULL_VA };
  }
  driver.flags |= DRVO_INITIALIZED;
  finishInitialization(io, va);
  const loaded = { status, driver: va };
  io.drivers.set(va, loaded);
  return loaded;
}
