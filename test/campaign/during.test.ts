import { describe, expect, it } from 'vitest';
import { DriverEntryError, Executor } from '../../src/campaign/execute.ts';
import { replay } from '../../src/campaign/replay.ts';
import type { Ddi, DriverModule } from '../../src/impl/ddi/index.ts';
import { STATUS_INSUFFICIENT_RESOURCES, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../../src/nt/pool.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { type During, failing, MAX_NTH } from '../../src/trace/during.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { open, read, subjectOf, traceOf, write } from './subjects.ts';

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

  it('the model allows what a device makes of one failure among several', () => {
    for (const name of ['article', 'record', 'disk', 'mailbox', 'partial', 'zero', 'per-file'])
      for (const mode of findSubject(name).modes)
        for (const point of [
          'system-mapping',
          'pool-allocation',
          'irp-allocation',
          'buffer-allocation',
        ] as const)
          for (const index of [0, 1, 2]) {
            const during: During = [{ at: { point, nth: index }, do: 'fail' }];
            const ops = [
              open(),
              write({ length: 9, during }),
              read({ length: 9, during }),
              read({ length: 3 }),
            ];
            const { breaches } = replay(traceOf(mode, ops, { subject: name }), findSubject(name));
            expect(breaches, `${name} ${mode} ${point} ${index}`).toEqual([]);
          }
  });
});
