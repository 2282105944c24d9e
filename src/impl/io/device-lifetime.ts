import {
  DO_DEVICE_HAS_NAME,
  DO_DEVICE_INITIALIZING,
  DO_EXCLUSIVE,
  FILE_64_BYTE_ALIGNMENT,
  IO_TYPE_DEVICE,
} from '../../nt/device.ts';
import { SIZE_OF } from '../../nt/layout.ts';
import { type NTSTATUS, STATUS_INSUFFICIENT_RESOURCES, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import { poolTag } from '../../nt/pool.ts';
import { readUnicodeString } from '../memory/unicode-string.ts';
import { NULL_VA, type Va, vaAdd } from '../memory/va.ts';
import { DeviceObject } from './device-object.ts';
import { DriverObject } from './driver-object.ts';
import type { IoManager } from './io-manager.ts';
import { allocateObject, freeObject, ownObject } from './object-header.ts';

const DEVICE_TAG = poolTag('Devi');

/** What a new device asks of buffers: a line of the data cache, 64 bytes on x64 (R2). */
const CACHE_LINE_ALIGNMENT = FILE_64_BYTE_ALIGNMENT;

/** IoCreateDevice: the device starts with stack size 1, a zeroed extension and INITIALIZING set (R2). */
export function createDevice(
  io: IoManager,
  driver: Va,
  extensionBytes: number,
  name: Va,
  deviceType: number,
  characteristics: number,
  exclusive: boolean,
  deviceObject: Va,
): NTSTATUS {
  const { memory, pool } = io.kernel;
  const text = readUnicodeString(memory, name);
  if (name !== NULL_VA) {
    const status = io.namespace.deviceNameStatus(text);
    if (status !== STATUS_SUCCESS) return status;
  }
  const va = allocateObject(pool, SIZE_OF.DEVICE_OBJECT + extensionBytes, DEVICE_TAG);
  if (va === NULL_VA) return STATUS_INSUFFICIENT_RESOURCES;
  ownObject(pool, va);
  const device = new DeviceObject(memory, va);
  const owner = new DriverObject(memory, driver);
  device.type = IO_TYPE_DEVICE;
  device.size = SIZE_OF.DEVICE_OBJECT + extensionBytes;
  device.driverObject = driver;
  device.nextDevice = owner.deviceObject;
  device.flags =
    DO_DEVICE_INITIALIZING | (name === NULL_VA ? 0 : DO_DEVICE_HAS_NAME) | (exclusive ? DO_EXCLUSIVE : 0);
  device.characteristics = characteristics;
  device.deviceExtension = extensionBytes === 0 ? NULL_VA : vaAdd(va, SIZE_OF.DEVICE_OBJECT);
  device.deviceType = deviceType;
  device.stackSize = 1;
  device.alignmentRequirement = CACHE_LINE_ALIGNMENT;
  owner.deviceObject = va;
  if (name !== NULL_VA) io.namespace.addDevice(text, va);
  memory.writePointer(deviceObject, va);
  return STATUS_SUCCESS;
}

/** IoDeleteDevice: unlinks, unnames and frees the device. */
export function deleteDevice(io: IoManager, va: Va): void {
  const { memory, pool } = io.kernel;
  const device = new DeviceObject(memory, va);
  const owner = new DriverObject(memory, device.driverObject);
  io.namespace.removeDevice(va);
  io.kernel.mm.driverMdls.freed(va, device.size);
  if (owner.deviceObject === va) owner.deviceObject = device.nextDevice;
  else {
    let previous = owner.deviceObject;
    while (previous !== NULL_VA) {
      const view = new DeviceObject(memory, previous);
      if (view.nextDevice === va) view.nextDevice = device.nextDevice;
      previous = view.nextDevice;
    }
  }
  freeObject(pool, va);
}

/** The devices of a driver become openable once DriverEntry has succeeded (R3). */
export function finishInitialization(io: IoManager, driver: Va): void {
  let device = new DriverObject(io.kernel.memory, driver).deviceObject;
  while (device !== NULL_VA) {
    const view = new DeviceObject(io.kernel.memory, device);
    view.flags &= ~DO_DEVICE_INITIALIZING;
    device = view.nextDevice;
  }
}
