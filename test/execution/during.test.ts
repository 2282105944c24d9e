import { describe, expect, it } from 'vitest';
import { DriverEntryError, Executor } from '../../src/execution/execute.ts';
import { type Ddi, type DriverModule, DriverObject } from '../../src/impl/ddi/index.ts';
import { STATUS_INSUFFICIENT_RESOURCES, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../../src/nt/pool.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { type During, failing, failingAt } from '../../src/trace/during.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { open, read, subjectOf, traceOf } from '../campaign/subjects.ts';
import { strikesIn } from './strikes.ts';

const TAG = poolTag('Test');
const nth = (index: number): During => [{ at: { point: 'pool-allocation', nth: index }, do: 'fail' }];

/** Allocates twice while it is loaded, and notes what it got. */
function allocating(got: boolean[]): DriverModule {
  const { driver } = findSubject('article');
  const allocate = (ddi: Ddi): boolean => {
    const block = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 16, TAG);
    got.push(block !== 0);
    if (block !== 0) ddi.ExFreePoolWithTag(block, TAG);
    return block !== 0;
  };
  return {
    driverEntry(ddi, va, mode) {
      if (!allocate(ddi) || !allocate(ddi)) return STATUS_INSUFFICIENT_RESOURCES;
      return driver.driverEntry(ddi, va, mode);
    },
  };
}

describe('while the driver is loaded', () => {
  const got: boolean[] = [];
  const executor = new Executor(subjectOf(allocating(got)));
  const run = (load: During) => {
    got.length = 0;
    const trace = traceOf('direct', [open(), read()], { setting: settingOf('direct', { load }) });
    const { calls, during } = executor.execute(trace);
    return { got, calls: calls.length, during: strikesIn(during) };
  };

  it('a fault may have it fail: then nothing is called', () =>
    expect(run(failing('pool-allocation'))).toEqual({
      got: [false],
      calls: 0,
      during: { entries: 1, struck: 1 },
    }));

  it('one passing alone is counted from its beginning', () =>
    expect(run(nth(1))).toEqual({ got: [true, false], calls: 0, during: { entries: 1, struck: 1 } }));

  it('an entry that never strikes is counted', () =>
    expect(run([...nth(9), ...failing('irp-allocation')])).toEqual({
      got: [true, true],
      calls: 2,
      during: { entries: 2, struck: 0 },
    }));

  it('a driver that refuses without one does not load', () => {
    const refusing: DriverModule = { driverEntry: () => STATUS_INSUFFICIENT_RESOURCES };
    const trace = traceOf('direct', [open()], {
      setting: settingOf('direct', { load: failing('irp-allocation') }),
    });
    expect(() => new Executor(subjectOf(refusing)).execute(trace)).toThrow(DriverEntryError);
  });
});

describe('a driver that does not look, while it is loaded', () => {
  const { driver } = findSubject('defects/device-unchecked');
  const load = failing('device-creation');
  const run = (during: During) =>
    new Executor(subjectOf(driver)).execute(
      traceOf('direct', [open()], { setting: settingOf('direct', { load: during }) }),
    );

  it('stops the machine, and it is told that a fault had struck it', () => {
    const { bugCheck, loaded, faulted, calls, driverBlocks } = run(load);
    expect(bugCheck?.reason).toBe('unhandled exception: STATUS_ACCESS_VIOLATION');
    expect([loaded, faulted, calls, driverBlocks]).toEqual([false, { load: true, unload: false }, [], null]);
  });

  it('is as any other otherwise', () => {
    const { bugCheck, loaded, faulted } = run(failingAt('device-creation', 1));
    expect([bugCheck, loaded, faulted]).toEqual([null, true, { load: false, unload: false }]);
  });
});

it('what a DriverEntry leaves that failed is counted', () => {
  const { driver } = findSubject('defects/entry-leaks-block');
  const run = (index: number) => {
    const setting = settingOf('direct', { load: failingAt('pool-allocation', index) });
    return new Executor(subjectOf(driver)).execute(traceOf('direct', [open()], { setting })).driverBlocks;
  };
  expect([0, 1, 2].map(run)).toEqual([0, 1, 0]);
});

describe('while the driver is unloaded', () => {
  const got: boolean[] = [];
  /** Allocates twice while it is unloaded, and notes what it got. It makes no device. */
  const driver: DriverModule = {
    driverEntry(ddi, va) {
      new DriverObject(ddi.memory, va).driverUnload = ddi.routine((): void => {
        for (let count = 0; count < 2; count += 1) {
          const block = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 16, TAG);
          got.push(block !== 0);
          if (block !== 0) ddi.ExFreePoolWithTag(block, TAG);
        }
      }, 'unload');
      return STATUS_SUCCESS;
    },
  };
  const executor = new Executor(subjectOf(driver));
  const run = (unload: During) => {
    got.length = 0;
    const trace = traceOf('direct', [open()], { setting: settingOf('direct', { unload }) });
    const { during } = executor.execute(trace);
    return { got, during: strikesIn(during) };
  };

  it.each<[string, During, boolean[], number]>([
    ['nothing', [], [true, true], 0],
    ['each allocation', failing('pool-allocation'), [false, false], 1],
    ['the second alone', nth(1), [true, false], 1],
    ['one that does not come', nth(2), [true, true], 0],
  ])('%s fails', (_, unload, expected, struck) => {
    expect(run(unload)).toEqual({ got: expected, during: { entries: unload.length, struck } });
  });
});
