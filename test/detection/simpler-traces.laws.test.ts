import { describe, expect, it } from 'vitest';
import { searchBelow, simplerTraces } from '../../src/detection/simpler-traces.ts';
import { compareTraces } from '../../src/minimize/order.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { on, open, read, write } from '../campaign/subjects.ts';
import { isAmong, minimal } from './simpler-traces.setup.ts';

describe('simplerTraces', () => {
  it('are all simpler, each of them once', () => {
    const seen = new Set<string>();
    let count = 0;
    for (const trace of simplerTraces(minimal)) {
      if (compareTraces(trace, minimal) >= 0) throw new Error(JSON.stringify(trace.ops));
      count += 1;
      seen.add(JSON.stringify([trace.setting, trace.ops]));
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

  it('have control requests only below a trace that has some', () => {
    const controlled = { ...minimal, ops: [open(), on('control'), on('flush')] };
    expect(isAmong([open(), on('control')], minimal)).toBe(false);
    expect(isAmong([open(), on('control')], controlled)).toBe(true);
    expect(isAmong([open(), on('fs-control')], controlled)).toBe(true);
  });
});

describe('searchBelow', () => {
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
