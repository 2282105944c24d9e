import { expect, it } from 'vitest';
import { PLAIN_BUFFER } from '../../../../src/trace/ops/fields/buffer.ts';
import type { Win32Call } from '../../../../src/trace/ops/index.ts';
import { callText } from '../../../../src/trace/ops/words.ts';

const DATA = Uint8Array.of(1, 2, 3);

it.each<[string, Win32Call]>([
  [
    'ReadFile: handle 1, 5 bytes, buffer NULL, OVERLAPPED at 4096 with an event',
    {
      call: 'ReadFile',
      handle: 1,
      length: 5,
      buffer: { ...PLAIN_BUFFER, memory: 'null' },
      overlapped: { offset: 4096n, event: true },
    },
  ],
  [
    'WriteFile: handle 0, 3 bytes',
    { call: 'WriteFile', handle: 0, length: 3, buffer: PLAIN_BUFFER, overlapped: null, data: DATA },
  ],
  ['File::write: handle 2, 3 bytes', { call: 'File::write', handle: 2, data: DATA }],
  ['File::write_all: handle 2, 1 byte', { call: 'File::write_all', handle: 2, data: DATA.subarray(2) }],
  ['File::read: handle 0, 16 bytes', { call: 'File::read', handle: 0, length: 16 }],
  [
    'DeviceIoControl: handle 0, dwIoControlCode 0x22e004, input 3 bytes, output 2 bytes, OVERLAPPED',
    {
      call: 'DeviceIoControl',
      handle: 0,
      code: 0x22e004,
      input: { ...PLAIN_BUFFER, length: 3 },
      output: { ...PLAIN_BUFFER, length: 2, at: null },
      data: DATA,
      outputData: null,
      outputBefore: null,
      overlapped: { event: false },
    },
  ],
  ['CloseHandle: handle 0', { call: 'CloseHandle', handle: 0 }],
])('%s', (text, call) => {
  expect(callText(call)).toBe(text);
});
