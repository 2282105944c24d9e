import { expect, it } from 'vitest';
import { expectUserPtr } from '../../src/model/user-ptr.ts';
import { STATUS_INVALID_USER_BUFFER, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import type { BufferingMode } from '../../src/trace/trace.ts';

type Direction = 'read' | 'write';
type Row = [
  request: Direction,
  method: Direction,
  mode: BufferingMode,
  size: number,
  length: number,
  moved: number | null,
];

/** M6. `moved` is null where T is too large. */
const ROWS: readonly Row[] = [
  ['read', 'write', 'buffered', 4, 4, 4],
  ['read', 'write', 'buffered', 5, 4, null],
  ['read', 'write', 'buffered', 0, 0, 0],
  ['read', 'write', 'buffered', 1, 0, null],
  ['write', 'read', 'direct', 3, 4, 3],
  ['write', 'read', 'direct', 4097, 4096, null],
  ['read', 'read', 'direct', 1, 4, null],
  ['read', 'read', 'direct', 0, 4, 0],
  ['write', 'write', 'buffered', 1, 4, null],
  ['write', 'write', 'buffered', 0, 4, 0],
  ['read', 'write', 'neither', 1, 4, null],
  ['write', 'read', 'neither', 0, 4, 0],
];

it.each(ROWS)(
  '%s request, UserPtr.%s, %s, T of %d bytes in %d',
  (request, method, mode, sizeBytes, length, moved) => {
    expect(expectUserPtr({ request, method, mode, sizeBytes, length })).toEqual({
      status: moved === null ? STATUS_INVALID_USER_BUFFER : STATUS_SUCCESS,
      movedBytes: moved ?? 0,
    });
  },
);

/** Of a control request with an input of 4 bytes and an output of 8. */
const OF_CONTROLS: readonly [code: number, method: Direction, size: number, moved: number | null][] = [
  [0, 'read', 4, 4],
  [0, 'read', 5, null],
  [0, 'write', 8, 8],
  [0, 'write', 9, null],
  [1, 'read', 4, 4],
  [1, 'write', 1, null],
  [1, 'write', 0, 0],
  [2, 'read', 5, null],
  [2, 'write', 8, 8],
  [3, 'read', 1, null],
  [3, 'write', 1, null],
  [3, 'read', 0, 0],
];

it.each(OF_CONTROLS)('code %d, UserPtr.%s, T of %d bytes', (code, method, sizeBytes, moved) => {
  const lengths = { inputLength: 4, outputLength: 8 };
  expect(expectUserPtr({ request: 'control', method, code, sizeBytes, ...lengths })).toEqual({
    status: moved === null ? STATUS_INVALID_USER_BUFFER : STATUS_SUCCESS,
    movedBytes: moved ?? 0,
  });
});
