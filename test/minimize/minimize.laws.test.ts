import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settingOf } from '../../src/trace/setting.ts';
import { arbitraryControlTrace, arbitraryWin32Trace } from '../trace/arbitrary-trace.ts';
import { read, write } from './known-minima.ts';
import { minimizeLawfully, traceOf } from './laws.ts';

describe('minimization', () => {
  it('of a trace that fails whatever it holds ends with nothing but subject, mode, view and seed', () => {
    fc.assert(
      fc.property(fc.oneof(arbitraryControlTrace(20), arbitraryWin32Trace(20)), (start) => {
        const { trace } = minimizeLawfully(start, () => true);
        expect(trace.ops.length).toBeLessThanOrEqual(0);
        const { subject, seed } = start;
        const { mode, view } = start.setting;
        const setting = settingOf(mode, { view });
        expect(trace).toEqual({ ...traceOf(), subject, seed, setting });
      }),
      { numRuns: 100, seed: 8 },
    );
  });

  it('finds two operations among a thousand', () => {
    const ops = Array.from({ length: 1000 }, (_, index) =>
      index % 2 === 0 ? read() : write({ length: index }),
    );
    const start = traceOf(...ops.with(300, read({ key: 77 })).with(641, write({ event: true })));
    const { trace, executions } = minimizeLawfully(start, ({ ops: left }) => {
      const from = left.findIndex((op) => op.op === 'read' && op.key >= 70);
      return from >= 0 && left.slice(from).some((op) => op.op === 'write' && op.event);
    });
    expect(trace).toEqual(traceOf(read({ key: 70 }), write({ event: true })));
    expect(executions).toBeLessThan(500);
  });
});
