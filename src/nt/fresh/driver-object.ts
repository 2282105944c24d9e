import { DRVO_INITIALIZED, DRVO_LEGACY_DRIVER, DRVO_UNLOAD_INVOKED, IO_TYPE_DRIVER } from '../device.ts';
import { IRP_MJ_MAXIMUM_FUNCTION } from '../irp.ts';
import { SIZE_OF } from '../layout.ts';
import {
  at,
  type FreshStructure,
  isNull,
  known,
  leftOut,
  type Moment,
  named,
  pointersAt,
  UNKNOWN,
} from './facts.ts';

const PLACES = {
  Type: at(0x0, 2),
  Size: at(0x2, 2),
  DeviceObject: at(0x8, 8),
  Flags: at(0x10, 4),
  DriverStart: at(0x18, 8),
  DriverSize: at(0x20, 4),
  DriverSection: at(0x28, 8),
  DriverExtension: at(0x30, 8),
  'DriverName.Length': at(0x38, 2, 8),
  'DriverName.MaximumLength': at(0x3a, 2),
  'DriverName.Buffer': at(0x40, 8),
  HardwareDatabase: at(0x48, 8),
  FastIoDispatch: at(0x50, 8),
  DriverInit: at(0x58, 8),
  DriverStartIo: at(0x60, 8),
  DriverUnload: at(0x68, 8),
  MajorFunction: pointersAt(0x70, IRP_MJ_MAXIMUM_FUNCTION + 1),
} as const;

/** Quantities that fields of a driver object hold. */
export type DriverQuantity =
  | 'the end of the driver object'
  | 'the address of a string, \\REGISTRY\\MACHINE\\HARDWARE\\DESCRIPTION\\SYSTEM'
  | 'the address of DriverEntry'
  | 'one routine in all slots'
  | 'what the driver has left there';

type DriverMoment = Moment<keyof typeof PLACES, DriverQuantity>;

const NAME = '`\\Driver\\` and the name of the service';

const ENTRY: DriverMoment['holds'] = {
  Type: named({ IO_TYPE_DRIVER }, 'KMT IoDeviceObject'),
  Size: named({ 'sizeof(DRIVER_OBJECT)': SIZE_OF.DRIVER_OBJECT }, 'KMT IoDeviceObject'),
  DeviceObject: isNull('KMT IoDeviceObject'),
  Flags: named({ DRVO_LEGACY_DRIVER }, 'KMT IoDeviceObject'),
  DriverStart: leftOut('where the image begins', 'KMT IoDeviceObject'),
  DriverSize: leftOut('the size of the image', 'KMT IoDeviceObject'),
  DriverSection: UNKNOWN,
  DriverExtension: known('the end of the driver object', 'KMT IoDeviceObject'),
  'DriverName.Length': leftOut(`the length of ${NAME}`, 'KMT IoDeviceObject'),
  'DriverName.MaximumLength': leftOut('the same as Length', 'KMT IoDeviceObject'),
  'DriverName.Buffer': leftOut(`the address of ${NAME}`, 'KMT IoDeviceObject'),
  HardwareDatabase: known(
    'the address of a string, \\REGISTRY\\MACHINE\\HARDWARE\\DESCRIPTION\\SYSTEM',
    'KMT IoDeviceObject',
    'DDI DRIVER_OBJECT',
  ),
  FastIoDispatch: UNKNOWN,
  DriverInit: known('the address of DriverEntry', 'KMT IoDeviceObject', 'DDI DRIVER_OBJECT'),
  DriverStartIo: isNull('DDI DRIVER_OBJECT'),
  DriverUnload: isNull('DDI DRIVER_OBJECT'),
  MajorFunction: known('one routine in all slots', 'KMT IoDeviceObject', 'R16'),
};

const OF_DRIVER = known<DriverQuantity>('what the driver has left there', 'DDI DRIVER_OBJECT');

/** What a driver sets stays what it is. */
const LOADED: DriverMoment['holds'] = {
  ...ENTRY,
  DeviceObject: known('what the driver has left there', 'KMT IoDeviceObject', 'DDI DRIVER_OBJECT'),
  Flags: named({ DRVO_LEGACY_DRIVER, DRVO_INITIALIZED }, 'KMT IoDeviceObject'),
  DriverUnload: OF_DRIVER,
  MajorFunction: OF_DRIVER,
};

const MOMENTS = {
  entry: { when: 'DriverEntry begins', holds: ENTRY },
  loaded: { when: 'a request arrives', holds: LOADED },
  unload: {
    when: 'DriverUnload begins',
    holds: {
      ...LOADED,
      Flags: named({ DRVO_LEGACY_DRIVER, DRVO_INITIALIZED, DRVO_UNLOAD_INVOKED }, 'KMT IoDeviceObject'),
    },
  },
} satisfies Record<string, DriverMoment>;

/** A driver object as its routines find it. */
export const FRESH_DRIVER_OBJECT: FreshStructure<keyof typeof PLACES, keyof typeof MOMENTS, DriverQuantity> =
  {
    name: 'DRIVER_OBJECT',
    size: SIZE_OF.DRIVER_OBJECT,
    alignment: 8,
    places: PLACES,
    moments: MOMENTS,
  };
