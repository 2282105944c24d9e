import { describe, expect, it } from 'vitest';
import { createErrorOf } from '../../../src/model/win32/create-file.ts';
import { errorKindOf } from '../../../src/model/win32/error-kind.ts';
import { lastErrorOf } from '../../../src/model/win32/last-error.ts';
import {
  STATUS_ACCESS_DENIED,
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_OVERFLOW,
  STATUS_CANCELLED,
  STATUS_END_OF_FILE,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_HANDLE,
  STATUS_INVALID_PARAMETER,
  STATUS_INVALID_USER_BUFFER,
  STATUS_OBJECT_NAME_COLLISION,
  STATUS_OBJECT_NAME_NOT_FOUND,
  STATUS_OBJECT_PATH_NOT_FOUND,
  STATUS_OBJECT_TYPE_MISMATCH,
} from '../../../src/nt/ntstatus.ts';
import * as win32 from '../../../src/nt/win32-error.ts';

describe('lastErrorOf', () => {
  it.each([
    [STATUS_ACCESS_DENIED, win32.ERROR_ACCESS_DENIED],
    [STATUS_ACCESS_VIOLATION, win32.ERROR_NOACCESS],
    [STATUS_BUFFER_OVERFLOW, win32.ERROR_MORE_DATA],
    [STATUS_CANCELLED, win32.ERROR_OPERATION_ABORTED],
    [STATUS_END_OF_FILE, win32.ERROR_HANDLE_EOF],
    [STATUS_INSUFFICIENT_RESOURCES, win32.ERROR_NO_SYSTEM_RESOURCES],
    [STATUS_INVALID_DEVICE_REQUEST, win32.ERROR_INVALID_FUNCTION],
    [STATUS_INVALID_HANDLE, win32.ERROR_INVALID_HANDLE],
    [STATUS_INVALID_PARAMETER, win32.ERROR_INVALID_PARAMETER],
    [STATUS_INVALID_USER_BUFFER, win32.ERROR_INVALID_USER_BUFFER],
    [STATUS_OBJECT_NAME_COLLISION, win32.ERROR_ALREADY_EXISTS],
    [STATUS_OBJECT_NAME_NOT_FOUND, win32.ERROR_FILE_NOT_FOUND],
    [STATUS_OBJECT_PATH_NOT_FOUND, win32.ERROR_PATH_NOT_FOUND],
    [STATUS_OBJECT_TYPE_MISMATCH, win32.ERROR_INVALID_HANDLE],
  ])('maps %i to %i, as documented', (status, error) => {
    expect(lastErrorOf(status)).toBe(error);
  });

  it.each([
    [0x80070005, 5],
    [0xc0010083, 0x83],
    [0xc0070021, 0x21],
  ])('takes the low half of 0x%x', (status, error) => {
    expect(lastErrorOf(status | 0)).toBe(error);
  });

  it('leaves a status with the customer bit as it is, and takes 0xD… for 0xC…', () => {
    expect(lastErrorOf(0xe0001234 | 0)).toBe(0xe0001234);
    expect(lastErrorOf(0xf0000011 | 0)).toBe(0xf0000011);
    expect(lastErrorOf(0xd0000011 | 0)).toBe(win32.ERROR_HANDLE_EOF);
  });

  it('has one error for what is not listed', () => {
    expect(lastErrorOf(0xc0ffee00 | 0)).toBe(win32.ERROR_MR_MID_NOT_FOUND);
  });
});

it('createErrorOf: a name in use is a file that exists', () => {
  expect(createErrorOf(STATUS_OBJECT_NAME_COLLISION)).toBe(win32.ERROR_FILE_EXISTS);
  expect(createErrorOf(STATUS_ACCESS_DENIED)).toBe(win32.ERROR_ACCESS_DENIED);
});

it.each([
  [2, 'NotFound'],
  [3, 'NotFound'],
  [5, 'PermissionDenied'],
  [8, 'OutOfMemory'],
  [14, 'OutOfMemory'],
  [80, 'AlreadyExists'],
  [87, 'InvalidInput'],
  [183, 'AlreadyExists'],
  [995, 'TimedOut'],
  [1, 'Uncategorized'],
  [6, 'Uncategorized'],
  [38, 'Uncategorized'],
  [998, 'Uncategorized'],
  [1450, 'Uncategorized'],
])('errorKindOf(%i) is %s', (error, kind) => {
  expect(errorKindOf(error)).toBe(kind);
});
