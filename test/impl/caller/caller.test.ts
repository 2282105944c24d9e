import { describe, expect, it } from 'vitest';
import { FileObject, Mdl } from '../../../src/impl/ddi/index.ts';
import { IRP_MJ_CREATE, IRP_MJ_READ, IRP_MJ_WRITE } from '../../../src/nt/irp.ts';
import {
  STATUS_ACCESS_DENIED,
  STATUS_INVALID_HANDLE,
  STATUS_OBJECT_TYPE_MISMATCH,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import { PLAIN_BUFFER } from '../../../src/trace/ops/fields/buffer.ts';
import { EVENT_HANDLE, NO_HANDLE } from '../../../src/trace/ops/handle-ordinals.ts';
import type { OpenAccess } from '../../../src/trace/ops/index.ts';
import { on, open, read, seek, write } from '../../model/calls.ts';
import { type Routine, start } from '../io/test-driver.ts';

const advance: Routine = ({ ddi, location, complete }) => {
  new FileObject(ddi.memory, location.fileObject).currentByteOffset += BigInt(location.length);
  return complete(STATUS_SUCCESS, location.length);
};

describe('rights by which a handle is opened', () => {
  it.each<[OpenAccess, boolean, boolean]>([
    ['read-write', true, true],
    ['read', true, false],
    ['write', false, true],
    ['append', false, true],
  ])('%s: reads %s, writes %s', (access, reads, writes) => {
    const { call } = start();
    expect(call(open({ access }), read()).status).toBe(reads ? STATUS_SUCCESS : STATUS_ACCESS_DENIED);
    expect(call(write()).status).toBe(writes ? STATUS_SUCCESS : STATUS_ACCESS_DENIED);
  });
});

describe('handles', () => {
  const calls = (handle: number) => [
    read({ handle }),
    write({ handle }),
    on('NtFlushBuffersFile', handle),
    on('NtQueryInformationFile', handle),
    seek(1n, handle),
  ];

  it.each([
    [NO_HANDLE, STATUS_INVALID_HANDLE],
    [7, STATUS_INVALID_HANDLE],
    [EVENT_HANDLE, STATUS_OBJECT_TYPE_MISMATCH],
  ])('%d is refused by every request', (handle, status) => {
    const { call } = start();
    call(open());
    expect(calls(handle).map((each) => call(each).status)).toEqual(calls(handle).map(() => status));
  });

  it.each([NO_HANDLE, EVENT_HANDLE, 3])('%d is neither closed nor duplicated', (handle) => {
    const { call } = start();
    expect(call(on('NtClose', handle)).status).toBe(STATUS_INVALID_HANDLE);
    expect(call(on('NtDuplicateObject', handle)).status).toBe(STATUS_INVALID_HANDLE);
  });

  it('are counted as they are created, failures left out', () => {
    const { call } = start();
    call(open(), open({ name: '\\Device\\Nothing' }), on('NtDuplicateObject', 0), open({ access: 'read' }));
    expect([call(read({ handle: 1 })).status, call(write({ handle: 2 })).status]).toEqual([
      STATUS_SUCCESS,
      STATUS_ACCESS_DENIED,
    ]);
  });

  it('closed are of no use', () => {
    const { call } = start();
    expect(call(open(), on('NtClose'), read()).status).toBe(STATUS_INVALID_HANDLE);
  });
});

describe('what is observed', () => {
  it('of a read: status, block, bytes, position', () => {
    const { call } = start({ routines: { [IRP_MJ_READ]: advance } });
    expect(call(open(), read({ length: 3, event: true }))).toMatchObject({
      ending: 'returned',
      status: STATUS_SUCCESS,
      iosbWritten: true,
      iosbStatus: STATUS_SUCCESS,
      information: 3,
      eventSignaled: true,
      fileSignaled: true,
      position: 3n,
      surroundingsChanged: 0,
      surroundingsHash: 0,
    });
  });

  it('of an overlapped handle: no position', () => {
    const { call } = start({ routines: { [IRP_MJ_READ]: advance } });
    expect(call(open({ overlapped: true }), read())).toMatchObject({ position: null, eventSignaled: null });
  });

  it('of a call without a file: neither position nor event', () => {
    expect(start().call(open({ name: 'x' }))).toMatchObject({
      position: null,
      fileSignaled: null,
      iosbWritten: false,
    });
  });

  it('of a read of nothing: no bytes', () => {
    expect(start().call(open(), read({ length: 0 })).buffer).toEqual(new Uint8Array(0));
  });

  it.each(['null', 'kernel', 'no-access', 'last-page-no-access'] as const)(
    'of %s memory: no bytes',
    (memory) => {
      expect(start().call(open(), read({ buffer: { ...PLAIN_BUFFER, memory } })).buffer).toBeNull();
    },
  );

  it('of a write: what the caller has, after a driver wrote through its MDL (R83)', () => {
    const { call } = start({
      mode: 'direct',
      routines: {
        [IRP_MJ_WRITE]: ({ ddi, irp, complete }) => {
          expect(new Mdl(ddi.memory, irp.mdlAddress).byteCount).toBe(2);
          ddi.memory.writeU8(ddi.MmGetSystemAddressForMdlSafe(irp.mdlAddress, 16), 77);
          return complete();
        },
      },
    });
    expect(call(open(), write({ data: Uint8Array.of(1, 2) })).buffer).toEqual(Uint8Array.of(77, 2));
  });

  it('of bytes around the buffer: how many changed', () => {
    const { call } = start({
      mode: 'direct',
      routines: {
        [IRP_MJ_READ]: ({ ddi, irp, complete, location }) => {
          const address = ddi.MmGetSystemAddressForMdlSafe(irp.mdlAddress, 16);
          ddi.memory.fill(address, 1, location.length + 5);
          return complete();
        },
      },
    });
    expect(call(open(), read({ buffer: { ...PLAIN_BUFFER, pageOffset: 9 } })).surroundingsChanged).toBe(5);
  });

  it('of a bug check: the ending', () => {
    const { call, kernel } = start({
      routines: {
        [IRP_MJ_CREATE]: () => {
          throw new Error('no');
        },
      },
    });
    expect(call(open())).toMatchObject({ ending: 'bug-check', status: 0, iosbWritten: false, buffer: null });
    expect(kernel.stopped).toBe(true);
  });

  it('of an exception in the kernel, over a corrupted IRP: a bug check', () => {
    const { call, kernel } = start({
      routines: {
        [IRP_MJ_READ]: ({ irp, complete }) => {
          irp.mdlAddress = 0x10000 as typeof irp.va;
          irp.userIosb = 0x10000 as typeof irp.va;
          complete();
          return STATUS_SUCCESS;
        },
      },
    });
    expect(call(open(), read()).ending).toBe('bug-check');
    expect(kernel.recorder.bugCheck?.code).toBe(0x3b);
  });
});

it('the end of the process closes what is open, and shared buffers leave nothing', () => {
  const { call, machine } = start({ mode: 'direct' });
  call(
    open(),
    on('NtDuplicateObject'),
    open({ overlapped: true }),
    read({ buffer: { ...PLAIN_BUFFER, shared: true }, length: 5000 }),
  );
  expect(machine.shutDown()).toEqual({ poolBlocks: 0, mappings: 0, lockedPages: 0 });
});
