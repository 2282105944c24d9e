import {
  IO_TYPE_IRP,
  IRP_ALLOCATED_FIXED_SIZE,
  IRP_BUFFERED_IO,
  IRP_DEALLOCATE_BUFFER,
  IRP_DEFER_IO_COMPLETION,
  IRP_INPUT_OPERATION,
  IRP_READ_OPERATION,
} from '../irp.ts';
import { KernelMode, UserMode } from '../irql.ts';
import { SIZE_OF } from '../layout.ts';
import { at, type FreshStructure, isNull, known, type Moment, named, pointersAt, UNKNOWN } from './facts.ts';

const PLACES = {
  Type: at(0x0, 2),
  Size: at(0x2, 2),
  MdlAddress: at(0x8, 8),
  Flags: at(0x10, 4),
  AssociatedIrp: at(0x18, 8),
  ThreadListEntry: pointersAt(0x20, 2),
  'IoStatus.Status': at(0x30, 4, 8),
  'IoStatus.Information': at(0x38, 8),
  RequestorMode: at(0x40, 1),
  PendingReturned: at(0x41, 1),
  StackCount: at(0x42, 1),
  CurrentLocation: at(0x43, 1),
  Cancel: at(0x44, 1),
  CancelIrql: at(0x45, 1),
  ApcEnvironment: at(0x46, 1),
  AllocationFlags: at(0x47, 1),
  UserIosb: at(0x48, 8),
  UserEvent: at(0x50, 8),
  'Overlay.AsynchronousParameters.UserApcRoutine': at(0x58, 8),
  'Overlay.AsynchronousParameters.UserApcContext': at(0x60, 8),
  CancelRoutine: at(0x68, 8),
  UserBuffer: at(0x70, 8),
  'Tail.Overlay.DriverContext': pointersAt(0x78, 4),
  'Tail.Overlay.Thread': at(0x98, 8),
  'Tail.Overlay.AuxiliaryBuffer': at(0xa0, 8),
  'Tail.Overlay.ListEntry': pointersAt(0xa8, 2),
  'Tail.Overlay.CurrentStackLocation': at(0xb8, 8),
  'Tail.Overlay.OriginalFileObject': at(0xc0, 8),
  'Tail.Apc (its last 8 bytes)': at(0xc8, 8),
} as const;

/** Quantities that fields of an IRP hold. */
export type IrpQuantity =
  | 'sizeof(IRP) + StackCount * sizeof(IO_STACK_LOCATION), or more'
  | 'its own address, twice: an empty list'
  | "entries of the thread's list"
  | 'the number asked for'
  | 'StackCount + 1'
  | 'StackSize of the top device'
  | 'StackCount'
  | 'one past the last stack location'
  | 'the stack location of the top device'
  | "the caller's status block"
  | "the caller's buffer"
  | 'pool of Length bytes'
  | "an MDL for the caller's buffer"
  | "the caller's thread"
  | 'the file object';

type IrpMoment = Moment<keyof typeof PLACES, IrpQuantity>;

const ALLOCATED: IrpMoment['holds'] = {
  Type: named({ IO_TYPE_IRP }, 'KMT IoIrp'),
  Size: known('sizeof(IRP) + StackCount * sizeof(IO_STACK_LOCATION), or more', 'KMT IoIrp'),
  MdlAddress: isNull('R59'),
  Flags: known(0, 'R59'),
  AssociatedIrp: isNull('R59'),
  ThreadListEntry: known('its own address, twice: an empty list', 'KMT IoIrp', 'R59'),
  'IoStatus.Status': known(0, 'R59'),
  'IoStatus.Information': known(0, 'R59'),
  RequestorMode: named({ KernelMode }, 'R59'),
  PendingReturned: known(0, 'R59'),
  StackCount: known('the number asked for', 'KMT IoIrp'),
  CurrentLocation: known('StackCount + 1', 'KMT IoIrp', 'Wine test_irp_struct'),
  Cancel: known(0, 'R59'),
  CancelIrql: known(0, 'R59'),
  ApcEnvironment: UNKNOWN,
  AllocationFlags: named({ IRP_ALLOCATED_FIXED_SIZE }, 'KMT IoIrp', 'Wine test_irp_struct'),
  UserIosb: isNull('R59'),
  UserEvent: isNull('R59'),
  'Overlay.AsynchronousParameters.UserApcRoutine': isNull('R59'),
  'Overlay.AsynchronousParameters.UserApcContext': isNull('R59'),
  CancelRoutine: isNull('R59'),
  UserBuffer: isNull('R59'),
  'Tail.Overlay.DriverContext': known(0, 'R59'),
  'Tail.Overlay.Thread': isNull('R59'),
  'Tail.Overlay.AuxiliaryBuffer': isNull('R59'),
  'Tail.Overlay.ListEntry': known(0, 'R59'),
  'Tail.Overlay.CurrentStackLocation': known('one past the last stack location', 'KMT IoIrp'),
  'Tail.Overlay.OriginalFileObject': isNull('R59'),
  'Tail.Apc (its last 8 bytes)': UNKNOWN,
};

/** A read without buffer, by a synchronous caller without event and key. */
const READ: IrpMoment['holds'] = {
  ...ALLOCATED,
  Flags: named({ IRP_READ_OPERATION, IRP_DEFER_IO_COMPLETION }, 'R35', 'R39', 'R41'),
  ThreadListEntry: known("entries of the thread's list", 'R59'),
  'IoStatus.Status': UNKNOWN,
  'IoStatus.Information': UNKNOWN,
  RequestorMode: named({ UserMode }, 'R35'),
  PendingReturned: known(0, 'R35'),
  StackCount: known('StackSize of the top device', 'R35'),
  CurrentLocation: known('StackCount', 'R59a'),
  Cancel: known(0, 'R35'),
  CancelIrql: UNKNOWN,
  AllocationFlags: UNKNOWN,
  UserIosb: known("the caller's status block", 'R35'),
  UserEvent: isNull('R35', 'Wine test_irp_struct'),
  'Overlay.AsynchronousParameters.UserApcRoutine': isNull('R35'),
  'Overlay.AsynchronousParameters.UserApcContext': isNull('R35'),
  CancelRoutine: isNull('DDI IRP'),
  'Tail.Overlay.DriverContext': UNKNOWN,
  'Tail.Overlay.Thread': known("the caller's thread", 'Wine test_irp_struct', 'DDI IRP', 'R35'),
  'Tail.Overlay.AuxiliaryBuffer': UNKNOWN,
  'Tail.Overlay.ListEntry': UNKNOWN,
  'Tail.Overlay.CurrentStackLocation': known('the stack location of the top device', 'R59a'),
  'Tail.Overlay.OriginalFileObject': known('the file object', 'R35'),
};

const MOMENTS = {
  allocated: { when: 'IoAllocateIrp without quota, up to 8 locations', holds: ALLOCATED },
  buffered: {
    when: 'a read arrives, buffered',
    holds: {
      ...READ,
      MdlAddress: isNull('R36', 'DDI IRP'),
      Flags: named(
        {
          IRP_READ_OPERATION,
          IRP_DEFER_IO_COMPLETION,
          IRP_BUFFERED_IO,
          IRP_DEALLOCATE_BUFFER,
          IRP_INPUT_OPERATION,
        },
        'R35',
        'R36',
      ),
      AssociatedIrp: known('pool of Length bytes', 'R36', 'DDI IRP'),
      UserBuffer: known("the caller's buffer", 'R36'),
    },
  },
  direct: {
    when: 'a read arrives, direct',
    holds: {
      ...READ,
      MdlAddress: known("an MDL for the caller's buffer", 'R39', 'DDI IRP'),
      AssociatedIrp: isNull('R39'),
      UserBuffer: UNKNOWN,
    },
  },
  neither: {
    when: 'a read arrives, neither',
    holds: {
      ...READ,
      MdlAddress: isNull('R41', 'DDI IRP'),
      AssociatedIrp: isNull('R41'),
      UserBuffer: known("the caller's buffer", 'R41'),
    },
  },
} satisfies Record<string, IrpMoment>;

/** An IRP as it is allocated, and as reads bring it to the top device of a stack. */
export const FRESH_IRP: FreshStructure<keyof typeof PLACES, keyof typeof MOMENTS, IrpQuantity> = {
  name: 'IRP',
  size: SIZE_OF.IRP,
  alignment: 16,
  places: PLACES,
  moments: MOMENTS,
};
