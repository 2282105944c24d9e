import { describe, expect, it } from 'vitest';
import { articleDriver, clampOffset } from '../../src/drivers/article.ts';
import { wdmArticleDriver } from '../../src/drivers/wdm-article.ts';
import { framework, SymbolicLink } from '../../src/impl/framework/index.ts';
import {
  STATUS_END_OF_FILE,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_OBJECT_NAME_COLLISION,
  STATUS_OBJECT_NAME_NOT_FOUND,
  STATUS_SUCCESS,
} from '../../src/nt/ntstatus.ts';
import { failing } from '../../src/trace/during.ts';
import { PLAIN_BUFFER } from '../../src/trace/ops/fields/buffer.ts';
import type { Call } from '../../src/trace/ops/index.ts';
import { USER_FILL } from '../../src/trace/run/observation.ts';
import { on, open, read, write } from '../model/calls.ts';
import { NOTHING_LEFT, runDriver } from './run-driver.ts';

const DRIVERS = [
  ['framework', articleDriver(framework)],
  ['WDM', wdmArticleDriver],
] as const;

const hello = (): Uint8Array => new TextEncoder().encode('Hello, world!');
const filled = (stored: Uint8Array, length: number): number[] => [
  ...stored,
  ...Array<number>(length - stored.length).fill(USER_FILL),
];

describe.each(DRIVERS)('the article’s device (%s)', (_kind, driver) => {
  describe.each(['buffered', 'direct'] as const)('%s', (mode) => {
    const runs = (...calls: Call[]) => {
      const run = runDriver(driver, mode, [open(), ...calls]);
      expect(run.bugCheck).toBeNull();
      expect(run.balance).toEqual(NOTHING_LEFT);
      return run;
    };

    it('prints “read 13 bytes” for the article’s example (M7)', () => {
      const { last } = runs(write({ data: hello(), offset: null }), read({ length: 4096, offset: null }));
      expect(last).toMatchObject({ status: STATUS_SUCCESS, information: 13, position: 0n });
      expect([...(last?.buffer ?? [])]).toEqual(filled(hello(), 4096));
    });

    it.each([
      [0n, 5, 'Hello'],
      [7n, 100, 'world!'],
      [12n, 1, '!'],
      [13n, 4, ''],
      [2n ** 63n - 1n, 4, ''],
    ])('reads at %d, %d bytes: “%s” (M2)', (offset, length, text) => {
      const { last } = runs(write({ data: hello() }), read({ offset, length }));
      expect(last).toMatchObject({ status: STATUS_SUCCESS, information: text.length });
      expect([...(last?.buffer ?? [])]).toEqual(filled(new TextEncoder().encode(text), length));
    });

    it('takes the offset from the request, not from the buffer’s page (M1)', () => {
      const calls = [
        write({ data: hello(), buffer: { ...PLAIN_BUFFER, pageOffset: 1 } }),
        read({ offset: 7n, length: 6, buffer: { ...PLAIN_BUFFER, pageOffset: 4090 } }),
      ];
      expect(new TextDecoder().decode(runs(...calls).last?.buffer ?? undefined)).toBe('world!');
    });

    it.each([0, 4])('refuses a write of %d bytes beyond offset 0 and keeps what is stored (M3)', (length) => {
      const run = runs(write({ data: hello() }), write({ offset: 1n, length }), read({ length: 13 }));
      expect(run.observations[2]).toMatchObject({ status: STATUS_END_OF_FILE, iosbWritten: false });
      expect(run.last).toMatchObject({ information: 13, buffer: hello() });
    });

    it.each([
      [4096, 4096],
      [4097, 4096],
      [9000, 4096],
      [0, 0],
    ])('of a write of %d bytes stores %d (M3, M4)', (length, stored) => {
      const run = runs(write({ data: hello() }), write({ length }), read({ length: 9000 }));
      expect(run.observations[2]).toMatchObject({ status: STATUS_SUCCESS, information: stored });
      expect(run.last?.information).toBe(stored);
    });

    it('stores a write at -1 (M8)', () => {
      expect(runs(write({ data: hello(), offset: -1n })).last).toMatchObject({ status: 0, information: 13 });
    });

    it('completes a flush once (M9)', () => {
      expect(runs(on('NtFlushBuffersFile')).last?.status).toBe(STATUS_INVALID_DEVICE_REQUEST);
    });
  });

  it('fails what can’t be mapped, whatever its offset, and keeps what is stored (M10)', () => {
    const during = failing('system-mapping');
    const calls = [
      open(),
      write({ data: hello() }),
      write({ during }),
      write({ during, offset: 5n }),
      read({ during }),
    ];
    const run = runDriver(driver, 'direct', [...calls, read({ length: 13 })]);
    expect(run.observations.slice(2, 5).map(({ status }) => status)).toEqual(
      Array(3).fill(STATUS_INSUFFICIENT_RESOURCES),
    );
    expect(run.last?.buffer).toEqual(hello());
    expect(run.balance).toEqual(NOTHING_LEFT);
  });

  it('transfers nothing in neither mode (M5)', () => {
    const calls = [open(), write({ data: hello() }), write({ offset: 1n }), read({ length: 13 })];
    const run = runDriver(driver, 'neither', calls);
    expect(run.observations.map(({ status }) => status)).toEqual([0, 0, STATUS_END_OF_FILE, 0]);
    expect(run.last).toMatchObject({
      information: 0,
      buffer: Uint8Array.from(filled(new Uint8Array(0), 13)),
    });
  });
});

describe('the offset of a read', () => {
  it.each([
    [0n, 0],
    [12n, 12],
    [13n, 13],
    [14n, 13],
    [-1n, 13],
    [2n ** 63n - 1n, 13],
    [-(2n ** 63n), 13],
  ])('%d is clamped to %d', (offset, clamped) => {
    expect(clampOffset(offset, 13)).toBe(clamped);
  });
});

it('the plain WDM driver deletes its device when its link’s name is taken', () => {
  const run = runDriver(
    {
      driverEntry: (ddi, object, mode) => {
        SymbolicLink.create(ddi, '\\??\\Example', '\\Device\\Other');
        return wdmArticleDriver.driverEntry(ddi, object, mode);
      },
    },
    'buffered',
    [open({ name: '\\Device\\Example' })],
  );
  expect(run.status).toBe(STATUS_OBJECT_NAME_COLLISION);
  expect(run.last?.status).toBe(STATUS_OBJECT_NAME_NOT_FOUND);
  expect(run.balance).toEqual(NOTHING_LEFT);
});
