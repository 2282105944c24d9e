import { FRESH_DEVICE_OBJECT } from './device-object.ts';
import { FRESH_DRIVER_EXTENSION } from './driver-extension.ts';
import { FRESH_DRIVER_OBJECT } from './driver-object.ts';
import type { FreshStructure } from './facts.ts';
import { FRESH_FILE_OBJECT } from './file-object.ts';
import { FRESH_IO_STACK_LOCATION } from './io-stack-location.ts';
import { FRESH_IRP } from './irp.ts';
import { FRESH_MDL } from './mdl.ts';

/**
 * What Windows leaves in every field of the structures that drivers are given, and who says so. A field of which no
 * public source says a value is unknown, and nothing judges by it.
 */
export const FRESH_STRUCTURES: readonly FreshStructure[] = [
  FRESH_IRP,
  FRESH_IO_STACK_LOCATION,
  FRESH_MDL,
  FRESH_DEVICE_OBJECT,
  FRESH_DRIVER_OBJECT,
  FRESH_DRIVER_EXTENSION,
  FRESH_FILE_OBJECT,
];
