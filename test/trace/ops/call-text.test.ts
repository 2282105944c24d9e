import { expect, it } from 'vitest';
import { failing } from '../../../src/trace/during.ts';
import { PLAIN_BUFFER } from '../../../src/trace/ops/fields/buffer.ts';
import { EVENT_HANDLE, NO_HANDLE } from '../../../src/trace/ops/handle-ordinals.ts';
import type { Call } from '../../../src/trace/ops/index.ts';
import { callText } from '../../../src/trace/ops/words.ts';
import { on, open, read, seek, write } from '../../model/calls.ts';

it.each<[Call, string]>([
  [open({ name: '\\??\\Example' }), 'NtCreateFile: \\??\\Example, read-write'],
  [open({ name: 'a\nb', access: 'append', overlapped: true }), 'NtCreateFile: a\\u000ab, append, overlapped'],
  [read({ length: 4, offset: 7n }), 'NtReadFile: handle 0, ByteOffset 7, Length 4'],
  [read({ length: 4, offset: null, handle: 3 }), 'NtReadFile: handle 3, ByteOffset NULL, Length 4'],
  [
    write({
      length: 1,
      buffer: { ...PLAIN_BUFFER, pageOffset: 5 },
      key: 255,
      event: true,
      during: failing('system-mapping'),
    }),
    'NtWriteFile: handle 0, ByteOffset 0, Length 1, buffer page 0 +0x005, Key 0xff, an event, fault system-mapping',
  ],
  [
    read({ length: 0, offset: 0n, buffer: { ...PLAIN_BUFFER, memory: 'null' }, handle: NO_HANDLE }),
    'NtReadFile: no handle, ByteOffset 0, Length 0, buffer NULL',
  ],
  [on('NtClose', EVENT_HANDLE), "NtClose: an event's handle"],
  [{ call: 'NtDuplicateObject', handle: 1 }, 'NtDuplicateObject: handle 1'],
  [on('NtFlushBuffersFile'), 'NtFlushBuffersFile: handle 0'],
  [seek(-5n), 'NtSetInformationFile: handle 0, FilePositionInformation -5'],
  [
    on('NtQueryInformationFile', 0, failing('pool-allocation')),
    'NtQueryInformationFile: handle 0, FilePositionInformation, fault pool-allocation',
  ],
])('%o', (call, text) => {
  expect(callText(call)).toBe(text);
});
