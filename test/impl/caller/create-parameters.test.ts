import { describe, expect, it } from 'vitest';
import { createParameters } from '../../../src/impl/caller/create-parameters.ts';
import type { Va } from '../../../src/impl/memory/va.ts';
import {
  FILE_APPEND_DATA,
  FILE_NO_INTERMEDIATE_BUFFERING,
  FILE_NON_DIRECTORY_FILE,
  FILE_OPEN,
  FILE_READ_DATA,
  FILE_SHARE_DELETE,
  FILE_SHARE_READ,
  FILE_SHARE_WRITE,
  FILE_SYNCHRONOUS_IO_ALERT,
  FILE_SYNCHRONOUS_IO_NONALERT,
  FILE_WRITE_DATA,
  FILE_WRITE_THROUGH,
  SYNCHRONIZE,
} from '../../../src/nt/access.ts';
import { open } from '../../model/calls.ts';

const IOSB = 0x7ffd0000 as Va;

describe('what NtCreateFile is given', () => {
  it('for the usual open', () => {
    expect(createParameters(open(), IOSB)).toEqual({
      desiredAccess: FILE_READ_DATA | FILE_WRITE_DATA | FILE_APPEND_DATA | SYNCHRONIZE,
      name: '\\??\\Example',
      ioStatusBlock: IOSB,
      fileAttributes: 0,
      shareAccess: FILE_SHARE_READ | FILE_SHARE_WRITE,
      disposition: FILE_OPEN,
      options: FILE_NON_DIRECTORY_FILE | FILE_SYNCHRONOUS_IO_NONALERT,
    });
  });

  it.each([
    [{ overlapped: true }, 0],
    [{ options: ['alertable'] as const }, FILE_SYNCHRONOUS_IO_ALERT],
    [{ options: ['alertable'] as const, overlapped: true }, 0],
    [{ options: ['write-through'] as const }, FILE_SYNCHRONOUS_IO_NONALERT | FILE_WRITE_THROUGH],
    [{ options: ['no-intermediate-buffering'] as const, overlapped: true }, FILE_NO_INTERMEDIATE_BUFFERING],
  ])('for %o: options %d', (fields, options) => {
    expect(createParameters(open(fields), IOSB).options).toBe(FILE_NON_DIRECTORY_FILE | options);
  });

  it.each([
    ['none', 0],
    ['read', FILE_SHARE_READ],
    ['write', FILE_SHARE_WRITE],
    ['delete', FILE_SHARE_DELETE],
    ['all', FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE],
  ] as const)('shared %s: %d', (share, access) => {
    expect(createParameters(open({ share }), IOSB).shareAccess).toBe(access);
  });
});
