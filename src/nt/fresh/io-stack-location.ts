import { IRP_MJ_READ } from '../irp.ts';
import { SIZE_OF } from '../layout.ts';
import { at, type FreshStructure, isNull, known, type Moment, named, UNKNOWN } from './facts.ts';

const PLACES = {
  MajorFunction: at(0x0, 1),
  MinorFunction: at(0x1, 1),
  Flags: at(0x2, 1),
  Control: at(0x3, 1),
  'Parameters.Read.Length': at(0x8, 4, 8),
  'Parameters.Read.Key': at(0x10, 4, 8),
  'Parameters.Read.Flags': at(0x14, 4),
  'Parameters.Read.ByteOffset': at(0x18, 8),
  'Parameters (its last 8 bytes)': at(0x20, 8),
  DeviceObject: at(0x28, 8),
  FileObject: at(0x30, 8),
  CompletionRoutine: at(0x38, 8),
  Context: at(0x40, 8),
} as const;

/** Quantities that fields of a stack location hold. */
export type LocationQuantity =
  | 'the length asked for'
  | 'the key, 0 without one'
  | 'the offset, resolved'
  | 'the top device'
  | 'the file object';

type LocationMoment = Moment<keyof typeof PLACES, LocationQuantity>;

const MOMENTS = {
  allocated: {
    when: 'IoAllocateIrp, each location',
    holds: {
      MajorFunction: known(0, 'R59'),
      MinorFunction: known(0, 'R59'),
      Flags: known(0, 'R59'),
      Control: known(0, 'R59'),
      'Parameters.Read.Length': known(0, 'R59'),
      'Parameters.Read.Key': known(0, 'R59'),
      'Parameters.Read.Flags': known(0, 'R59'),
      'Parameters.Read.ByteOffset': known(0, 'R59'),
      'Parameters (its last 8 bytes)': known(0, 'R59'),
      DeviceObject: isNull('R59'),
      FileObject: isNull('R59'),
      CompletionRoutine: isNull('R59'),
      Context: isNull('R59'),
    },
  },
  read: {
    when: 'a read arrives at the top device',
    holds: {
      MajorFunction: named({ IRP_MJ_READ }, 'R35'),
      MinorFunction: UNKNOWN,
      Flags: UNKNOWN,
      Control: known(0, 'R61'),
      'Parameters.Read.Length': known('the length asked for', 'R35'),
      'Parameters.Read.Key': known('the key, 0 without one', 'R30', 'R35'),
      'Parameters.Read.Flags': UNKNOWN,
      'Parameters.Read.ByteOffset': known('the offset, resolved', 'R35'),
      'Parameters (its last 8 bytes)': UNKNOWN,
      DeviceObject: known('the top device', 'Wine test_irp_struct', 'R59a'),
      FileObject: known('the file object', 'Wine test_irp_struct', 'R35'),
      CompletionRoutine: UNKNOWN,
      Context: UNKNOWN,
    },
  },
} satisfies Record<string, LocationMoment>;

/** A stack location as its IRP is allocated, and as a read brings it to the top device of a stack. */
export const FRESH_IO_STACK_LOCATION: FreshStructure<
  keyof typeof PLACES,
  keyof typeof MOMENTS,
  LocationQuantity
> = {
  name: 'IO_STACK_LOCATION',
  size: SIZE_OF.IO_STACK_LOCATION,
  alignment: 8,
  places: PLACES,
  moments: MOMENTS,
};
