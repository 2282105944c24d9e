import { expect, it } from 'vitest';
import { STATUS_PENDING } from '../../../src/nt/ntstatus.ts';
import type { Win32OpKind } from '../../../src/trace/ops/index.ts';
import { answerText, type Win32Answer } from '../../../src/trace/win32/answer.ts';

const TRUE: Win32Answer = {
  ending: 'returned',
  succeeded: true,
  lastError: 0,
  errorKind: null,
  bytes: null,
  position: null,
  overlapped: null,
  eventSignaled: null,
};
const FALSE: Win32Answer = { ...TRUE, succeeded: false, lastError: 38 };

it.each<[string, Win32OpKind, Win32Answer]>([
  ['bug check', 'ReadFile', { ...TRUE, ending: 'bug-check' }],
  ['never returns', 'File::read', { ...TRUE, ending: 'blocked' }],
  ['left open', 'File::read_to_end', { ...TRUE, succeeded: undefined }],
  ['a handle', 'CreateFile', TRUE],
  ['INVALID_HANDLE_VALUE, ERROR_HANDLE_EOF', 'CreateFile', FALSE],
  ['TRUE', 'CloseHandle', TRUE],
  ['FALSE, any', 'CloseHandle', { ...FALSE, lastError: undefined }],
  ['TRUE, position 5', 'SetFilePointerEx', { ...TRUE, position: 5n }],
  [
    'FALSE, ERROR_HANDLE_EOF, 0 bytes, Internal STATUS_PENDING, InternalHigh 0, event not signaled',
    'ReadFile',
    {
      ...FALSE,
      bytes: 0,
      overlapped: { internal: STATUS_PENDING, internalHigh: 0 },
      eventSignaled: false,
    },
  ],
  ['FALSE, ERROR_HANDLE_EOF', 'DeviceIoControl', FALSE],
  ['TRUE, 4 bytes', 'DeviceIoControl', { ...TRUE, bytes: 4 }],
  ['TRUE, 1 byte, event signaled', 'WriteFile', { ...TRUE, bytes: 1, eventSignaled: true }],
  ['Ok()', 'File::open', TRUE],
  ['Ok(13)', 'File::read', { ...TRUE, bytes: 13 }],
  ['Err(WriteZero)', 'File::write_all', { ...FALSE, lastError: 0, errorKind: 'WriteZero' }],
  ['Err(Uncategorized, ERROR_HANDLE_EOF)', 'File::write', { ...FALSE, errorKind: 'Uncategorized' }],
  ['Err(any)', 'File::write', { ...FALSE, lastError: undefined, errorKind: undefined }],
  ['panics', 'File::write_all', { ...FALSE, lastError: 0, errorKind: null }],
])('%s', (text, kind, answer) => {
  expect(answerText(kind, answer)).toBe(text);
});
