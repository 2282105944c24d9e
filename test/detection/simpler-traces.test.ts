import { describe, expect, it } from 'vitest';
import { searchBelow, simplerTraces } from '../../src/detection/simpler-traces.ts';
import { failing } from '../../src/trace/during.ts';
import { settingOf } from '../../src/trace/setting.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { at, open, read, traceOf } from '../campaign/subjects.ts';
import { isAmong, minimal } from './simpler-traces.setup.ts';

describe('simplerTraces', () => {
  it('take the values of the trace and those less one', () => {
    const ops = [
      open(),
      read({ key: 9, offset: '8192', length: 1, buffer: at(4095), during: failing('system-mapping') }),
    ];
    const below = traceOf('direct', ops);
    expect(isAmong([open(), read({ key: 8, offset: '8191', length: 2, buffer: at(4094) })], below)).toBe(
      true,
    );
    const nearest = read({ key: 9, offset: '8192', buffer: at(4095), during: failing('system-mapping') });
    expect(isAmong([open(), nearest], below)).toBe(true);
  });

  it('take the plain machine and dialect as well', () => {
    const machine = { fragmentation: 'scattered', frameSeed: 5 } as const;
    const dialect = { systemBuffer: 'zeroed', strictOffsets: false } as const;
    const below = traceOf('direct', [open()], { setting: settingOf('direct', { machine, dialect }) });
    const settings = new Set([...simplerTraces(below)].map((each) => JSON.stringify(each.setting)));
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
});
