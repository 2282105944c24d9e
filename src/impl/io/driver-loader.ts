import { IO_TYPE_DRIVER } from '../../nt/device.ts';
import { IRP_MJ_MAXIMUM_FUNCTION } from '../../nt/irp.ts';
import { SIZE_OF } from '../../nt/layout.ts';
import {
  NT_SUCCESS,
  type NTSTATUS,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
} from '../../nt/ntstatus.ts';
import { poolTag } from '../../nt/pool.ts';
import { textOf } from '../../trace/thrown.ts';
import type { DispatchRoutine } from '../kernel/routines.ts';
import { NULL_VA, type Va } from '../memory/va.ts';
import { checkCall } from '../verifier/check-irql.ts';
import { completeRequest } from './completion.ts';
import { finishInitialization } from './device-lifetime.ts';
import { failRoutine, isNtstatus } from './dispatch.ts';
import { DriverObject } from './driver-object.ts';
import type { IoManager, LoadedDriver } from './io-manager.ts';
import { Irp } from './irp.ts';
import { allocateObject, freeObject } from './object-header.ts';

const DRIVER_TAG = poolTag('Driv');

/** The routine of every major function a driver leaves alone (R16). */
export function invalidDeviceRequest(io: IoManager): DispatchRoutine {
  return (_device, va) => {
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
export function loadDriver(
  io: IoManager,
  defaultRoutine: Va,
  driverEntry: (driver: Va) => NTSTATUS,
): LoadedDriver {
  const { memory, pool } = io.kernel;
  const va = allocateObject(pool, SIZE_OF.DRIVER_OBJECT, DRIVER_TAG);
  if (va === NULL_VA) return { status: STATUS_INSUFFICIENT_RESOURCES, driver: NULL_VA };
  const driver = new DriverObject(memory, va);
  driver.type = IO_TYPE_DRIVER;
  driver.size = SIZE_OF.DRIVER_OBJECT;
  for (let major = 0; major <= IRP_MJ_MAXIMUM_FUNCTION; major += 1)
    driver.setMajorFunction(major, defaultRoutine);
  const { irql, heldSpinLocks } = io.kernel;
  const heldBefore = heldSpinLocks.length;
  const { recorder } = io.kernel;
  recorder.context = 'entry';
  let status: NTSTATUS;
  try {
    status = driverEntry(va);
  } catch (error) {
    return failRoutine(io, error);
  }
  io.kernel.requireRunning();
  recorder.tick();
  checkCall(io.kernel, 'DriverEntry', irql, heldBefore);
  if (!isNtstatus(status))
    failRoutine(io, new TypeError(`DriverEntry returned ${textOf(status)}, not an NTSTATUS`));
  recorder.context = 'caller';
  if (!NT_SUCCESS(status)) {
    freeObject(pool, va);
    return { status, driver: NULL_VA };
  }
  finishInitialization(io, va);
  const loaded = { status, driver: va };
  io.drivers.set(va, loaded);
  return loaded;
}
