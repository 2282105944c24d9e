import { describe, expect, it } from 'vitest';
import { DeviceObject } from '../../src/impl/io/device-object.ts';
import { DriverObject } from '../../src/impl/io/driver-object.ts';
import { FileObject } from '../../src/impl/io/file-object.ts';
import { IoStackLocation } from '../../src/impl/io/io-stack-location.ts';
import { Irp } from '../../src/impl/io/irp.ts';
import { Mdl } from '../../src/impl/memory/mdl.ts';
import { Memory, memoryBytes } from '../../src/impl/memory/memory.ts';
import { POOL_BASE, vaAdd } from '../../src/impl/memory/va.ts';
import { tabled } from './layout-table.ts';

const memory = new Memory(new ArrayBuffer(memoryBytes(2)), 2, (va) => {
  throw new Error(`fault at ${va}`);
});
memory.mapRun(POOL_BASE, 0, 2, true);
/** Somewhere a structure may begin. */
const VA = vaAdd(POOL_BASE, 0x230);
const AT = 0x230;
const EXTENT = 0x400;

const ALL = {
  IRP: Irp,
  IO_STACK_LOCATION: IoStackLocation,
  MDL: Mdl,
  DEVICE_OBJECT: DeviceObject,
  DRIVER_OBJECT: DriverObject,
  FILE_OBJECT: FileObject,
} as const;
type Name = keyof typeof ALL;

/** A value of each kind and the bytes that stand for it. */
const KINDS = {
  u8: [0xa5, [0xa5]],
  flag: [true, [1]],
  u16: [0xa5b6, [0xb6, 0xa5]],
  u32: [0xd8c7b6a5, [0xa5, 0xb6, 0xc7, 0xd8]],
  i32: [0xd8c7b6a5 | 0, [0xa5, 0xb6, 0xc7, 0xd8]],
  u64: [0x0012345678abcd, [0xcd, 0xab, 0x78, 0x56, 0x34, 0x12, 0, 0]],
  i64: [-0x0edcba9876543211n, [0xef, 0xcd, 0xab, 0x89, 0x67, 0x45, 0x23, 0xf1]],
  pointer: [vaAdd(POOL_BASE, 0x12345), [0x45, 0x23, 0x01, 0x80, 0, 0xe0, 0xff, 0xff]],
} as const;

type Row = readonly [structure: Name, property: string, field: string, kind: keyof typeof KINDS];

const ROWS: readonly Row[] = [
  ['IRP', 'type', 'Type', 'u16'],
  ['IRP', 'size', 'Size', 'u16'],
  ['IRP', 'mdlAddress', 'MdlAddress', 'pointer'],
  ['IRP', 'flags', 'Flags', 'i32'],
  ['IRP', 'systemBuffer', 'AssociatedIrp', 'pointer'],
  ['IRP', 'status', 'IoStatus.Status', 'i32'],
  ['IRP', 'information', 'IoStatus.Information', 'u64'],
  ['IRP', 'requestorMode', 'RequestorMode', 'u8'],
  ['IRP', 'pendingReturned', 'PendingReturned', 'flag'],
  ['IRP', 'stackCount', 'StackCount', 'u8'],
  ['IRP', 'currentLocation', 'CurrentLocation', 'u8'],
  ['IRP', 'allocationFlags', 'AllocationFlags', 'u8'],
  ['IRP', 'thread', 'Tail.Overlay.Thread', 'pointer'],
  ['IRP', 'threadListFlink', 'ThreadListEntry', 'pointer'],
  ['IRP', 'userIosb', 'UserIosb', 'pointer'],
  ['IRP', 'userEvent', 'UserEvent', 'pointer'],
  ['IRP', 'userBuffer', 'UserBuffer', 'pointer'],
  ['IRP', 'currentStackLocationVa', 'Tail.Overlay.CurrentStackLocation', 'pointer'],
  ['IRP', 'originalFileObject', 'Tail.Overlay.OriginalFileObject', 'pointer'],
  ['IO_STACK_LOCATION', 'majorFunction', 'MajorFunction', 'u8'],
  ['IO_STACK_LOCATION', 'minorFunction', 'MinorFunction', 'u8'],
  ['IO_STACK_LOCATION', 'control', 'Control', 'u8'],
  ['IO_STACK_LOCATION', 'length', 'Parameters.Read.Length', 'u32'],
  ['IO_STACK_LOCATION', 'length', 'Parameters.Write.Length', 'u32'],
  ['IO_STACK_LOCATION', 'key', 'Parameters.Read.Key', 'u32'],
  ['IO_STACK_LOCATION', 'key', 'Parameters.Write.Key', 'u32'],
  ['IO_STACK_LOCATION', 'byteOffset', 'Parameters.Read.ByteOffset', 'i64'],
  ['IO_STACK_LOCATION', 'byteOffset', 'Parameters.Write.ByteOffset', 'i64'],
  ['IO_STACK_LOCATION', 'outputBufferLength', 'Parameters.DeviceIoControl.OutputBufferLength', 'u32'],
  ['IO_STACK_LOCATION', 'inputBufferLength', 'Parameters.DeviceIoControl.InputBufferLength', 'u32'],
  ['IO_STACK_LOCATION', 'ioControlCode', 'Parameters.DeviceIoControl.IoControlCode', 'u32'],
  ['IO_STACK_LOCATION', 'type3InputBuffer', 'Parameters.DeviceIoControl.Type3InputBuffer', 'pointer'],
  ['IO_STACK_LOCATION', 'securityContext', 'Parameters.Create.SecurityContext', 'pointer'],
  ['IO_STACK_LOCATION', 'flags', 'Flags', 'u8'],
  ['IO_STACK_LOCATION', 'createOptions', 'Parameters.Create.Options', 'u32'],
  ['IO_STACK_LOCATION', 'fileAttributes', 'Parameters.Create.FileAttributes', 'u16'],
  ['IO_STACK_LOCATION', 'shareAccess', 'Parameters.Create.ShareAccess', 'u16'],
  ['IO_STACK_LOCATION', 'deviceObject', 'DeviceObject', 'pointer'],
  ['IO_STACK_LOCATION', 'fileObject', 'FileObject', 'pointer'],
  ['MDL', 'next', 'Next', 'pointer'],
  ['MDL', 'size', 'Size', 'u16'],
  ['MDL', 'mdlFlags', 'MdlFlags', 'u16'],
  ['MDL', 'process', 'Process', 'pointer'],
  ['MDL', 'mappedSystemVa', 'MappedSystemVa', 'pointer'],
  ['MDL', 'startVa', 'StartVa', 'pointer'],
  ['MDL', 'byteCount', 'ByteCount', 'u32'],
  ['MDL', 'byteOffset', 'ByteOffset', 'u32'],
  ['DEVICE_OBJECT', 'type', 'Type', 'u16'],
  ['DEVICE_OBJECT', 'size', 'Size', 'u16'],
  ['DEVICE_OBJECT', 'referenceCount', 'ReferenceCount', 'i32'],
  ['DEVICE_OBJECT', 'driverObject', 'DriverObject', 'pointer'],
  ['DEVICE_OBJECT', 'nextDevice', 'NextDevice', 'pointer'],
  ['DEVICE_OBJECT', 'attachedDevice', 'AttachedDevice', 'pointer'],
  ['DEVICE_OBJECT', 'flags', 'Flags', 'i32'],
  ['DEVICE_OBJECT', 'characteristics', 'Characteristics', 'i32'],
  ['DEVICE_OBJECT', 'deviceExtension', 'DeviceExtension', 'pointer'],
  ['DEVICE_OBJECT', 'deviceType', 'DeviceType', 'i32'],
  ['DEVICE_OBJECT', 'stackSize', 'StackSize', 'u8'],
  ['DEVICE_OBJECT', 'alignmentRequirement', 'AlignmentRequirement', 'i32'],
  ['DEVICE_OBJECT', 'sectorSize', 'SectorSize', 'u16'],
  ['DRIVER_OBJECT', 'type', 'Type', 'u16'],
  ['DRIVER_OBJECT', 'size', 'Size', 'u16'],
  ['DRIVER_OBJECT', 'deviceObject', 'DeviceObject', 'pointer'],
  ['DRIVER_OBJECT', 'flags', 'Flags', 'i32'],
  ['DRIVER_OBJECT', 'driverExtension', 'DriverExtension', 'pointer'],
  ['DRIVER_OBJECT', 'hardwareDatabase', 'HardwareDatabase', 'pointer'],
  ['DRIVER_OBJECT', 'fastIoDispatch', 'FastIoDispatch', 'pointer'],
  ['DRIVER_OBJECT', 'driverInit', 'DriverInit', 'pointer'],
  ['DRIVER_OBJECT', 'driverUnload', 'DriverUnload', 'pointer'],
  ['FILE_OBJECT', 'type', 'Type', 'u16'],
  ['FILE_OBJECT', 'size', 'Size', 'u16'],
  ['FILE_OBJECT', 'deviceObject', 'DeviceObject', 'pointer'],
  ['FILE_OBJECT', 'fsContext', 'FsContext', 'pointer'],
  ['FILE_OBJECT', 'flags', 'Flags', 'i32'],
  ['FILE_OBJECT', 'finalStatus', 'FinalStatus', 'i32'],
  ['FILE_OBJECT', 'currentByteOffset', 'CurrentByteOffset', 'i64'],
];

/** How a view has a property: to be read, to be set, or both. */
function accessOf(structure: Name, property: string): PropertyDescriptor | undefined {
  return Object.getOwnPropertyDescriptor(ALL[structure].prototype, property);
}

/** A view of cleared memory as a record of its properties. */
function viewOf(structure: Name): Record<string, unknown> {
  memory.u8.fill(0, AT, AT + EXTENT);
  return new ALL[structure](memory, VA) as unknown as Record<string, unknown>;
}

/** Bytes of the structure's memory that are not zero, by offset. */
function written(): [number, number][] {
  return [...memory.u8.subarray(AT, AT + EXTENT)].flatMap((byte, offset): [number, number][] =>
    byte === 0 ? [] : [[offset, byte]],
  );
}

/** `bytes` at a field's offset, in the form of `written`. */
function placed(structure: string, field: string, bytes: readonly number[]): [number, number][] {
  const offset = tabled(`${structure}.${field}`);
  return bytes.flatMap((byte, index): [number, number][] => (byte === 0 ? [] : [[offset + index, byte]]));
}

it('covers every property of every view', () => {
  const others: Readonly<Record<string, readonly string[]>> = {
    IRP: ['currentStackLocation', 'nextStackLocation', 'threadListEntry', 'threadListBlink'],
    IO_STACK_LOCATION: ['byteOffsetLow', 'byteOffsetHigh'],
    MDL: ['virtualAddress', 'pages'],
    FILE_OBJECT: ['fileName', 'event', 'eventSignaled', 'currentByteOffsetLow', 'currentByteOffsetHigh'],
  };
  for (const [name, view] of Object.entries(ALL)) {
    const accessors = Object.entries(Object.getOwnPropertyDescriptors(view.prototype))
      .filter(([, { get, set }]) => get !== undefined || set !== undefined)
      .map(([property]) => property)
      .filter((property) => property !== 'memory')
      .sort();
    const listed = ROWS.filter(([structure]) => structure === name).map(([, property]) => property);
    expect(accessors).toEqual([...new Set([...listed, ...(others[name] ?? [])])].sort());
  }
});

it.each(ROWS.filter(([structure, property]) => accessOf(structure, property)?.set !== undefined))(
  '%s.%s is written at %s',
  (structure, property, field, kind) => {
    const [value, bytes] = KINDS[kind];
    viewOf(structure)[property] = value;
    expect(written()).toEqual(placed(structure, field, bytes));
  },
);

it.each(ROWS.filter(([structure, property]) => accessOf(structure, property)?.get !== undefined))(
  '%s.%s is read from %s',
  (structure, property, field, kind) => {
    const [value, bytes] = KINDS[kind];
    const view = viewOf(structure);
    memory.u8.set(bytes, AT + tabled(`${structure}.${field}`));
    expect(view[property]).toBe(value);
  },
);

describe('what views derive', () => {
  it('DriverObject.majorFunction: slots of 8 bytes from MajorFunction on', () => {
    viewOf('DRIVER_OBJECT');
    const view = new DriverObject(memory, VA);
    view.setMajorFunction(0x1b, KINDS.pointer[0]);
    const offset = tabled('DRIVER_OBJECT.MajorFunction') + 8 * 0x1b;
    expect(written()).toEqual(
      KINDS.pointer[1].flatMap((byte, index) => (byte === 0 ? [] : [[offset + index, byte]])),
    );
    expect(view.majorFunction(0x1b)).toBe(KINDS.pointer[0]);
    expect(offset + 8).toBe(tabled('sizeof.DRIVER_OBJECT'));
  });

  it('IoStackLocation.setByteOffset writes both halves', () => {
    viewOf('IO_STACK_LOCATION');
    new IoStackLocation(memory, VA).setByteOffset(-2, -1);
    expect(new IoStackLocation(memory, VA).byteOffset).toBe(-2n);
  });

  it('FileObject.setCurrentByteOffset writes both halves', () => {
    viewOf('FILE_OBJECT');
    const file = new FileObject(memory, VA);
    file.setCurrentByteOffset(5, 7);
    expect(file.currentByteOffset).toBe((7n << 32n) + 5n);
    expect([file.currentByteOffsetLow, file.currentByteOffsetHigh]).toEqual([5, 7]);
  });

  it('FileObject.fileName and event are addresses within', () => {
    viewOf('FILE_OBJECT');
    const file = new FileObject(memory, VA);
    expect(file.fileName - VA).toBe(tabled('FILE_OBJECT.FileName'));
    expect(file.event - VA).toBe(tabled('FILE_OBJECT.Event'));
  });

  it('Irp.threadListEntry is an address within', () => {
    viewOf('IRP');
    expect(new Irp(memory, VA).threadListEntry - VA).toBe(tabled('IRP.ThreadListEntry'));
  });

  it('FileObject.eventSignaled is the SignalState of its event', () => {
    viewOf('FILE_OBJECT');
    const file = new FileObject(memory, VA);
    file.eventSignaled = true;
    expect(written()).toEqual([[tabled('FILE_OBJECT.Event') + 4, 1]]);
    expect(file.eventSignaled).toBe(true);
    file.eventSignaled = false;
    expect(file.eventSignaled).toBe(false);
  });

  it('R81 Mdl.virtualAddress is StartVa + ByteOffset, and frames follow the header', () => {
    viewOf('MDL');
    const mdl = new Mdl(memory, VA);
    mdl.startVa = POOL_BASE;
    mdl.byteOffset = 0xffe;
    mdl.byteCount = 3;
    expect(mdl.virtualAddress).toBe(vaAdd(POOL_BASE, 0xffe));
    expect(mdl.pages).toBe(2);
    memory.u8.fill(0, AT, AT + EXTENT);
    mdl.setFrame(2, 0x77);
    expect(written()).toEqual([[tabled('sizeof.MDL') + 16, 0x77]]);
    expect(mdl.frame(2)).toBe(0x77);
  });

  it('Mdl.at is null for NULL', () => {
    expect(Mdl.at(memory, 0 as typeof VA)).toBeNull();
    expect(Mdl.at(memory, VA)?.va).toBe(VA);
  });

  it('R59b Irp.nextStackLocation is the location below the current one', () => {
    viewOf('IRP');
    const irp = new Irp(memory, VA);
    irp.currentStackLocationVa = vaAdd(VA, tabled('sizeof.IRP') + tabled('sizeof.IO_STACK_LOCATION'));
    expect(irp.nextStackLocation.va - VA).toBe(tabled('sizeof.IRP'));
    expect(irp.currentStackLocation.va).toBe(irp.currentStackLocationVa);
  });

  it('R61 Irp.markPending sets SL_PENDING_RETURNED in the current location alone', () => {
    viewOf('IRP');
    const irp = new Irp(memory, VA);
    irp.currentStackLocationVa = vaAdd(VA, tabled('sizeof.IRP'));
    irp.currentStackLocation.control = 0x40;
    irp.markPending();
    expect(irp.currentStackLocation.control).toBe(0x41);
    expect(irp.pendingReturned).toBe(false);
  });

  it.each([0, 1, 0xffffffff, 0x100000000, Number.MAX_SAFE_INTEGER])(
    'Information %d is kept',
    (information) => {
      const irp = new Irp(memory, VA);
      irp.information = information;
      expect(irp.information).toBe(information);
    },
  );

  it.each([0n, 1n, -1n, -2n, 0x7fffffffffffffffn, -0x8000000000000000n, 0xffffffffn, 1n << 32n])(
    'ByteOffset %d is kept',
    (offset) => {
      const location = new IoStackLocation(memory, VA);
      location.byteOffset = offset;
      expect(location.byteOffset).toBe(offset);
    },
  );
});
