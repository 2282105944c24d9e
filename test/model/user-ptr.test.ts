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
