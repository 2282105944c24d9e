import {
  DO_DEVICE_HAS_NAME,
  DO_DEVICE_INITIALIZING,
  FILE_64_BYTE_ALIGNMENT,
  IO_TYPE_DEVICE,
} from '../device.ts';
import { SIZE_OF } from '../layout.ts';
import { at, type FreshStructure, isNull, known, leftOut, named, pointersAt, UNKNOWN } from './facts.ts';

const PLACES = {
  Type: at(0x0, 2),
  Size: at(0x2, 2),
  ReferenceCount: at(0x4, 4),
  DriverObject: at(0x8, 8),
  NextDevice: at(0x10, 8),
  AttachedDevice: at(0x18, 8),
  CurrentIrp: at(0x20, 8),
  Timer: at(0x28, 8),
  Flags: at(0x30, 4),
  Characteristics: at(0x34, 4),
  Vpb: at(0x38, 8),
  DeviceExtension: at(0x40, 8),
  DeviceType: at(0x48, 4),
  StackSize: at(0x4c, 1),
  Queue: pointersAt(0x50, 9),
  AlignmentRequirement: at(0x98, 4),
  DeviceQueue: pointersAt(0xa0, 5),
  Dpc: pointersAt(0xc8, 8),
  ActiveThreadCount: at(0x108, 4),
  SecurityDescriptor: at(0x110, 8),
  DeviceLock: pointersAt(0x118, 3),
  SectorSize: at(0x130, 2),
  Spare1: at(0x132, 2),
  DeviceObjectExtension: at(0x138, 8),
  Reserved: at(0x140, 8),
} as const;

/** Quantities that fields of a device object hold. */
export type DeviceQuantity =
  | 'sizeof(DEVICE_OBJECT) + the extension'
  | 'the driver object'
  | 'the device created before, or NULL'
  | 'what the driver gave'
  | 'the extension, zeroed'
  | 'the type the driver gave';

const MOMENTS = {
  created: {
    when: 'IoCreateDevice, with a name and an extension, not exclusive',
    holds: {
      Type: named({ IO_TYPE_DEVICE }, 'KMT IoDeviceObject', 'DDI DEVICE_OBJECT'),
      Size: known('sizeof(DEVICE_OBJECT) + the extension', 'KMT IoDeviceObject', 'DDI DEVICE_OBJECT'),
      ReferenceCount: known(0, 'KMT IoDeviceObject'),
      DriverObject: known('the driver object', 'KMT IoDeviceObject'),
      NextDevice: known('the device created before, or NULL', 'KMT IoDeviceObject', 'DDI DEVICE_OBJECT'),
      AttachedDevice: isNull('KMT IoDeviceObject'),
      CurrentIrp: isNull('DDI DEVICE_OBJECT'),
      Timer: UNKNOWN,
      Flags: named({ DO_DEVICE_HAS_NAME, DO_DEVICE_INITIALIZING }, 'KMT IoDeviceObject'),
      Characteristics: known('what the driver gave', 'KMT IoDeviceObject', 'DDI DEVICE_OBJECT'),
      Vpb: UNKNOWN,
      DeviceExtension: known('the extension, zeroed', 'DDI DEVICE_OBJECT', 'R2'),
      DeviceType: known('the type the driver gave', 'KMT IoDeviceObject', 'DDI DEVICE_OBJECT'),
      StackSize: known(1, 'R2', 'DDI DEVICE_OBJECT'),
      Queue: UNKNOWN,
      // The size of the line is that of x64 processors.
      AlignmentRequirement: named({ FILE_64_BYTE_ALIGNMENT }, 'WDK initializing-a-device-object'),
      DeviceQueue: UNKNOWN,
      Dpc: UNKNOWN,
      ActiveThreadCount: known(0, 'KMT IoDeviceObject'),
      SecurityDescriptor: UNKNOWN,
      DeviceLock: UNKNOWN,
      SectorSize: known(0, 'DDI DEVICE_OBJECT'),
      Spare1: UNKNOWN,
      DeviceObjectExtension: leftOut(
        'an extension with Type 13, Size 0 and the address of the device',
        'KMT IoDeviceObject',
      ),
      Reserved: UNKNOWN,
    },
  },
} as const;

/** A device object as IoCreateDevice leaves it. */
export const FRESH_DEVICE_OBJECT: FreshStructure<keyof typeof PLACES, keyof typeof MOMENTS, DeviceQuantity> =
  {
    name: 'DEVICE_OBJECT',
    size: SIZE_OF.DEVICE_OBJECT,
    alignment: 16,
    places: PLACES,
    moments: MOMENTS,
  };
