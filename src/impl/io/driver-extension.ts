import { SIZE_OF, UNICODE_STRING } from '../../nt/layout.ts';
import type { Memory } from '../memory/memory.ts';
import { vaAdd } from '../memory/va.ts';
import type { DriverObject } from './driver-object.ts';

/** Where in the registry the hardware is described, with the zero behind it. */
const HARDWARE_PATH = Buffer.from('\\REGISTRY\\MACHINE\\HARDWARE\\DESCRIPTION\\SYSTEM\0', 'utf16le');

/** Bytes that lie behind a driver object: its extension, then the string that HardwareDatabase points to. */
export const BEHIND_DRIVER_BYTES = SIZE_OF.DRIVER_EXTENSION + SIZE_OF.UNICODE_STRING + HARDWARE_PATH.length;

/**
 * Writes what lies behind a driver object and points there. The extension leads back to its driver; there is no
 * AddDevice routine yet.
 */
export function writeBehindDriver(memory: Memory, driver: DriverObject): void {
  const extension = vaAdd(driver.va, SIZE_OF.DRIVER_OBJECT);
  driver.driverExtension = extension;
  memory.writePointer(extension, driver.va);
  const path = vaAdd(extension, SIZE_OF.DRIVER_EXTENSION);
  const characters = vaAdd(path, SIZE_OF.UNICODE_STRING);
  driver.hardwareDatabase = path;
  memory.writeU16(vaAdd(path, UNICODE_STRING.Length), HARDWARE_PATH.length - 2);
  memory.writeU16(vaAdd(path, UNICODE_STRING.MaximumLength), HARDWARE_PATH.length);
  memory.writePointer(vaAdd(path, UNICODE_STRING.Buffer), characters);
  memory.copyIn(characters, HARDWARE_PATH, 0, HARDWARE_PATH.length);
}
