import { describe, expect, it } from 'vitest';
import { EVENT_HANDLE, NO_HANDLE } from '../../../src/trace/ops/handle-ordinals.ts';
import type { HandleRef } from '../../../src/trace/ops/index.ts';
import type { Win32Call } from '../../../src/trace/win32/call.ts';
import type { Win32Observation } from '../../../src/trace/win32/observation.ts';
import type { Win32Op } from '../../../src/trace/win32/op.ts';
import { Win32Resolver } from '../../../src/trace/win32/resolver.ts';

const NAME = '\\??\\Example';
const CREATE: Win32Op = {
  op: 'CreateFile',
  name: null,
  access: 'read',
  disposition: 'OPEN_EXISTING',
  overlapped: true,
};
const OPTIONS = { read: true, write: false, append: false, truncate: false, create: false, createNew: false };
const OPEN: Win32Op = { op: 'File::open', name: null, options: OPTIONS };
const DATA = { pattern: 'counter', seed: 4 } as const;
const close = (handle: HandleRef): Win32Op => ({ op: 'CloseHandle', handle });

function observed(fields: Partial<Win32Observation> = {}): Win32Observation {
  return {
    ending: 'returned',
    succeeded: true,
    lastError: 0,
    errorKind: null,
    bytes: null,
    position: null,
    overlapped: null,
    eventSignaled: null,
    data: null,
    ...fields,
  };
}

/** The call of the last operation, after the others succeeded. */
function callOf(...ops: readonly Win32Op[]): Win32Call {
  const resolver = new Win32Resolver(NAME);
  let call: Win32Call | null = null;
  for (const op of ops) {
    call = resolver.resolve(op);
    resolver.observe(call, observed());
  }
  if (call === null) throw new Error('no operation');
  return call;
}

describe('Win32Resolver', () => {
  it.each<[Win32Op, Win32Call]>([
    [
      CREATE,
      { call: 'CreateFile', name: NAME, access: 'read', disposition: 'OPEN_EXISTING', overlapped: true },
    ],
    [OPEN, { call: 'File::open', name: NAME, options: OPTIONS }],
    [
      {
        op: 'ReadFile',
        handle: 0,
        length: 3,
        memory: 'no-access',
        overlapped: { offset: '18446744073709551615', event: true },
      },
      {
        call: 'ReadFile',
        handle: 0,
        length: 3,
        memory: 'no-access',
        overlapped: { offset: 18446744073709551615n, event: true },
      },
    ],
    [
      { op: 'WriteFile', handle: 0, length: 2, memory: 'read-write', overlapped: null, data: DATA },
      {
        call: 'WriteFile',
        handle: 0,
        length: 2,
        memory: 'read-write',
        overlapped: null,
        data: new Uint8Array([5, 6]),
      },
    ],
    [
      { op: 'SetFilePointerEx', handle: 0, distance: '-9223372036854775808', method: 'FILE_CURRENT' },
      { call: 'SetFilePointerEx', handle: 0, distance: -(1n << 63n), method: 'FILE_CURRENT' },
    ],
    [
      { op: 'FlushFileBuffers', handle: 0 },
      { call: 'FlushFileBuffers', handle: 0 },
    ],
    [close(0), { call: 'CloseHandle', handle: 0 }],
    [
      { op: 'File::read', handle: 0, length: 7 },
      { call: 'File::read', handle: 0, length: 7 },
    ],
    [
      { op: 'File::read_to_end', handle: 0 },
      { call: 'File::read_to_end', handle: 0 },
    ],
    [
      { op: 'File::write', handle: 0, length: 1, data: { pattern: 'zero' } },
      { call: 'File::write', handle: 0, data: new Uint8Array(1) },
    ],
    [
      { op: 'File::write_all', handle: 0, length: 3, data: { hex: 'ab' } },
      { call: 'File::write_all', handle: 0, data: new Uint8Array([0xab, 0xab, 0xab]) },
    ],
  ])('resolves %j', (op, call) => {
    expect(callOf(CREATE, op)).toEqual(call);
  });

  it('passes a name as it is', () => {
    expect(callOf({ ...CREATE, name: 'C:\\x' })).toMatchObject({ name: 'C:\\x' });
    expect(callOf({ ...OPEN, name: '' })).toMatchObject({ name: '' });
  });

  it('counts handles of CreateFile and of File alike, modulo how many are open', () => {
    expect(callOf(CREATE, OPEN, CREATE, close(4))).toMatchObject({ handle: 1 });
    expect(callOf(CREATE, OPEN, CREATE, close(1), close(1))).toMatchObject({ handle: 2 });
    expect(callOf(CREATE, close(0), OPEN, close(0))).toMatchObject({ handle: 1 });
  });

  it('knows values that are no file’s handle', () => {
    expect(callOf(close(0))).toMatchObject({ handle: NO_HANDLE });
    expect(callOf(CREATE, close('none'))).toMatchObject({ handle: NO_HANDLE });
    expect(callOf(CREATE, close('closed'))).toMatchObject({ handle: NO_HANDLE });
    expect(callOf(CREATE, OPEN, close(1), close('closed'))).toMatchObject({ handle: 1 });
    expect(callOf({ op: 'FlushFileBuffers', handle: 'event' })).toMatchObject({ handle: EVENT_HANDLE });
  });

  it('gives no ordinal to an open that failed or never returned', () => {
    for (const failure of [{ succeeded: false }, { ending: 'blocked' } as const]) {
      const resolver = new Win32Resolver(NAME);
      resolver.observe(resolver.resolve(CREATE), observed(failure));
      expect(resolver.resolve(close(0))).toMatchObject({ handle: NO_HANDLE });
    }
  });
});
