import { describe, expect, it } from 'vitest';
import { articleDriver } from '../../src/drivers/article.ts';
import { recordDriver } from '../../src/drivers/record.ts';
import { verbatimFramework } from '../../src/drivers/verbatim/framework.ts';
import {
  MULTIPLE_IRP_COMPLETE_REQUESTS,
  PAGE_FAULT_IN_NONPAGED_AREA,
  SYSTEM_SERVICE_EXCEPTION,
} from '../../src/nt/bug-check.ts';
import { STATUS_END_OF_FILE, STATUS_INVALID_USER_BUFFER, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { failing } from '../../src/trace/during.ts';
import { PLAIN_BUFFER } from '../../src/trace/ops/fields/buffer.ts';
import { on, open, read, write } from '../model/calls.ts';
import { NOTHING_LEFT, runDriver } from './run-driver.ts';

const article = articleDriver(verbatimFramework);
const record = recordDriver(verbatimFramework);
const data = Uint8Array.of(1, 2, 3, 4, 5, 6);

describe('the framework as published works where its defects don’t show', () => {
  it.each(['buffered', 'direct'] as const)('%s', (mode) => {
    const run = runDriver(article, mode, [open(), write({ data }), read({ length: 6 }), on('NtClose')]);
    expect(run.observations.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
    expect(run.observations[2]).toMatchObject({ information: 6, buffer: data });
    expect(run.balance).toEqual(NOTHING_LEFT);
  });

  it('buffered at an offset', () => {
    const run = runDriver(article, 'buffered', [open(), write({ data }), read({ offset: 4n })]);
    expect(run.last?.information).toBe(2);
    const beyond = runDriver(article, 'buffered', [open(), write({ offset: 1n })]);
    expect(beyond.last?.status).toBe(STATUS_END_OF_FILE);
    expect(beyond.requests.at(1)).toMatchObject({ completions: 1, returned: STATUS_END_OF_FILE });
  });
});

describe('defect 1: in direct mode the offset is the buffer’s in its page', () => {
  it('refuses an unaligned write', () => {
    const run = runDriver(article, 'direct', [
      open(),
      write({ data, buffer: { ...PLAIN_BUFFER, pageOffset: 1 } }),
    ]);
    expect(run.last?.status).toBe(STATUS_END_OF_FILE);
  });

  it('reads at 0 whatever the offset', () => {
    const run = runDriver(article, 'direct', [open(), write({ data }), read({ offset: 5n, length: 6 })]);
    expect(run.last).toMatchObject({ information: 6, buffer: data });
  });
});

describe('defect 2: without buffer and MDL the offset is 0', () => {
  it.each(['buffered', 'direct', 'neither'] as const)('%s: an empty write at 5 wipes the data', (mode) => {
    const run = runDriver(article, mode, [open(), write({ data }), write({ offset: 5n, length: 0 }), read()]);
    expect(run.observations[2]?.status).toBe(STATUS_SUCCESS);
    expect(run.last?.information).toBe(0);
  });
});

it('defect 3: a NULL mapping is a slice at NULL', () => {
  const run = runDriver(article, 'direct', [open(), write({ data, during: failing('system-mapping') })]);
  expect(run.bugCheck).toMatchObject({ code: SYSTEM_SERVICE_EXCEPTION });
  expect(run.bugCheck?.reason).toContain('STATUS_ACCESS_VIOLATION');
});

it('defect 4: a major function without a handler is completed twice', () => {
  const run = runDriver(article, 'buffered', [open(), on('NtFlushBuffersFile')]);
  expect(run.bugCheck?.code).toBe(MULTIPLE_IRP_COMPLETE_REQUESTS);
  expect(run.requests.at(-1)?.completions).toBe(2);
});

describe('defect 6: size² bytes move', () => {
  it('a T of one byte is as it should be', () => {
    const run = runDriver(record, 'buffered', [open(), write({ data, key: 1 }), read({ length: 1, key: 1 })]);
    expect(run.last).toMatchObject({ information: 1, buffer: Uint8Array.of(1) });
    expect(run.userPtrs.map(({ movedBytes }) => movedBytes)).toEqual([1, 1]);
    expect(run.violations).toEqual([]);
  });

  it('read<T> overruns T', () => {
    const run = runDriver(record, 'direct', [open(), write({ data, key: 6 })]);
    expect(run.userPtrs[0]).toMatchObject({
      method: 'read',
      sizeBytes: 6,
      status: STATUS_SUCCESS,
      movedBytes: 36,
    });
    expect(run.violations.map(({ kind }) => kind)).toContain('pool-overrun');
  });

  it('write<T> overruns the SystemBuffer', () => {
    const run = runDriver(record, 'buffered', [open(), read({ length: 6, key: 6 })]);
    expect(run.userPtrs[0]).toMatchObject({ method: 'write', sizeBytes: 6, movedBytes: 36 });
    expect(run.violations.map(({ kind }) => kind)).toContain('pool-overrun');
  });

  it('write<T> overruns the caller’s buffer in direct mode', () => {
    const run = runDriver(record, 'direct', [open(), read({ length: 6, key: 6 })]);
    expect(run.last?.surroundingsChanged).toBe(30);
  });

  it('a large T runs into a page that is not there', () => {
    const run = runDriver(record, 'direct', [open(), read({ length: 4096, key: 4096 })]);
    expect(run.bugCheck?.code).toBe(PAGE_FAULT_IN_NONPAGED_AREA);
  });

  it('a T that is too large is refused', () => {
    const run = runDriver(record, 'buffered', [open(), read({ length: 6, key: 7 }), write({ data, key: 7 })]);
    expect(run.observations.slice(1).map(({ status }) => status)).toEqual([
      STATUS_INVALID_USER_BUFFER,
      STATUS_INVALID_USER_BUFFER,
    ]);
    expect(run.userPtrs.map(({ movedBytes }) => movedBytes)).toEqual([0, 0]);
  });

  it('a T for which there is no memory is an error', () => {
    const run = runDriver(
      {
        driverEntry: (ddi, object, mode) =>
          record.driverEntry({ ...ddi, ExAllocatePoolWithTag: () => 0 as typeof object }, object, mode),
      },
      'buffered',
      [open(), read({ length: 6, key: 6 }), write({ data, key: 6 })],
    );
    expect(run.observations.filter(({ status }) => status < 0)).toHaveLength(2);
  });
});
