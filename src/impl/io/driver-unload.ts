import { DO_UNLOAD_PENDING, DRVO_UNLOAD_INVOKED } from '../../nt/device.ts';
import { type NTSTATUS, STATUS_INVALID_DEVICE_REQUEST, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import { callIn } from '../kernel/call-in.ts';
import { ROUTINE_KINDS } from '../kernel/routine-kinds.ts';
import { memoryOf } from '../memory/structure.ts';
import { NULL_VA, type Va } from '../memory/va.ts';
import { NO_DETAIL } from '../record/recorder.ts';
import { DeviceObject } from './device-object.ts';
import { DriverObject } from './driver-object.ts';
import type { IoManager } from './io-manager.ts';
import { freeObject } from './object-header.ts';

/** Calls DriverUnload, if there is one, and frees the driver object. */
export function unloadDriver(io: IoManager, va: Va): void {
  const { kernel } = io;
  const driver = new DriverObject(kernel.memory, va);
  const { driverUnload } = driver;
  if (driverUnload === NULL_VA) return;
  io.drivers.delete(va);
  driver.flags |= DRVO_UNLOAD_INVOKED;
  const { context, recorder } = kernel;
  context.runs = 'unload';
  recorder.event('unload', NO_DETAIL);
  callIn(kernel, ROUTINE_KINDS.unload, driverUnload, null, va);
  recorder.event('unloaded', NO_DETAIL);
  context.runs = 'caller';
  freeObject(kernel.pool, va);
}

/**
 * NtUnloadDriver (R17): from now on the driver's devices cannot be opened, and DriverUnload runs once none of
 * them is referenced: at once, or when the last file object goes. STATUS_INVALID_DEVICE_REQUEST for a driver
 * without DriverUnload, which stays as it is.
 */
export function stopDriver(io: IoManager, va: Va): NTSTATUS {
  const driver = new DriverObject(io.kernel.memory, va);
  if (driver.driverUnload === NULL_VA) return STATUS_INVALID_DEVICE_REQUEST;
  for (const device of devicesOf(driver)) device.flags |= DO_UNLOAD_PENDING;
  unloadIfUnreferenced(io, driver);
  return STATUS_SUCCESS;
}

/** Runs the DriverUnload that a stop left for later, if `device` was the last one referenced (R17). */
export function continueStop(io: IoManager, device: DeviceObject): void {
  // A driver may have deleted the device by itself: what stands there then is no driver's.
  if ((device.flags & DO_UNLOAD_PENDING) === 0 || !io.drivers.has(device.driverObject)) return;
  unloadIfUnreferenced(io, new DriverObject(io.kernel.memory, device.driverObject));
}

function unloadIfUnreferenced(io: IoManager, driver: DriverObject): void {
  const inUse = devicesOf(driver).some(
    (device) => device.referenceCount > 0 || device.attachedDevice !== NULL_VA,
  );
  if (!inUse) unloadDriver(io, driver.va);
}

/** The devices of a driver, the one created last first. */
export function devicesOf(driver: DriverObject): DeviceObject[] {
  const devices: DeviceObject[] = [];
  for (let va = driver.deviceObject; va !== NULL_VA; ) {
    const device = new DeviceObject(memoryOf(driver), va);
    devices.push(device);
    va = device.nextDevice;
  }
  return devices;
}
