import { describe, expect, it } from 'vitest';
import { diskDriver } from '../../src/drivers/disk.ts';
import { mailboxDriver } from '../../src/drivers/mailbox.ts';
import { partialDriver } from '../../src/drivers/partial.ts';
import { perFileDriver } from '../../src/drivers/per-file.ts';
import { zeroDriver } from '../../src/drivers/zero.ts';
import { type Ddi, type DriverModule, NULL_VA } from '../../src/impl/ddi/index.ts';
import {
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_OVERFLOW,
  STATUS_DISK_FULL,
  STATUS_END_OF_FILE,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_PARAMETER,
  STATUS_PIPE_EMPTY,
  STATUS_QUOTA_EXCEEDED,
  STATUS_SUCCESS,
} from '../../src/nt/ntstatus.ts';
import { failing } from '../../src/trace/during.ts';
import { PLAIN_BUFFER } from '../../src/trace/ops/fields/buffer.ts';
import type { Call } from '../../src/trace/ops/index.ts';
import { BUFFERING_MODES, type BufferingMode } from '../../src/trace/trace.ts';
import { on, open, read, write } from '../model/calls.ts';
import { NOTHING_LEFT, runDriver } from './run-driver.ts';

const DRIVERS = [
  ['disk', diskDriver],
  ['mailbox', mailboxDriver],
  ['partial', partialDriver],
  ['zero', zeroDriver],
  ['per-file', perFileDriver],
] as const;

const data = Uint8Array.of(3, 11, 12, 13, 14);

function played(driver: DriverModule, mode: BufferingMode, ...calls: Call[]) {
  const run = runDriver(driver, mode, [open(), ...calls]);
  expect(run.bugCheck).toBeNull();
  expect(run.violations).toEqual([]);
  expect(run.balance).toEqual(NOTHING_LEFT);
  return run;
}

/** A driver whose `failing`-th allocation fails, counted from DriverEntry on. */
function exhausted(driver: DriverModule, failing: number): DriverModule {
  return {
    driverEntry: (ddi, object, mode) => {
      let count = 0;
      const ExAllocatePool2: Ddi['ExAllocatePool2'] = (...parameters) => {
        count += 1;
        return count === failing ? NULL_VA : ddi.ExAllocatePool2(...parameters);
      };
      return driver.driverEntry({ ...ddi, ExAllocatePool2 }, object, mode);
    },
  };
}

describe.each(BUFFERING_MODES)('%s', (mode) => {
  it('disk keeps what is written where, appends at -1 and moves the position', () => {
    const { last, observations } = played(
      diskDriver,
      mode,
      write({ data, offset: 10n }),
      write({ data, offset: -1n }),
      read({ offset: 14n, length: 3, buffer: { ...PLAIN_BUFFER, pageOffset: 4094 } }),
      read({ offset: null, length: 1 }),
    );
    expect(observations.map(({ position }) => position)).toEqual([0n, 15n, 20n, 17n, 18n]);
    expect([...(observations[3]?.buffer ?? [])]).toEqual([14, 3, 11]);
    expect([...(last?.buffer ?? [])]).toEqual([12]);
  });

  it('disk ends at 8 KiB', () => {
    const { observations } = played(
      diskDriver,
      mode,
      write({ data, offset: 8190n }),
      write({ data, offset: -1n }),
      read({ offset: 8192n }),
      read({ offset: 8192n, length: 0 }),
      write({ offset: -3n }),
    );
    expect(observations.slice(1).map(({ status }) => status)).toEqual([
      STATUS_SUCCESS,
      STATUS_DISK_FULL,
      STATUS_END_OF_FILE,
      STATUS_SUCCESS,
      STATUS_INVALID_PARAMETER,
    ]);
    expect(observations[1]?.information).toBe(2);
  });

  it('mailbox gives messages back in their order', () => {
    const second = Uint8Array.of(1, 21, 99);
    const { observations } = played(
      mailboxDriver,
      mode,
      write({ data }),
      write({ data: second }),
      write({ data: second, length: 1 }),
      read({ length: 2 }),
      read({ length: 9 }),
      read(),
    );
    expect(observations.slice(1).map(({ status }) => status)).toEqual([
      STATUS_SUCCESS,
      STATUS_SUCCESS,
      STATUS_INVALID_PARAMETER,
      STATUS_BUFFER_OVERFLOW,
      STATUS_SUCCESS,
      STATUS_PIPE_EMPTY,
    ]);
    expect([...(observations[4]?.buffer ?? [])]).toEqual([11, 12]);
    expect([...(observations[5]?.buffer ?? [])].slice(0, 1)).toEqual([21]);
  });

  it('mailbox keeps 4 messages, loses them to a flush and frees them at unload', () => {
    const posts = Array.from({ length: 5 }, () => write({ data }));
    const { observations, last } = played(mailboxDriver, mode, ...posts);
    expect(last?.status).toBe(STATUS_QUOTA_EXCEEDED);
    expect(observations.at(-2)?.status).toBe(STATUS_SUCCESS);
    const flushed = played(mailboxDriver, mode, write({ data }), on('NtFlushBuffersFile'), read());
    expect(flushed.observations.slice(-2).map(({ status }) => status)).toEqual([
      STATUS_SUCCESS,
      STATUS_PIPE_EMPTY,
    ]);
  });

  it('partial moves data over pages', () => {
    const { last, observations } = played(
      partialDriver,
      mode,
      write({ length: 5000, buffer: { ...PLAIN_BUFFER, pageOffset: 4000 } }),
      read({ length: 5000, buffer: { ...PLAIN_BUFFER, pageOffset: 17 }, offset: 1n }),
      write({ offset: 1n }),
    );
    expect(observations[2]).toMatchObject({ status: STATUS_SUCCESS, information: 4095 });
    expect([...(observations[2]?.buffer ?? [])].slice(0, 3)).toEqual([2, 3, 4]);
    expect(last?.status).toBe(STATUS_END_OF_FILE);
  });

  it('zero gives zeros for all of a read', () => {
    const { last } = played(
      zeroDriver,
      mode,
      write({ length: 9000 }),
      read({ length: 9000, buffer: { ...PLAIN_BUFFER, pageOffset: 1 } }),
    );
    expect(last).toMatchObject({ status: STATUS_SUCCESS, information: 9000 });
    expect(last?.buffer?.every((byte) => byte === 0)).toBe(true);
  });

  it('per-file keeps the bytes of each open apart', () => {
    const { observations } = played(
      perFileDriver,
      mode,
      open(),
      write({ data, handle: 0, offset: 61n }),
      read({ handle: 1, offset: 61n }),
      read({ handle: 0, offset: 61n }),
      read({ handle: 0, offset: 65n }),
      on('NtClose', 0),
    );
    expect(observations.slice(2, 5).map(({ information }) => information)).toEqual([3, 3, 3]);
    expect([...(observations[3]?.buffer ?? [])].slice(0, 3)).toEqual([0, 0, 0]);
    expect([...(observations[4]?.buffer ?? [])].slice(0, 3)).toEqual([3, 11, 12]);
    expect(observations[5]?.status).toBe(STATUS_INVALID_PARAMETER);
  });

  it.each(DRIVERS)('%s answers what strikes it, and leaves nothing behind', (_name, driver) => {
    const faults = [failing('system-mapping'), failing('pool-allocation')];
    const struck = faults.flatMap((during) => [write({ data, during }), read({ during })]);
    const unusual = [
      write({ buffer: { ...PLAIN_BUFFER, memory: 'no-access' } }),
      write({ length: 5000, buffer: { ...PLAIN_BUFFER, memory: 'last-page-no-access' } }),
    ];
    played(driver, mode, write({ data }), ...struck, ...unusual);
  });

  it.each(DRIVERS)('%s does not load without memory, and leaves nothing behind', (_name, driver) => {
    let failing = 1;
    for (; ; failing += 1) {
      const run = runDriver(exhausted(driver, failing), mode, []);
      expect(run.balance).toEqual(NOTHING_LEFT);
      if (run.status === STATUS_SUCCESS) break;
      expect(run.status).toBe(STATUS_INSUFFICIENT_RESOURCES);
    }
    expect(failing).toBeGreaterThan(3);
  });
});

it.each(DRIVERS)('%s, neither: what can’t be read is the caller’s error', (_name, driver) => {
  const length = driver === mailboxDriver ? 4000 : 5000;
  const calls = [
    write({ length, buffer: { ...PLAIN_BUFFER, pageOffset: 2000, memory: 'last-page-no-access' } }),
  ];
  expect(played(driver, 'neither', ...calls).last?.status).toBe(STATUS_ACCESS_VIOLATION);
});

it('per-file refuses an open it has no memory for', () => {
  // DriverEntry makes three allocations.
  const run = runDriver(exhausted(perFileDriver, 4), 'buffered', [open(), open()]);
  expect(run.observations.map(({ status }) => status)).toEqual([
    STATUS_INSUFFICIENT_RESOURCES,
    STATUS_SUCCESS,
  ]);
  expect(run.balance).toEqual(NOTHING_LEFT);
});
