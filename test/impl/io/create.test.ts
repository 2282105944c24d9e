import { describe, expect, it } from 'vitest';
import { type CreateParameters, ntCreateFile } from '../../../src/impl/io/create.ts';
import { DeviceObject } from '../../../src/impl/io/device-object.ts';
import { FileObject } from '../../../src/impl/io/file-object.ts';
import { readUnicodeString } from '../../../src/impl/memory/unicode-string.ts';
import { POOL_BASE, type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import {
  DELETE,
  FILE_APPEND_DATA,
  FILE_DELETE_ON_CLOSE,
  FILE_DIRECTORY_FILE,
  FILE_GENERIC_READ,
  FILE_NO_INTERMEDIATE_BUFFERING,
  FILE_NON_DIRECTORY_FILE,
  FILE_OPEN,
  FILE_OVERWRITE_IF,
  FILE_READ_DATA,
  FILE_SHARE_READ,
  FILE_SYNCHRONOUS_IO_ALERT,
  FILE_SYNCHRONOUS_IO_NONALERT,
  FILE_WRITE_THROUGH,
  GENERIC_READ,
  SYNCHRONIZE,
} from '../../../src/nt/access.ts';
import {
  DO_DEVICE_INITIALIZING,
  DO_DIRECT_IO,
  FO_ALERTABLE_IO,
  FO_HANDLE_CREATED,
  FO_NO_INTERMEDIATE_BUFFERING,
  FO_SYNCHRONOUS_IO,
  FO_WRITE_THROUGH,
} from '../../../src/nt/device.ts';
import {
  IRP_CREATE_OPERATION,
  IRP_DEFER_IO_COMPLETION,
  IRP_MJ_CLEANUP,
  IRP_MJ_CLOSE,
  IRP_MJ_CREATE,
  IRP_MJ_READ,
  IRP_SYNCHRONOUS_API,
} from '../../../src/nt/irp.ts';
import { DEVICE_OBJECT } from '../../../src/nt/layout.ts';
import {
  type NTSTATUS,
  ntstatusName,
  STATUS_ACCESS_DENIED,
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_OVERFLOW,
  STATUS_DATATYPE_MISALIGNMENT,
  STATUS_DEVICE_NOT_READY,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_PARAMETER,
  STATUS_NO_SUCH_DEVICE,
  STATUS_OBJECT_NAME_NOT_FOUND,
  STATUS_PENDING,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import { failing } from '../../../src/trace/during.ts';
import { on, open, read } from '../../model/calls.ts';
import { createDevice, DEVICE_NAME, type Routine, start, type World } from './test-driver.ts';

/** An address the caller keeps mapped. */
const IOSB = 0x7ffd0000 as Va;

const DEFAULTS: CreateParameters = {
  desiredAccess: FILE_READ_DATA | SYNCHRONIZE,
  name: DEVICE_NAME,
  ioStatusBlock: IOSB,
  fileAttributes: 0,
  shareAccess: FILE_SHARE_READ,
  disposition: FILE_OPEN,
  options: FILE_NON_DIRECTORY_FILE | FILE_SYNCHRONOUS_IO_NONALERT,
};

function create(world: World, more: Partial<CreateParameters> = {}) {
  return ntCreateFile(world.io, { ...DEFAULTS, ...more });
}

function fileOf(world: World, handle: number): FileObject {
  return new FileObject(world.memory, world.io.handles.reference(handle, 'file', 0).object);
}

const pend: Routine = ({ irp, complete }) => {
  irp.markPending();
  complete();
  return STATUS_PENDING;
};

describe('R6 parameter checks', () => {
  it.each<[string, Partial<CreateParameters>, NTSTATUS]>([
    ['share access beyond read, write, delete', { shareAccess: 8 }, STATUS_INVALID_PARAMETER],
    ['attributes that there are none of', { fileAttributes: 0x8000 }, STATUS_INVALID_PARAMETER],
    ['every attribute', { fileAttributes: 0x7fb7 }, STATUS_SUCCESS],
    ['every share access', { shareAccess: 7 }, STATUS_SUCCESS],
    ['the last disposition', { disposition: FILE_OVERWRITE_IF }, STATUS_SUCCESS],
    ['a disposition out of range', { disposition: FILE_OVERWRITE_IF + 1 }, STATUS_INVALID_PARAMETER],
    ['an option that is none', { options: 0x01000000 }, STATUS_INVALID_PARAMETER],
    ['SYNC_NONALERT without SYNCHRONIZE', { desiredAccess: FILE_APPEND_DATA }, STATUS_INVALID_PARAMETER],
    [
      'SYNC_ALERT without SYNCHRONIZE',
      { desiredAccess: 1, options: FILE_SYNCHRONOUS_IO_ALERT },
      STATUS_INVALID_PARAMETER,
    ],
    ['neither, without SYNCHRONIZE', { desiredAccess: 1, options: 0 }, STATUS_SUCCESS],
    ['DELETE_ON_CLOSE without DELETE', { options: FILE_DELETE_ON_CLOSE }, STATUS_INVALID_PARAMETER],
    ['DELETE_ON_CLOSE with DELETE', { options: FILE_DELETE_ON_CLOSE, desiredAccess: DELETE }, STATUS_SUCCESS],
    [
      'both SYNC_ALERT and SYNC_NONALERT',
      { options: FILE_SYNCHRONOUS_IO_ALERT | FILE_SYNCHRONOUS_IO_NONALERT },
      STATUS_INVALID_PARAMETER,
    ],
    [
      'DIRECTORY_FILE and NON_DIRECTORY_FILE',
      { options: FILE_DIRECTORY_FILE | FILE_NON_DIRECTORY_FILE },
      STATUS_INVALID_PARAMETER,
    ],
    [
      'NO_INTERMEDIATE_BUFFERING with FILE_APPEND_DATA',
      { options: FILE_NO_INTERMEDIATE_BUFFERING, desiredAccess: FILE_APPEND_DATA },
      STATUS_INVALID_PARAMETER,
    ],
    ['NO_INTERMEDIATE_BUFFERING alone', { options: FILE_NO_INTERMEDIATE_BUFFERING }, STATUS_SUCCESS],
    ['a status block in the kernel', { ioStatusBlock: POOL_BASE }, STATUS_ACCESS_VIOLATION],
    ['a NULL status block', { ioStatusBlock: 0 as Va }, STATUS_ACCESS_VIOLATION],
    ['a status block at an odd address', { ioStatusBlock: 0x7ffd0001 as Va }, STATUS_DATATYPE_MISALIGNMENT],
    ['a name of nothing', { name: '\\Device\\Nothing' }, STATUS_OBJECT_NAME_NOT_FOUND],
  ])('%s', (_name, more, status) => {
    const world = start();
    const result = create(world, more);
    expect(ntstatusName(result.status)).toBe(ntstatusName(status));
    expect(result.handle !== 0).toBe(status === STATUS_SUCCESS);
    expect(world.majors).toEqual(status === STATUS_SUCCESS ? [IRP_MJ_CREATE] : []);
  });

  it('come before the status block is probed', () => {
    expect(create(start(), { disposition: 9, ioStatusBlock: 0 as Va }).status).toBe(STATUS_INVALID_PARAMETER);
  });
});

describe('R7 file object flags', () => {
  it.each([
    [0, 0],
    [FILE_SYNCHRONOUS_IO_NONALERT, FO_SYNCHRONOUS_IO],
    [FILE_SYNCHRONOUS_IO_ALERT, FO_SYNCHRONOUS_IO | FO_ALERTABLE_IO],
    [FILE_NO_INTERMEDIATE_BUFFERING, FO_NO_INTERMEDIATE_BUFFERING],
    [FILE_WRITE_THROUGH, FO_WRITE_THROUGH],
  ])('options %d: flags %d', (options, flags) => {
    const world = start();
    const file = fileOf(world, create(world, { options }).handle);
    expect(file.flags).toBe(flags | FO_HANDLE_CREATED);
    expect(file.currentByteOffset).toBe(0n);
  });
});

describe('R3 a device that is initializing', () => {
  it('is not openable, and its driver is not called', () => {
    const world = start();
    new DeviceObject(world.memory, world.device).flags |= DO_DEVICE_INITIALIZING;
    expect([create(world).status, world.majors]).toEqual([STATUS_NO_SUCH_DEVICE, []]);
  });

  it('is so until DriverEntry has succeeded', () => {
    const flags: number[] = [];
    const world = start({
      entry: (ddi, _driver, device) => {
        flags.push(new DeviceObject(ddi.memory, device).flags & DO_DEVICE_INITIALIZING);
        return STATUS_SUCCESS;
      },
    });
    expect([...flags, new DeviceObject(world.memory, world.device).flags & DO_DEVICE_INITIALIZING]).toEqual([
      DO_DEVICE_INITIALIZING,
      0,
    ]);
  });
});

describe('R4 an exclusive device', () => {
  it('is opened once at a time, whatever the trailing name', () => {
    const world = start({ exclusive: true });
    expect([create(world).status, create(world, { name: `${DEVICE_NAME}\\sub` }).status]).toEqual([
      STATUS_SUCCESS,
      STATUS_ACCESS_DENIED,
    ]);
    expect(world.majors).toEqual([IRP_MJ_CREATE]);
  });

  it('may be opened again once closed', () => {
    const world = start({ exclusive: true });
    world.call(open(), on('NtClose'));
    expect(world.call(open()).status).toBe(STATUS_SUCCESS);
  });

  it('allows a duplicate, which keeps it', () => {
    const world = start({ exclusive: true });
    expect(world.call(open(), on('NtDuplicateObject')).status).toBe(STATUS_SUCCESS);
    expect(world.call(on('NtClose'), open()).status).toBe(STATUS_ACCESS_DENIED);
  });
});

describe('R8 the create IRP', () => {
  it.each([
    [DEVICE_NAME, ''],
    [`${DEVICE_NAME}\\Sub\\File`, '\\Sub\\File'],
    ['\\??\\Example\\S', '\\S'],
  ])('of %s has the file name %j', (name, expected) => {
    const seen: unknown[] = [];
    const world = start({
      routines: {
        [IRP_MJ_CREATE]: ({ irp, location, device, complete, ddi }) => {
          const file = new FileObject(ddi.memory, location.fileObject);
          seen.push(readUnicodeString(world.memory, file.fileName), file.deviceObject === device, irp.flags);
          seen.push(irp.userEvent, irp.stackCount, irp.requestorMode, location.deviceObject === device);
          return complete(STATUS_SUCCESS, 1);
        },
      },
    });
    const observed = world.call(open({ name }));
    const flags = IRP_CREATE_OPERATION | IRP_SYNCHRONOUS_API | IRP_DEFER_IO_COMPLETION;
    expect(seen).toEqual([expected, true, flags, 0, 1, 1, true]);
    expect([observed.iosbWritten, observed.information]).toEqual([true, 1]);
    world.call(on('NtClose'));
    expect(world.machine.shutDown()).toEqual({ poolBlocks: 0, mappings: 0, lockedPages: 0 });
  });

  it.each([false, true])('is waited for when it pends, overlapped %s', (overlapped) => {
    const world = start({ routines: { [IRP_MJ_CREATE]: pend } });
    expect(world.call(open({ overlapped }))).toMatchObject({ ending: 'returned', status: STATUS_SUCCESS });
  });

  it.each([false, true])('that is never completed blocks its caller, overlapped %s', (overlapped) => {
    const world = start({ routines: { [IRP_MJ_CREATE]: () => STATUS_PENDING } });
    expect(world.call(open({ overlapped })).ending).toBe('blocked');
    // What waits has opened nothing: no handle refers to the device.
    expect(new DeviceObject(world.memory, world.device).referenceCount).toBe(0);
    expect([4, 8, 12].map((handle) => world.io.handles.entry(handle)?.kind)).not.toContain('file');
  });

  it.each([false, true])(
    'that is marked and not completed by then ends the run, overlapped %s',
    (overlapped) => {
      const world = start({
        routines: {
          [IRP_MJ_CREATE]: ({ irp }) => {
            irp.markPending();
            return STATUS_PENDING;
          },
        },
      });
      world.call(open({ overlapped }));
      expect(world.kernel.recorder.refused).toMatchObject({ op: 0, major: IRP_MJ_CREATE });
    },
  );

  it('does not reach a driver when it cannot be allocated', () => {
    const world = start();
    world.kernel.faults.arm(failing('irp-allocation'));
    expect(create(world)).toEqual({ status: STATUS_INSUFFICIENT_RESOURCES, handle: 0 });
    expect(world.majors).toEqual([]);
  });

  it('does not reach a driver when pool is exhausted', () => {
    const world = start();
    const { pool } = world.kernel;
    for (const size of [4096, 1024, 256, 64, 16]) while (pool.allocate(size, 0, false) !== 0);
    expect([create(world).status, world.majors]).toEqual([STATUS_INSUFFICIENT_RESOURCES, []]);
  });

  it('is not sent when the file name cannot be stored', () => {
    const world = start();
    const { pool } = world.kernel;
    while (pool.allocate(4096, 0, false) !== 0);
    const name = `${DEVICE_NAME}\\${'x'.repeat(3000)}`;
    expect([create(world, { name }).status, world.majors]).toEqual([STATUS_INSUFFICIENT_RESOURCES, []]);
  });
});

describe('R9 a created handle', () => {
  it.each([false, true])('starts signaled, overlapped %s', (overlapped) => {
    expect(start().call(open({ overlapped })).fileSignaled).toBe(true);
  });
});

describe('R5, R8 the parameters of a create', () => {
  it.each([0, 1, 2, 3, 4, 5])('reach the driver, with disposition %d', (disposition) => {
    const seen: unknown[] = [];
    const record: Routine = ({ ddi, location, complete }) => {
      const { memory } = ddi;
      const base = location.va;
      const options = memory.readI32(vaAdd(base, 0x10)) >>> 0;
      const [attributes, share] = [memory.readU16(vaAdd(base, 0x18)), memory.readU16(vaAdd(base, 0x1a))];
      const security = memory.readPointer(vaAdd(base, 0x8));
      seen.push(options >>> 24, options & 0xffffff, attributes, share);
      seen.push(memory.readI32(vaAdd(security, 0x10)), memory.readI32(vaAdd(security, 0x14)));
      seen.push(location.createOptions, location.fileAttributes, location.shareAccess);
      seen.push(location.securityContext === security);
      return complete();
    };
    const world = start({ routines: { [IRP_MJ_CREATE]: record } });
    const blocks = world.kernel.pool.liveBlocks;
    const options = FILE_NON_DIRECTORY_FILE | FILE_SYNCHRONOUS_IO_NONALERT;
    const desiredAccess = GENERIC_READ | SYNCHRONIZE;
    create(world, { disposition, desiredAccess, fileAttributes: 0x80, shareAccess: 5 });
    const packed = (disposition << 24) | options;
    expect(seen).toEqual([
      ...[disposition, options, 0x80, 5],
      ...[FILE_GENERIC_READ, options],
      ...[packed, 0x80, 5],
      true,
    ]);
    // The file object alone stays.
    expect(world.kernel.pool.liveBlocks).toBe(blocks + 1);
  });
});

describe('R10 a failed create', () => {
  it.each([STATUS_DEVICE_NOT_READY, STATUS_BUFFER_OVERFLOW])(
    '%d sends neither CLEANUP nor CLOSE',
    (status) => {
      const world = start({ routines: { [IRP_MJ_CREATE]: ({ complete }) => complete(status) } });
      const blocks = world.kernel.pool.liveBlocks;
      const result = create(world, { name: `${DEVICE_NAME}\\sub` });
      expect([result.status, result.handle, world.majors]).toEqual([status, 0, [IRP_MJ_CREATE]]);
      expect(world.kernel.pool.liveBlocks).toBe(blocks);
      expect(new DeviceObject(world.memory, world.device).referenceCount).toBe(0);
    },
  );
});

describe('R11 to R14 closing', () => {
  it('of the last handle sends CLEANUP and then CLOSE', () => {
    const world = start();
    world.call(open(), on('NtClose'));
    expect(world.majors).toEqual([IRP_MJ_CREATE, IRP_MJ_CLEANUP, IRP_MJ_CLOSE]);
  });

  it('waits for the last duplicate', () => {
    const world = start();
    world.call(open(), on('NtDuplicateObject'), on('NtClose'));
    expect(world.majors).toEqual([IRP_MJ_CREATE]);
    world.call(on('NtClose', 1));
    expect(world.majors).toEqual([IRP_MJ_CREATE, IRP_MJ_CLEANUP, IRP_MJ_CLOSE]);
  });

  it('counts the files open on the device', () => {
    const world = start();
    const device = new DeviceObject(world.memory, world.device);
    world.call(open(), open(), on('NtDuplicateObject'));
    expect(device.referenceCount).toBe(2);
    world.call(on('NtClose', 1));
    expect(device.referenceCount).toBe(1);
  });
});

describe('R8, R33 a device with another attached above it', () => {
  it('opens below, sends to the top and takes the buffering mode of the top', () => {
    const seen: unknown[] = [];
    const world = start({
      routines: {
        [IRP_MJ_READ]: ({ irp, location, device, complete, ddi }) => {
          seen.push(device, irp.stackCount, irp.mdlAddress !== 0, irp.systemBuffer);
          seen.push(new FileObject(ddi.memory, location.fileObject).deviceObject);
          return complete();
        },
      },
    });
    const top = createDevice(world.ddi, world.driver, null).device;
    const view = new DeviceObject(world.memory, top);
    view.flags = DO_DIRECT_IO;
    view.stackSize = 2;
    world.memory.writePointer(vaAdd(world.device, DEVICE_OBJECT.AttachedDevice), top);
    expect(world.call(open(), read(), on('NtClose')).status).toBe(STATUS_SUCCESS);
    expect(seen).toEqual([top, 2, true, 0, world.device]);
  });
});
