import { describe, expect, it } from 'vitest';
import { Executor } from '../../src/execution/execute.ts';
import { replay } from '../../src/explanation/replay.ts';
import { STATUS_INSUFFICIENT_RESOURCES, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { type During, failing, MAX_NTH } from '../../src/trace/during.ts';
import { open, read, traceOf, write } from '../campaign/subjects.ts';
import { strikesIn } from './strikes.ts';

const nth = (index: number): During => [{ at: { point: 'pool-allocation', nth: index }, do: 'fail' }];

describe('while a request is served', () => {
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

  const partial = findSubject('partial');
  const outcome = (during: During) => {
    const trace = traceOf('direct', [open(), write({ length: 8 }), read({ length: 8, during })]);
    const run = new Executor(partial).execute(trace);
    return {
      status: run.observations[2]?.status,
      during: strikesIn(run.during),
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
