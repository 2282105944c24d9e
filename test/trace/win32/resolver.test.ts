import { describe, expect, it } from 'vitest';
import { EVENT_HANDLE, NO_HANDLE } from '../../../src/trace/ops/handle-ordinals.ts';
import { canonicalOp, type HandleRef, type Win32Call, type Win32Op } from '../../../src/trace/ops/index.ts';
import { Resolver } from '../../../src/trace/resolve.ts';
import type { Win32Observation } from '../../../src/trace/win32/observation.ts';

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
const NO_ACCESS = { pageOffset: 0, memory: 'no-access', shared: false } as const;
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
  const resolver = new Resolver(NAME);
  let call: Win32Call | null = null;
  for (const op of ops) {
    call = resolver.resolve(op);
    resolver.observe(call, observed());
  }
  if (call === null) throw new Error('no operation');
  return call;
}

describe('a resolver, of a program’s calls', () => {
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
        buffer: NO_ACCESS,
        overlapped: '18446744073709551615',
        event: true,
      },
      {
        call: 'ReadFile',
        handle: 0,
        length: 3,
        buffer: NO_ACCESS,
        overlapped: { offset: 18446744073709551615n, event: true },
      },
    ],
    [
      { ...canonicalOp('WriteFile'), length: 2, event: true, data: DATA },
      {
        call: 'WriteFile',
        handle: 0,
        length: 2,
        buffer: canonicalOp('WriteFile').buffer,
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
      const resolver = new Resolver(NAME);
      resolver.observe(resolver.resolve(CREATE), observed(failure));
      expect(resolver.resolve(close(0))).toMatchObject({ handle: NO_HANDLE });
    }
  });

  it('counts a length from what was written last, by whichever call', () => {
    const last = (...written: readonly [Win32Op, number | null][]): Win32Call => {
      const resolver = new Resolver(NAME);
      for (const [op, bytes] of written) resolver.observe(resolver.resolve(op), observed({ bytes }));
      return resolver.resolve({ ...canonicalOp('ReadFile'), length: { last: 1 } });
    };
    const write = { ...canonicalOp('WriteFile'), length: 5 };
    expect(last()).toMatchObject({ length: 1 });
    expect(last([write, 4])).toMatchObject({ length: 5 });
    expect(last([write, 900])).toMatchObject({ length: 6 });
    expect(last([write, 4], [{ ...canonicalOp('File::write'), length: 9 }, 7])).toMatchObject({ length: 8 });
    expect(last([{ ...canonicalOp('File::write_all'), length: 9 }, null])).toMatchObject({ length: 10 });
  });
});
