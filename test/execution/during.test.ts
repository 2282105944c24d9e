import { describe, expect, it } from 'vitest';
import { DriverEntryError, Executor } from '../../src/execution/execute.ts';
import { replay } from '../../src/explanation/replay.ts';
import { type Ddi, type DriverModule, DriverObject } from '../../src/impl/ddi/index.ts';
import { STATUS_INSUFFICIENT_RESOURCES, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../../src/nt/pool.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { type During, failing, MAX_NTH } from '../../src/trace/during.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { open, read, subjectOf, traceOf, write } from '../campaign/subjects.ts';

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
  const run = (load: During) => {
    const got: boolean[] = [];
    const trace = traceOf('direct', [open(), read()], { setting: settingOf('direct', { load }) });
    const { calls, during } = new Executor(subjectOf(allocating(got))).execute(trace);
    return { got, calls: calls.length, during };
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

describe('while the driver is unloaded', () => {
  /** Allocates twice while it is unloaded, and notes what it got. It makes no device. */
  const run = (unload: During) => {
    const got: boolean[] = [];
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
    const trace = traceOf('direct', [open()], { setting: settingOf('direct', { unload }) });
    const { during } = new Executor(subjectOf(driver)).execute(trace);
    return { got, during };
  };

  it.each<[string, During, boolean[], number]>([
    ['nothing', [], [true, true], 0],
    ['each allocation', failing('pool-allocation'), [false, false], 1],
    ['the second alone', nth(1), [true, false], 1],
    ['one that does not come', nth(2), [true, true], 0],
  ])('%s fails', (_, unload, got, struck) => {
    expect(run(unload)).toEqual({ got, during: { entries: unload.length, struck } });
  });
});

describe('while a request is served', () => {
  const partial = findSubject('partial');
  const outcome = (during: During) => {
    const trace = traceOf('direct', [open(), write({ length: 8 }), read({ length: 8, during })]);
    const run = new Executor(partial).execute(trace);
    return {
      status: run.observations[2]?.status,
      during: run.during,
      breaches: replay(trace, partial).breaches,
    };
  };

  it('the first allocation alone, and each, come to the same where there is one', () => {
    const failed = { status: STATUS_INSUFFICIENT_RESOURCES, during: { entries: 1, struck: 1 }, breaches: [] };
    expect(outcome(nth(0))).toEqual(failed);
    expect(outcome(failing('pool-allocation'))).toEqual(failed);
  });

  it('what never strikes changes nothing, and accuses nobody', () => {
    for (const during of [nth(1), nth(MAX_NTH), [...nth(3), ...failing('buffer-allocation').slice(1)]]) {
      const { entries } = outcome(during).during;
      expect(outcome(during)).toEqual({
        status: STATUS_SUCCESS,
        during: { entries, struck: 0 },
        breaches: [],
      });
    }
  });
});
