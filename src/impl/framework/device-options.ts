import {
  DO_BUFFERED_IO,
  DO_DIRECT_IO,
  FILE_DEVICE_BEEP,
  FILE_DEVICE_DISK,
  FILE_DEVICE_NULL,
  FILE_DEVICE_SECURE_OPEN,
  FILE_DEVICE_UNKNOWN,
} from '../../nt/device.ts';
import type { BufferingMode } from '../../trace/trace.ts';
import type { DeviceOperations } from './device-operations.ts';

/** Kinds of device: FILE_DEVICE_*. */
export const DeviceType = {
  Beep: FILE_DEVICE_BEEP,
  Disk: FILE_DEVICE_DISK,
  Null: FILE_DEVICE_NULL,
  Unknown: FILE_DEVICE_UNKNOWN,
} as const;
export type DeviceType = (typeof DeviceType)[keyof typeof DeviceType];

/** Characteristics of a device, to be combined with `|`. */
export const DeviceFlags = {
  NONE: 0,
  /** The device's security descriptor also holds for opens below its name (R18). */
  SECURE_OPEN: FILE_DEVICE_SECURE_OPEN,
} as const;
export type DeviceFlags = number;

/** DO_* flags of a device object: how buffers reach the driver (R33). */
export const DeviceDoFlags = {
  /** Neither buffered nor direct. */
  NONE: 0,
  DO_BUFFERED_IO,
  DO_DIRECT_IO,
} as const;
export type DeviceDoFlags = number;

/** How many handles to a device there may be at a time (R4). */
export const Access = { NonExclusive: 'non-exclusive', Exclusive: 'exclusive' } as const;
export type Access = (typeof Access)[keyof typeof Access];

/** What a device is created with. */
export interface DeviceOptions {
  /** Such as `\Device\Example`. */
  readonly name: string;
  readonly deviceType: DeviceType;
  readonly flags: DeviceFlags;
  readonly doFlags: DeviceDoFlags;
  readonly access: Access;
  readonly operations: DeviceOperations;
}

const DO_FLAGS: Readonly<Record<BufferingMode, DeviceDoFlags>> = {
  buffered: DeviceDoFlags.DO_BUFFERED_IO,
  direct: DeviceDoFlags.DO_DIRECT_IO,
  neither: DeviceDoFlags.NONE,
};

/** The DO_* flags of a buffering mode. */
export function doFlagsOf(mode: BufferingMode): DeviceDoFlags {
  return DO_FLAGS[mode];
}
