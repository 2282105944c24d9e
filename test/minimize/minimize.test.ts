import { describe, expect, it } from 'vitest';
import { minimize, NotFailingError } from '../../src/minimize/minimize.ts';
import { failing, failsAt, nthOf } from '../../src/trace/during.ts';
import { canonicalOp } from '../../src/trace/ops/index.ts';
import { settingOf } from '../../src/trace/setting.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { open, read, write } from './known-minima.ts';
import { minimizeLawfully, traceOf } from './laws.ts';

describe('minimization', () => {
  it('keeps what it cannot do without of the setting', () => {
    const start: Trace = {
      ...traceOf(open(), canonicalOp('flush'), write(), read(), read({ key: 9 })),
      setting: settingOf('neither', {
        machine: { fragmentation: 'scattered', frameSeed: 123_456 },
        dialect: { systemBuffer: 'zeroed', strictOffsets: false },
        stack: ['copy'],
        conditions: { poison: 'other', refetched: 'ones' },
        load: failing('system-mapping', 'pool-allocation'),
        unload: [{ at: { point: 'pool-allocation', nth: 40 }, do: 'fail' }, ...failing('irp-allocation')],
      }),
    };
    const { trace } = minimizeLawfully(start, ({ setting }) => {
      const { machine, dialect, stack, conditions, load, unload } = setting;
      return (
        machine.fragmentation !== 'contiguous' &&
        machine.frameSeed >= 50 &&
        !dialect.strictOffsets &&
        stack.length > 0 &&
        conditions.refetched !== 'unchanged' &&
        failsAt(load, 'pool-allocation') === 'always' &&
        unload.some((entry) => (nthOf(entry) ?? 0) >= 6)
      );
    });
    expect(trace).toEqual({
      ...traceOf(),
      setting: settingOf('neither', {
        machine: { fragmentation: 'reversed', frameSeed: 50 },
        dialect: { systemBuffer: 'stale', strictOffsets: false },
        stack: ['skip'],
        conditions: { poison: 'usual', refetched: 'zeros' },
        load: failing('pool-allocation'),
        unload: [{ at: { point: 'irp-allocation', nth: 6 }, do: 'fail' }],
      }),
    });
  });

  it('renumbers handles when one before them goes', () => {
    const start = traceOf(open(), open({ access: 'read' }), open(), read({ handle: 1 }));
    const { trace } = minimizeLawfully(start, ({ ops }) => {
      const opens = ops.filter((op) => op.op === 'open');
      return ops.some((op) => op.op === 'read' && opens[Number(op.handle)]?.access === 'read');
    });
    expect(trace).toEqual(traceOf(open({ access: 'read' }), read()));
  });

  it('exchanges handles together with what opened them', () => {
    const start = traceOf(open(), open({ access: 'read' }), read({ handle: 1 }), write({ handle: 0 }));
    const { trace } = minimizeLawfully(start, ({ ops }) => {
      const opens = ops.filter((op) => op.op === 'open');
      const at = (op: Trace['ops'][number]): string | undefined =>
        'handle' in op ? opens[Number(op.handle)]?.access : undefined;
      return (
        ops.some((op) => op.op === 'read' && at(op) === 'read') &&
        ops.some((op) => op.op === 'write' && at(op) === 'read-write')
      );
    });
    expect(trace).toEqual(traceOf(open(), open({ access: 'read' }), write(), read({ handle: 1 })));
  });

  it('says when the budget ended, with the best so far', () => {
    const start = traceOf(open(), write({ key: 1000 }), read());
    let executions = 0;
    const result = minimize(
      start,
      ({ ops }) => {
        executions += 1;
        return ops.some((op) => op.op === 'write' && op.key >= 900);
      },
      { budget: 7 },
    );
    expect(result).toMatchObject({ executions: 7, complete: false });
    expect(executions).toBe(7);
    expect(result.trace.ops).toHaveLength(1);
  });

  it('refuses a trace that does not fail', () => {
    expect(() => minimize(traceOf(open()), () => false)).toThrow(NotFailingError);
  });

  it('passes on what the predicate throws', () => {
    let first = true;
    const fails = (): boolean => {
      if (!first) throw new RangeError('broken');
      first = false;
      return true;
    };
    expect(() => minimize(traceOf(open()), fails)).toThrow('broken');
  });
});
