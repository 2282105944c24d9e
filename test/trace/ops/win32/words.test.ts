import { expect, it } from 'vitest';
import { canonicalOp, type OpenOptionsSpec, type Win32Op } from '../../../../src/trace/ops/index.ts';
import { describeOp } from '../../../../src/trace/ops/words.ts';

const NAME = '\\??\\Example';
const DATA = { pattern: 'counter', seed: 0 } as const;
const OPTIONS: OpenOptionsSpec = {
  read: true,
  write: true,
  append: true,
  truncate: true,
  create: true,
  createNew: true,
};
const NOTHING: OpenOptionsSpec = {
  read: false,
  write: false,
  append: false,
  truncate: false,
  create: false,
  createNew: false,
};

it.each<[string, Win32Op]>([
  [
    'CreateFile \\??\\Example, GENERIC_READ | GENERIC_WRITE, OPEN_EXISTING',
    { op: 'CreateFile', name: null, access: 'read-write', disposition: 'OPEN_EXISTING', overlapped: false },
  ],
  [
    'CreateFile "", no access, CREATE_NEW, FILE_FLAG_OVERLAPPED',
    { op: 'CreateFile', name: '', access: 'none', disposition: 'CREATE_NEW', overlapped: true },
  ],
  ['ReadFile 1 byte', { ...canonicalOp('ReadFile'), length: 1 }],
  [
    'ReadFile 5 bytes, handle 2, buffer no-access, OVERLAPPED at 4294967296 with an event',
    {
      op: 'ReadFile',
      handle: 2,
      length: 5,
      buffer: { pageOffset: 0, memory: 'no-access', shared: false },
      overlapped: '4294967296',
      event: true,
    },
  ],
  [
    'WriteFile 5 bytes, no handle, buffer NULL, data zeros, OVERLAPPED at 0',
    {
      op: 'WriteFile',
      handle: 'none',
      length: 5,
      buffer: { pageOffset: 0, memory: 'null', shared: false },
      overlapped: '0',
      event: false,
      data: { pattern: 'zero' },
    },
  ],
  [
    "SetFilePointerEx -1, FILE_END, an event's handle",
    { op: 'SetFilePointerEx', handle: 'event', distance: '-1', method: 'FILE_END' },
  ],
  ['ReadFile 0 bytes, an event without OVERLAPPED', { ...canonicalOp('ReadFile'), event: true }],
  ['DeviceIoControl code 0x0, input 0 bytes, output 0 bytes', canonicalOp('DeviceIoControl')],
  [
    'DeviceIoControl code 0x22e004, handle 1, input 4 bytes, output 1 byte, output buffer NULL, data zeros, OVERLAPPED with an event',
    {
      op: 'DeviceIoControl',
      handle: 1,
      code: 0x22e004,
      input: { length: 4, pageOffset: 0, memory: 'read-write', shared: false },
      output: { length: 1, pageOffset: 0, memory: 'null', shared: false, at: null },
      data: { pattern: 'zero' },
      overlapped: true,
      event: true,
    },
  ],
  [
    'DeviceIoControl code 0x90000, input 0 bytes, output 0 bytes, OVERLAPPED',
    { ...canonicalOp('DeviceIoControl'), code: 0x90000, overlapped: true },
  ],
  [
    'DeviceIoControl code 0x0, input 0 bytes, output 0 bytes, an event without OVERLAPPED',
    { ...canonicalOp('DeviceIoControl'), event: true },
  ],
  ['FlushFileBuffers', { op: 'FlushFileBuffers', handle: 0 }],
  ['CloseHandle the handle closed last', { op: 'CloseHandle', handle: 'closed' }],
  [
    'File::open C:\\x, read write append truncate create create_new',
    { op: 'File::open', name: 'C:\\x', options: OPTIONS },
  ],
  ['File::open \\??\\Example, no options', { op: 'File::open', name: null, options: NOTHING }],
  ['File::read 0 bytes, handle 1', { op: 'File::read', handle: 1, length: 0 }],
  ['File::read_to_end', { op: 'File::read_to_end', handle: 0 }],
  ['File::write 2 bytes', { op: 'File::write', handle: 0, length: 2, data: DATA }],
  [
    'File::write_all 5000 bytes, data counter from 9',
    { op: 'File::write_all', handle: 0, length: 5000, data: { pattern: 'counter', seed: 9 } },
  ],
])('%s', (text, op) => {
  expect(describeOp(op, NAME)).toBe(text);
});
