import { describe, expect, it } from 'vitest';
import { Err, NtError, Ok } from '../../../src/impl/framework/index.ts';
import {
  STATUS_ACCESS_VIOLATION,
  STATUS_CANCELLED,
  STATUS_END_OF_FILE,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_PARAMETER,
  STATUS_INVALID_USER_BUFFER,
  STATUS_NOT_IMPLEMENTED,
  STATUS_UNSUCCESSFUL,
} from '../../../src/nt/ntstatus.ts';

describe('Result', () => {
  it('is a value', () => {
    expect(Ok(13)).toEqual({ ok: true, value: 13 });
    expect(Ok(0)).toEqual({ ok: true, value: 0 });
  });

  it('is the same object whenever there is no value', () => {
    expect(Ok()).toBe(Ok());
    expect(Ok()).toEqual({ ok: true, value: undefined });
  });

  it('is an error', () => {
    expect(Err(NtError.END_OF_FILE)).toEqual({ ok: false, error: NtError.END_OF_FILE });
  });
});

describe('NtError', () => {
  it.each([
    [NtError.ACCESS_VIOLATION, STATUS_ACCESS_VIOLATION],
    [NtError.END_OF_FILE, STATUS_END_OF_FILE],
    [NtError.INSUFFICIENT_RESOURCES, STATUS_INSUFFICIENT_RESOURCES],
    [NtError.INVALID_DEVICE_REQUEST, STATUS_INVALID_DEVICE_REQUEST],
    [NtError.INVALID_PARAMETER, STATUS_INVALID_PARAMETER],
    [NtError.INVALID_USER_BUFFER, STATUS_INVALID_USER_BUFFER],
    [NtError.NOT_IMPLEMENTED, STATUS_NOT_IMPLEMENTED],
    [NtError.UNSUCCESSFUL, STATUS_UNSUCCESSFUL],
    [new NtError(STATUS_CANCELLED), STATUS_CANCELLED],
  ])('%s carries its NTSTATUS', (error, status) => {
    expect(error.status).toBe(status);
  });

  it('reads as its Windows name', () => {
    expect(`${NtError.END_OF_FILE}`).toBe('STATUS_END_OF_FILE');
  });
});
