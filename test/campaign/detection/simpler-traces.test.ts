import { describe, expect, it } from 'vitest';
import { searchBelow, simplerTraces } from '../../../src/campaign/detection/simpler-traces.ts';
import { compareTraces } from '../../../src/campaign/minimize/order.ts';
import type { Op } from '../../../src/trace/op.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { at, on, open, read, traceOf, write } from '../subjects.ts';

const minimal = traceOf('direct', [open(), write({ length: 1 }), read({ length: 1 })]);

function isAmong(ops: readonly Op[], below: Trace): boolean {
  for (const trace of simplerTraces(below))
    if (JSON.stringify(trace.ops) === JSON.stringify(ops)) return true;
  return false;
}

describe('simplerTraces', () => {
  it('are all simpler, each of them once', () => {
    const seen = new Set<string>();
    let count = 0;
    for (const trace of simplerTraces(minimal)) {
      if (compareTraces(trace, minimal) >= 0) throw new Error(JSON.stringify(trace.ops));
      count += 1;
      seen.add(JSON.stringify([trace.machine, trace.options, trace.ops]));
    }
    expect(count).toBeGreaterThan(10_000);
    expect(seen.size).toBe(count);
  });

  it('have fewer operations of any kind, or simpler ones', () => {
    expect(isAmong([], minimal)).toBe(true);
    expect(isAmong([open({ access: 'append', overlapped: true }), on('close')], minimal)).toBe(true);
    expect(isAmong([open(), read({ length: 2, offset: null })], minimal)).toBe(true);
    expect(isAmong([open(), write(), read({ length: 1 })], minimal)).toBe(true);
    expect(isAmong([open(), open(), on('flush')], minimal)).toBe(true);
    expect(isAmong([open(), write({ length: 2 }), read()], minimal)).toBe(false);
  });

  it('take the values of the trace and those less one', () => {
    const ops = [
      open(),
      read({ key: 9, offset: '8192', length: 1, buffer: at(4095), fault: 'system-mapping' }),
    ];
    const below = traceOf('direct', ops);
    expect(isAmong([open(), read({ key: 8, offset: '8191', length: 2, buffer: at(4094) })], below)).toBe(
      true,
    );
    const nearest = read({ key: 9, offset: '8192', buffer: at(4095), fault: 'system-mapping' });
    expect(isAmong([open(), nearest], below)).toBe(true);
  });

  it('take the plain machine and dialect as well', () => {
    const machine = { fragmentation: 'scattered', frameSeed: 5 } as const;
    const dialect = { systemBuffer: 'zeroed', strictOffsets: false } as const;
    const below = traceOf('direct', [open()], { machine, options: { mode: 'direct', dialect } });
    const settings = new Set(
      [...simplerTraces(below)].map((each) => JSON.stringify([each.machine, each.options])),
    );
    expect(settings.size).toBe(4);
  });
});

describe('searchBelow', () => {
  it('finds the simpler trace that fails too', () => {
    const fails = ({ ops }: Trace): boolean => ops.some((op) => op.op === 'read' && op.offset === null);
    const found = searchBelow(minimal, fails);
    expect(found.simpler?.ops).toEqual([open(), read({ offset: null })]);
    expect(found.executions).toBeGreaterThan(1);
  });

  it('finds nothing below what is minimal', () => {
    const fails = ({ ops }: Trace): boolean =>
      ops.some(
        (first, index) =>
          first.op === 'write' &&
          first.length !== 0 &&
          ops.slice(index + 1).some((second) => second.op === 'read' && second.length === first.length),
      );
    const { simpler, executions } = searchBelow(minimal, fails);
    expect(simpler).toBeNull();
    expect(executions).toBe([...simplerTraces(minimal)].length);
  });
});
