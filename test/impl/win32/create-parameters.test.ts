import { describe, expect, it } from 'vitest';
import {
  fileAttributes,
  lastErrorOfSuccess,
  ntDisposition,
} from '../../../src/impl/win32/create-parameters.ts';
import { UserProcess } from '../../../src/impl/win32/process.ts';
import { GENERIC_READ, GENERIC_WRITE } from '../../../src/nt/access.ts';
import { IRP_MJ_CREATE } from '../../../src/nt/irp.ts';
import { STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { ERROR_ALREADY_EXISTS, ERROR_INVALID_HANDLE, ERROR_SUCCESS } from '../../../src/nt/win32-error.ts';
import {
  CREATE_ALWAYS,
  CREATE_NEW,
  OPEN_ALWAYS,
  OPEN_EXISTING,
  TRUNCATE_EXISTING,
} from '../../../src/nt/win32-file.ts';
import { start } from '../io/test-driver.ts';
import { NAME } from './calls.ts';

/** FILE_SUPERSEDED to FILE_DOES_NOT_EXIST. */
const INFORMATION = [0, 1, 2, 3, 4, 5];
const FILE_OPENED = 1;
const FILE_OVERWRITTEN = 3;

describe('W1d the last error of a CreateFile that succeeds', () => {
  it.each([
    [CREATE_ALWAYS, FILE_OVERWRITTEN],
    [OPEN_ALWAYS, FILE_OPENED],
  ])('disposition %d: ERROR_ALREADY_EXISTS for %d alone', (disposition, existed) => {
    for (const information of INFORMATION) {
      const error = information === existed ? ERROR_ALREADY_EXISTS : ERROR_SUCCESS;
      expect(lastErrorOfSuccess(disposition, information), String(information)).toBe(error);
    }
  });

  it.each([CREATE_NEW, OPEN_EXISTING, TRUNCATE_EXISTING])('disposition %d: left alone', (disposition) => {
    for (const information of INFORMATION) expect(lastErrorOfSuccess(disposition, information)).toBeNull();
  });

  it.each([
    [OPEN_ALWAYS, FILE_OPENED, ERROR_ALREADY_EXISTS],
    [OPEN_ALWAYS, 2, ERROR_SUCCESS],
    [CREATE_ALWAYS, FILE_OVERWRITTEN, ERROR_ALREADY_EXISTS],
    [OPEN_EXISTING, FILE_OPENED, ERROR_INVALID_HANDLE],
  ])('disposition %d, Information %d of the driver: %d', (disposition, information, error) => {
    const { io } = start({
      routines: { [IRP_MJ_CREATE]: ({ complete }) => complete(STATUS_SUCCESS, information) },
    });
    const process = new UserProcess(io);
    process.CloseHandle(0);
    expect(process.CreateFile(NAME, GENERIC_READ | GENERIC_WRITE, 0, disposition, 0)).toBeGreaterThan(0);
    expect(process.GetLastError()).toBe(error);
  });
});

it.each([
  [CREATE_NEW, 2],
  [CREATE_ALWAYS, 5],
  [OPEN_EXISTING, 1],
  [OPEN_ALWAYS, 3],
  [TRUNCATE_EXISTING, 4],
  [0, undefined],
  [6, undefined],
])('W1d dwCreationDisposition %d is %s', (creationDisposition, disposition) => {
  expect(ntDisposition(creationDisposition)).toBe(disposition);
});

it.each([
  [0, 0],
  [0x80, 0x80],
  [0x40000080, 0x80],
  [0x93, 0x83],
])('W1d of dwFlagsAndAttributes %d the attributes are %d', (flags, attributes) => {
  expect(fileAttributes(flags)).toBe(attributes);
});
