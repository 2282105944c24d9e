import { describe, expect, it } from 'vitest';
import { FileObject } from '../../../src/impl/ddi/index.ts';
import { vaAdd } from '../../../src/impl/memory/va.ts';
import { LIBRARY_PARAMETERS } from '../../../src/impl/process/parameter-page.ts';
import { Overlapped } from '../../../src/impl/win32/overlapped.ts';
import { UserProcess } from '../../../src/impl/win32/process.ts';
import { FILE_SHARE_READ, GENERIC_READ, GENERIC_WRITE } from '../../../src/nt/access.ts';
import { FO_NO_INTERMEDIATE_BUFFERING, FO_SYNCHRONOUS_IO, FO_WRITE_THROUGH } from '../../../src/nt/device.ts';
import {
  IRP_MJ_CREATE,
  IRP_MJ_FLUSH_BUFFERS,
  IRP_MJ_QUERY_INFORMATION,
  IRP_MJ_READ,
  IRP_MJ_WRITE,
} from '../../../src/nt/irp.ts';
import {
  type NTSTATUS,
  STATUS_ACCESS_DENIED,
  STATUS_BUFFER_OVERFLOW,
  STATUS_DEVICE_NOT_READY,
  STATUS_END_OF_FILE,
  STATUS_OBJECT_NAME_COLLISION,
  STATUS_PENDING,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import {
  CREATE_ALWAYS,
  FILE_FLAG_NO_BUFFERING,
  FILE_FLAG_OVERLAPPED,
  FILE_FLAG_WRITE_THROUGH,
  INVALID_HANDLE_VALUE,
  OPEN_ALWAYS,
  OPEN_EXISTING,
} from '../../../src/nt/win32-file.ts';
import type { CreationDisposition, Win32Access } from '../../../src/trace/ops/index.ts';
import { type Options, start } from '../io/test-driver.ts';
import { createFile, lastOf, NAME, observe, on, readFile, seek, writeFile } from './calls.ts';

/** A device whose reads and writes end with one status, and so many bytes. */
function ending(status: NTSTATUS, information = 0): Options {
  return {
    routines: {
      [IRP_MJ_READ]: ({ complete }) => complete(status, information),
      [IRP_MJ_WRITE]: ({ complete }) => complete(status, information),
    },
  };
}

const AT_0 = { offset: 0n, event: false };

describe('W1 END_OF_FILE', () => {
  it.each([
    ['a read', readFile(), true, 0],
    ['a read with an OVERLAPPED', readFile({ overlapped: AT_0 }), false, 38],
    ['a write', writeFile(), false, 38],
    ['a write with an OVERLAPPED', writeFile({ overlapped: AT_0 }), false, 38],
  ])('of %s: %s', (_name, call, succeeded, lastError) => {
    const observed = lastOf(start(ending(STATUS_END_OF_FILE)), createFile(), call);
    expect(observed).toMatchObject({ succeeded, lastError, bytes: 0 });
  });

  it('leaves the status block of an OVERLAPPED at STATUS_PENDING (W1b, R49)', () => {
    const call = readFile({ overlapped: { offset: 0n, event: true } });
    expect(lastOf(start(ending(STATUS_END_OF_FILE)), createFile({ overlapped: true }), call)).toMatchObject({
      overlapped: { internal: STATUS_PENDING, internalHigh: 0 },
      eventSignaled: false,
    });
  });
});

describe('W1a', () => {
  it.each([
    ['a success', STATUS_SUCCESS, true, 3, 0],
    ['an informational status', 0x40000000, true, 3, 0],
    ['an error', STATUS_DEVICE_NOT_READY, false, 0, 21],
  ])('%s', (_name, status, succeeded, bytes, lastError) => {
    for (const overlapped of [null, AT_0]) {
      const world = start(ending(status, 3));
      const observed = observe(world, createFile(), readFile({ overlapped }), writeFile({ overlapped }));
      for (const each of observed.slice(1)) expect(each).toMatchObject({ succeeded, bytes, lastError });
    }
  });

  it('a warning, whose bytes count without an OVERLAPPED and lie in one otherwise', () => {
    const world = start(ending(STATUS_BUFFER_OVERFLOW, 3));
    const warned = { succeeded: false, lastError: 234 };
    const [, ...plain] = observe(world, createFile(), readFile(), writeFile());
    for (const each of plain) expect(each).toMatchObject({ ...warned, bytes: 3, overlapped: null });
    const overlapped = AT_0;
    for (const each of observe(world, readFile({ overlapped }), writeFile({ overlapped }))) {
      const written = { internal: STATUS_BUFFER_OVERFLOW, internalHigh: 3 };
      expect(each).toMatchObject({ ...warned, bytes: 0, overlapped: written });
    }
  });

  it('a warning that came before the driver, as of a misaligned block, has moved nothing', () => {
    const world = start({ mode: 'neither' });
    const process = new UserProcess(world.io);
    const handle = process.CreateFile(NAME, GENERIC_READ, 0, OPEN_EXISTING, FILE_FLAG_OVERLAPPED);
    // No status block may lie at an odd address; what its bytes are by chance is no count.
    const overlapped = new Overlapped(world.memory, vaAdd(LIBRARY_PARAMETERS, 0x41));
    overlapped.internalHigh = 9;
    const buffer = vaAdd(LIBRARY_PARAMETERS, 0x100);
    expect(process.ReadFile(handle, buffer, 1, overlapped.va)).toEqual({ succeeded: false, bytes: 0 });
    expect(process.GetLastError()).toBe(998);
  });
});

describe('W1b', () => {
  it.each([
    [0n, '0'],
    [7n, '7'],
    [(1n << 32n) + 1n, '4294967297'],
    [(1n << 64n) - 1n, '-1'],
  ])('an OVERLAPPED gives the driver the offset %d, the position counts without one', (offset, seen) => {
    const offsets: string[] = [];
    const world = start({
      routines: {
        [IRP_MJ_WRITE]: ({ location, complete }) => {
          offsets.push(location.byteOffset.toString());
          return complete();
        },
      },
    });
    observe(world, createFile(), seek(5n), writeFile({ overlapped: { offset, event: false } }), writeFile());
    expect(offsets).toEqual([seen, '5']);
  });

  it('an overlapped handle needs one', () => {
    expect(lastOf(start(), createFile({ overlapped: true }), readFile())).toMatchObject({
      succeeded: false,
      lastError: 87,
    });
  });
});

describe('GetLastError', () => {
  it('is left alone by a read that succeeds, even at the end of the file', () => {
    const world = start({
      routines: {
        [IRP_MJ_READ]: ({ location, complete }) =>
          complete(location.length === 1 ? STATUS_END_OF_FILE : STATUS_SUCCESS),
      },
    });
    const process = new UserProcess(world.io);
    const file = process.CreateFile(NAME, GENERIC_READ, 0, OPEN_EXISTING, 0);
    expect(process.GetLastError()).toBe(0);
    expect(process.CloseHandle(0)).toBe(false);
    for (const length of [1, 2]) {
      expect(process.readFile(file, new Uint8Array(length)).succeeded).toBe(true);
      expect(process.GetLastError()).toBe(6);
    }
  });

  it.each([
    [OPEN_ALWAYS, 1, 183],
    [OPEN_ALWAYS, 0, 0],
    [CREATE_ALWAYS, 3, 183],
    [CREATE_ALWAYS, 1, 0],
    [OPEN_EXISTING, 1, 6],
  ])('after CreateFile with disposition %d of a file that became %d is %d', (disposition, became, error) => {
    const world = start({
      routines: { [IRP_MJ_CREATE]: ({ complete }) => complete(STATUS_SUCCESS, became) },
    });
    const process = new UserProcess(world.io);
    process.CloseHandle(0);
    expect(process.CreateFile(NAME, GENERIC_READ, 0, disposition, 0)).toBeGreaterThan(0);
    expect(process.GetLastError()).toBe(error);
  });
});

describe('W1d CreateFile', () => {
  it.each<[Win32Access, boolean, boolean]>([
    ['read-write', true, true],
    ['read', true, false],
    ['write', false, true],
    ['append', false, true],
    ['none', false, false],
  ])('with access %s: reads %s, writes %s', (access, reads, writes) => {
    const observed = observe(start(), createFile({ access }), readFile(), writeFile());
    expect(observed.map(({ lastError }) => lastError)).toEqual([0, reads ? 0 : 5, writes ? 0 : 5]);
  });

  it.each<[Win32Access, string]>([
    ['append', '-1'],
    ['write', '3'],
  ])('%s writes at %s', (access, offset) => {
    const offsets: string[] = [];
    const world = start({
      routines: {
        [IRP_MJ_WRITE]: ({ location, complete }) => {
          offsets.push(location.byteOffset.toString());
          return complete();
        },
      },
    });
    observe(world, createFile({ access }), writeFile({ overlapped: { offset: 3n, event: false } }));
    expect(offsets).toEqual([offset]);
  });

  it.each<CreationDisposition>([
    'CREATE_NEW',
    'CREATE_ALWAYS',
    'OPEN_EXISTING',
    'OPEN_ALWAYS',
    'TRUNCATE_EXISTING',
  ])('opens a plain device with %s', (disposition) => {
    expect(lastOf(start(), createFile({ disposition })).succeeded).toBe(true);
  });

  it.each<Win32Access>(['read', 'append', 'none'])('refuses TRUNCATE_EXISTING with access %s', (access) => {
    const world = start();
    expect(lastOf(world, createFile({ disposition: 'TRUNCATE_EXISTING', access }))).toMatchObject({
      succeeded: false,
      lastError: 87,
    });
    expect(world.majors).toEqual([]);
  });

  it('refuses a disposition that is none', () => {
    const process = new UserProcess(start().io);
    for (const disposition of [0, 6]) {
      expect(process.CreateFile(NAME, GENERIC_READ, 0, disposition, 0)).toBe(INVALID_HANDLE_VALUE);
      expect(process.GetLastError()).toBe(87);
    }
  });

  it('fails with the device’s status, and with ERROR_FILE_EXISTS for a collision', () => {
    for (const [status, error] of [
      [STATUS_ACCESS_DENIED, 5],
      [STATUS_OBJECT_NAME_COLLISION, 80],
    ] as const) {
      const world = start({ routines: { [IRP_MJ_CREATE]: ({ complete }) => complete(status) } });
      expect(lastOf(world, createFile())).toMatchObject({ succeeded: false, lastError: error });
    }
  });

  it('makes file-object flags of its own', () => {
    const { io, memory } = start();
    const process = new UserProcess(io);
    const flags = (attributes: number): number => {
      const access = GENERIC_READ | GENERIC_WRITE;
      const handle = process.CreateFile(NAME, access, FILE_SHARE_READ, OPEN_EXISTING, attributes);
      const { object } = io.handles.reference(handle, 'file', 0);
      return (
        new FileObject(memory, object).flags &
        (FO_SYNCHRONOUS_IO | FO_WRITE_THROUGH | FO_NO_INTERMEDIATE_BUFFERING)
      );
    };
    expect(flags(0)).toBe(FO_SYNCHRONOUS_IO);
    expect(flags(FILE_FLAG_OVERLAPPED)).toBe(0);
    expect(flags(FILE_FLAG_WRITE_THROUGH | FILE_FLAG_OVERLAPPED)).toBe(FO_WRITE_THROUGH);
    expect(flags(FILE_FLAG_NO_BUFFERING | FILE_FLAG_OVERLAPPED)).toBe(FO_NO_INTERMEDIATE_BUFFERING);
  });
});

describe('W1e names', () => {
  it.each([
    ['\\??\\Example', 0],
    ['\\\\.\\Example', 0],
    ['\\\\?\\Example', 0],
    ['\\\\.\\example\\below', 0],
    ['\\\\.\\GLOBALROOT\\Device\\Example', 0],
    ['\\\\?\\Global\\Example', 0],
    ['\\\\.\\GLOBALROOT\\Device', 6],
    ['\\\\.\\', 123],
    ['\\\\.\\\\Example', 123],
    ['\\??\\Nothing', 2],
    ['\\\\.\\Nothing', 2],
    ['\\??\\Nothing\\below', 3],
    ['', 3],
    ['Example', 3],
    ['C:\\Example', 3],
    ['\\Device\\Example', 3],
    ['\\\\server\\share', 3],
  ])('%j: %d', (name, lastError) => {
    expect(lastOf(start(), createFile({ name })).lastError).toBe(lastError);
  });
});

describe('W1f SetFilePointerEx', () => {
  it('moves from the start and from the position', () => {
    const observed = observe(
      start(),
      createFile(),
      seek(7n),
      seek(-3n, 'FILE_CURRENT'),
      seek(0n, 'FILE_CURRENT'),
      seek((1n << 63n) - 1n),
    );
    expect(observed.map(({ position }) => position)).toEqual([null, 7n, 4n, 4n, (1n << 63n) - 1n]);
  });

  it.each([
    ['before the start', [seek(-1n)]],
    ['before the start, from the position', [seek(2n), seek(-3n, 'FILE_CURRENT')]],
    ['beyond the last offset', [seek((1n << 63n) - 1n), seek(1n, 'FILE_CURRENT')]],
  ])('refuses to go %s, and stays', (_name, calls) => {
    const world = start();
    observe(world, createFile(), ...calls.slice(0, -1));
    const before = lastOf(world, seek(0n, 'FILE_CURRENT')).position;
    const refused = lastOf(world, ...calls.slice(-1));
    expect(refused).toMatchObject({ succeeded: false, lastError: 131, position: null });
    expect(lastOf(world, seek(0n, 'FILE_CURRENT')).position).toBe(before);
  });

  it('asks the device for its end', () => {
    const world = start();
    expect(lastOf(world, createFile(), seek(0n, 'FILE_END'))).toMatchObject({
      succeeded: false,
      lastError: 1,
      position: null,
    });
    const refusing = start({
      routines: {
        [IRP_MJ_QUERY_INFORMATION]: ({ complete }) => complete(STATUS_DEVICE_NOT_READY),
      },
    });
    expect(lastOf(refusing, createFile(), seek(0n, 'FILE_END')).lastError).toBe(21);
  });

  it('takes the end of a device that names none for 0', () => {
    const world = start({ routines: { [IRP_MJ_QUERY_INFORMATION]: ({ complete }) => complete() } });
    const observed = observe(world, createFile(), seek(9n), seek(4n, 'FILE_END'), seek(-1n, 'FILE_END'));
    expect(observed.map(({ position, lastError }) => [position, lastError])).toEqual([
      [null, 0],
      [9n, 0],
      [4n, 0],
      [null, 131],
    ]);
  });

  it.each(['FILE_BEGIN', 'FILE_CURRENT'] as const)(
    'asks the device on an overlapped handle: %s',
    (method) => {
      const world = start();
      expect(lastOf(world, createFile({ overlapped: true }), seek(0n, method))).toMatchObject({
        succeeded: false,
        lastError: 1,
      });
    },
  );
});

describe('FlushFileBuffers', () => {
  it('fails with the device’s status', () => {
    expect(lastOf(start(), createFile(), on('FlushFileBuffers')).lastError).toBe(1);
    const world = start({ routines: { [IRP_MJ_FLUSH_BUFFERS]: ({ complete }) => complete() } });
    expect(lastOf(world, createFile(), on('FlushFileBuffers')).succeeded).toBe(true);
  });

  it('needs the right to write', () => {
    expect(lastOf(start(), createFile({ access: 'read' }), on('FlushFileBuffers')).lastError).toBe(5);
  });
});

it('a process refuses transfers that the machine has no memory for', () => {
  const { io, kernel } = start();
  const process = new UserProcess(io);
  const bytes = new Uint8Array(kernel.sizes.userPages * 4096 + 1);
  expect(() => process.writeFile(0, bytes)).toThrow(RangeError);
  expect(process.writeFile(0, bytes.subarray(1)).succeeded).toBe(false);
});
