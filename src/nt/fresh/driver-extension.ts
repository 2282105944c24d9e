import { SIZE_OF } from '../layout.ts';
import { at, type FreshStructure, isNull, known, leftOut } from './facts.ts';

const PLACES = {
  DriverObject: at(0x0, 8),
  AddDevice: at(0x8, 8),
  Count: at(0x10, 4),
  'ServiceKeyName.Length': at(0x18, 2, 8),
  'ServiceKeyName.MaximumLength': at(0x1a, 2),
  'ServiceKeyName.Buffer': at(0x20, 8),
} as const;

const MOMENTS = {
  entry: {
    when: 'DriverEntry begins',
    holds: {
      DriverObject: known('the driver object', 'KMT IoDeviceObject'),
      AddDevice: isNull('KMT IoDeviceObject'),
      Count: known(0, 'KMT IoDeviceObject'),
      'ServiceKeyName.Length': leftOut('the length of the name of the service', 'KMT IoDeviceObject'),
      'ServiceKeyName.MaximumLength': leftOut('Length and a zero behind it', 'KMT IoDeviceObject'),
      'ServiceKeyName.Buffer': leftOut('the address of the name of the service', 'KMT IoDeviceObject'),
    },
  },
} as const;

/** The extension of a driver object, which follows it. */
export const FRESH_DRIVER_EXTENSION: FreshStructure<
  keyof typeof PLACES,
  keyof typeof MOMENTS,
  'the driver object'
> = {
  name: 'DRIVER_EXTENSION',
  size: SIZE_OF.DRIVER_EXTENSION,
  alignment: 8,
  places: PLACES,
  moments: MOMENTS,
};
