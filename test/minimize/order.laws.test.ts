import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTraces } from '../../src/minimize/order.ts';
import { failing } from '../../src/trace/during.ts';
import { canonicalOp } from '../../src/trace/ops/index.ts';
import type { Setting } from '../../src/trace/setting.ts';
import { settingOf } from '../../src/trace/setting.ts';
import { arbitraryControlTrace, arbitraryWin32Trace } from '../trace/arbitrary-trace.ts';
import { open, read, write } from './known-minima.ts';
import { traceOf } from './laws.ts';

const trace = fc.oneof(arbitraryControlTrace(3), arbitraryWin32Trace(3));
const sign = (number: number): number => Math.sign(number) + 0;

describe('the order of traces', () => {
  it('is total', () => {
    fc.assert(
      fc.property(trace, trace, trace, (one, two, three) => {
        expect(compareTraces(one, one)).toBe(0);
        expect(sign(compareTraces(one, two))).toBe(-sign(compareTraces(two, one)) + 0);
        const [first, second, third] = [one, two, three].sort(compareTraces);
        if (first !== undefined && second !== undefined && third !== undefined) {
          expect(compareTraces(first, third)).toBeLessThanOrEqual(0);
          expect(compareTraces(first, second)).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 1000, seed: 12 },
    );
  });

  it('tells apart any two that differ in the setting, but for the mode, or operations', () => {
    fc.assert(
      fc.property(trace, trace, (one, two) => {
        const other = { ...two, setting: { ...two.setting, mode: one.setting.mode } };
        const same = JSON.stringify([one.setting, one.ops]) === JSON.stringify([other.setting, other.ops]);
        expect(compareTraces(one, other) === 0).toBe(same);
      }),
      { numRuns: 1000, seed: 13 },
    );
  });

  it('has the simpler one first', () => {
    const withSetting = (others: Partial<Setting>) => ({
      ...traceOf(open()),
      setting: settingOf('direct', others),
    });
    const ascending = [
      traceOf(),
      traceOf(open()),
      traceOf(open({ overlapped: true })),
      traceOf(open({ access: 'read' })),
      traceOf(open({ name: 'b' })),
      traceOf(open({ name: 'aa' })),
      traceOf(write()),
      traceOf(write({ data: { pattern: 'counter', seed: 1 } })),
      traceOf(write({ data: { pattern: 'zero' } })),
      traceOf(write({ data: { hex: '' } })),
      traceOf(write({ offset: '1' })),
      traceOf(write({ offset: '10' })),
      traceOf(write({ buffer: { memory: 'read-write', shared: false, pageOffset: 1 } })),
      traceOf(write({ length: 1 })),
      traceOf(write({ offset: '-1' })),
      traceOf(write({ offset: '-2' })),
      traceOf(write({ offset: null })),
      traceOf(write({ offset: { last: 1 } })),
      traceOf(write({ offset: { last: -1 } })),
      traceOf(write({ length: { last: 0 } })),
      traceOf(write({ handle: 1 })),
      traceOf(write({ handle: 'none' })),
      traceOf(write({ handle: 'event' })),
      traceOf(read()),
      traceOf(canonicalOp('flush')),
      traceOf(canonicalOp('close')),
      withSetting({ machine: { fragmentation: 'contiguous', frameSeed: 1 } }),
      withSetting({ unload: failing('irp-allocation') }),
      withSetting({ load: failing('irp-allocation') }),
      withSetting({ conditions: { poison: 'usual', refetched: 'zeros' } }),
      withSetting({ conditions: { poison: 'other', refetched: 'unchanged' } }),
      withSetting({ stack: ['skip'] }),
      withSetting({ stack: ['copy'] }),
      traceOf(open(), open()),
      traceOf(write({ length: 2 }), write({ length: 1, offset: '9' })),
      traceOf(write({ length: 3 }), write({ offset: '9' })),
      traceOf(write({ length: 3, offset: '9' }), write()),
      traceOf(write({ length: 1 }), write({ length: 3 })),
    ];
    expect(ascending.toReversed().sort(compareTraces)).toEqual(ascending);
  });
});
