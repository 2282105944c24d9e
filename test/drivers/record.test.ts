import { describe, expect, it } from 'vitest';
import { recordDriver } from '../../src/drivers/record.ts';
import { framework } from '../../src/impl/framework/index.ts';
import { STATUS_INVALID_USER_BUFFER, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { open, read, write } from '../model/calls.ts';
import { NOTHING_LEFT, runDriver } from './run-driver.ts';

const driver = recordDriver(framework);
const OPPOSITE = 0x10000;
const data = Uint8Array.of(1, 2, 3, 4, 5, 6);

describe.each(['buffered', 'direct'] as const)('the record device, %s', (mode) => {
  it.each([
    [4, [1, 2, 3, 4]],
    [6, [1, 2, 3, 4, 0, 0]],
  ])('reads back a T of %d bytes', (key, expected) => {
    const run = runDriver(driver, mode, [open(), write({ data, key: 4 }), read({ length: key, key })]);
    expect(run.observations[1]).toMatchObject({ status: STATUS_SUCCESS, information: 4 });
    expect(run.last).toMatchObject({ information: key, buffer: Uint8Array.from(expected) });
    expect(run.userPtrs).toMatchObject([
      { direction: 'write', method: 'read', sizeBytes: 4, movedBytes: 4 },
      { direction: 'read', method: 'write', sizeBytes: key, movedBytes: key },
    ]);
    expect(run.balance).toEqual(NOTHING_LEFT);
    expect(run.violations).toEqual([]);
  });

  it('refuses a T larger than the buffer and keeps its record', () => {
    const calls = [open(), write({ data, key: 6 }), write({ data, key: 7 }), read({ length: 6, key: 7 })];
    const run = runDriver(driver, mode, [...calls, read({ length: 6, key: 6 })]);
    expect(run.observations[2]?.status).toBe(STATUS_INVALID_USER_BUFFER);
    expect(run.observations[3]?.status).toBe(STATUS_INVALID_USER_BUFFER);
    expect(run.last?.buffer).toEqual(data);
  });

  it('has nothing to move in the opposite direction', () => {
    const calls = [open(), write({ data, key: OPPOSITE | 1 }), read({ key: OPPOSITE | 1 })];
    const run = runDriver(driver, mode, [...calls, write({ data, key: OPPOSITE }), read({ key: OPPOSITE })]);
    expect(run.observations.slice(1).map(({ status }) => status)).toEqual([
      STATUS_INVALID_USER_BUFFER,
      STATUS_INVALID_USER_BUFFER,
      STATUS_SUCCESS,
      STATUS_SUCCESS,
    ]);
    expect(run.userPtrs.map(({ direction, method }) => direction === method)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
});

it('has no buffer in neither mode (M5)', () => {
  const run = runDriver(driver, 'neither', [open(), write({ data, key: 1 }), read({ key: 0 })]);
  expect(run.observations.map(({ status }) => status)).toEqual([0, STATUS_INVALID_USER_BUFFER, 0]);
});
