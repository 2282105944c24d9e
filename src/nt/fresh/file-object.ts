import { FO_SYNCHRONOUS_IO, IO_TYPE_FILE } from '../device.ts';
import { SIZE_OF } from '../layout.ts';
import { at, type FreshStructure, isNull, known, type Moment, named, pointersAt, UNKNOWN } from './facts.ts';

const PLACES = {
  Type: at(0x0, 2),
  Size: at(0x2, 2),
  DeviceObject: at(0x8, 8),
  Vpb: at(0x10, 8),
  FsContext: at(0x18, 8),
  FsContext2: at(0x20, 8),
  SectionObjectPointer: at(0x28, 8),
  PrivateCacheMap: at(0x30, 8),
  FinalStatus: at(0x38, 4),
  RelatedFileObject: at(0x40, 8),
  LockOperation: at(0x48, 1),
  DeletePending: at(0x49, 1),
  ReadAccess: at(0x4a, 1),
  WriteAccess: at(0x4b, 1),
  DeleteAccess: at(0x4c, 1),
  SharedRead: at(0x4d, 1),
  SharedWrite: at(0x4e, 1),
  SharedDelete: at(0x4f, 1),
  Flags: at(0x50, 4),
  'FileName.Length': at(0x58, 2, 8),
  'FileName.MaximumLength': at(0x5a, 2),
  'FileName.Buffer': at(0x60, 8),
  CurrentByteOffset: at(0x68, 8),
  Waiters: at(0x70, 4),
  Busy: at(0x74, 4),
  LastLock: at(0x78, 8),
  Lock: pointersAt(0x80, 3),
  'Event.Header (type, size)': at(0x98, 4, 8),
  'Event.Header.SignalState': at(0x9c, 4),
  'Event.Header.WaitListHead': pointersAt(0xa0, 2),
  CompletionContext: at(0xb0, 8),
  IrpListLock: at(0xb8, 8),
  IrpList: pointersAt(0xc0, 2),
  FileObjectExtension: at(0xd0, 8),
} as const;

/** Quantities that fields of a file object hold. */
export type FileQuantity = 'the device that was named';

type FileMoment = Moment<keyof typeof PLACES, FileQuantity>;

const CREATED: FileMoment['holds'] = {
  Type: named({ IO_TYPE_FILE }, 'DDI FILE_OBJECT'),
  Size: named({ 'sizeof(FILE_OBJECT)': SIZE_OF.FILE_OBJECT }, 'DDI FILE_OBJECT'),
  DeviceObject: known('the device that was named', 'Wine test_irp_struct', 'R8'),
  Vpb: isNull('DDI FILE_OBJECT'),
  FsContext: isNull('DDI FILE_OBJECT'),
  FsContext2: isNull('DDI FILE_OBJECT'),
  SectionObjectPointer: isNull('DDI FILE_OBJECT'),
  PrivateCacheMap: isNull('DDI FILE_OBJECT'),
  FinalStatus: UNKNOWN,
  RelatedFileObject: isNull('DDI FILE_OBJECT'),
  LockOperation: known(0, 'DDI FILE_OBJECT'),
  DeletePending: known(0, 'DDI FILE_OBJECT'),
  ReadAccess: UNKNOWN,
  WriteAccess: UNKNOWN,
  DeleteAccess: UNKNOWN,
  SharedRead: UNKNOWN,
  SharedWrite: UNKNOWN,
  SharedDelete: UNKNOWN,
  Flags: named({ FO_SYNCHRONOUS_IO }, 'R7'),
  'FileName.Length': known(0, 'R8'),
  'FileName.MaximumLength': UNKNOWN,
  'FileName.Buffer': UNKNOWN,
  CurrentByteOffset: known(0, 'R7'),
  Waiters: UNKNOWN,
  Busy: UNKNOWN,
  LastLock: UNKNOWN,
  Lock: UNKNOWN,
  'Event.Header (type, size)': UNKNOWN,
  'Event.Header.SignalState': UNKNOWN,
  'Event.Header.WaitListHead': UNKNOWN,
  CompletionContext: isNull('DDI FILE_OBJECT'),
  IrpListLock: UNKNOWN,
  IrpList: UNKNOWN,
  FileObjectExtension: UNKNOWN,
};

const MOMENTS = {
  create: {
    when: 'IRP_MJ_CREATE of a synchronous open of the device itself arrives',
    holds: CREATED,
  },
  opened: {
    when: 'NtCreateFile has returned, the driver set nothing',
    holds: {
      ...CREATED,
      Flags: UNKNOWN,
      'Event.Header.SignalState': known(1, 'Wine do_return_status', 'R9'),
    },
  },
} satisfies Record<string, FileMoment>;

/** A file object as an open brings it to a driver, and as it is once the handle is there. */
export const FRESH_FILE_OBJECT: FreshStructure<keyof typeof PLACES, keyof typeof MOMENTS, FileQuantity> = {
  name: 'FILE_OBJECT',
  size: SIZE_OF.FILE_OBJECT,
  alignment: 8,
  places: PLACES,
  moments: MOMENTS,
};
