import { describe, expect, it } from 'vitest';
import { opFields } from '../../../src/explanation/relevance/op-fields.ts';
import { relevance } from '../../../src/explanation/relevance/relevance.ts';
import { settingFields } from '../../../src/explanation/relevance/setting-fields.ts';
import { askAll } from '../../../src/minimize/asking.ts';
import { failing } from '../../../src/trace/during.ts';
import type { Op } from '../../../src/trace/ops/index.ts';
import { BUFFERING_MODES, type Trace } from '../../../src/trace/trace.ts';
import { open, read, write } from '../../minimize/known-minima.ts';
import { traceOf } from '../../minimize/laws.ts';

const lengthOf = (op: Op | undefined): number =>
  (op?.op === 'read' || op?.op === 'write') && typeof op.length === 'number' ? op.length : -1;

const options = { op: 1, modes: BUFFERING_MODES };

describe('which fields matter', () => {
  it('tells those that do, with the values that keep the finding, from those that do not', () => {
    const trace = traceOf(open(), write({ length: 33 }));
    const found = askAll(relevance(trace, options), ({ ops }) => lengthOf(ops[1]) >= 33);
    expect(found.matters).toEqual(['length (≥ 33)']);
    expect(found.doesNotMatter).toEqual([
      'in-page offset',
      'offset',
      'second mapping',
      'event',
      'key',
      'data',
      'access',
      'overlapped',
      'mode',
      'frames',
      'dialect',
    ]);
  });

  it('searches the bounds of numbers, and counts what that takes', () => {
    const trace = traceOf(open(), write({ length: 33 }));
    let asked = 0;
    const { matters, executions } = askAll(relevance(trace, options), ({ ops }) => {
      asked += 1;
      return lengthOf(ops[1]) >= 20 && lengthOf(ops[1]) <= 3_000;
    });
    expect(matters).toEqual(['length (20 to 3000)']);
    expect(executions).toBe(asked);
  });

  it('looks for the finding once for each value, and each differs in one field alone', () => {
    const trace = traceOf(open(), write({ length: 33 }));
    const asked = new Set<string>();
    const { executions } = askAll(relevance(trace, options), (candidate) => {
      asked.add(JSON.stringify(candidate));
      return true;
    });
    expect(asked.size).toBe(executions);
    expect(asked.has(JSON.stringify(trace))).toBe(false);
    expect(executions).toBeGreaterThan(30);
  });

  it('names the operation where one of several matters', () => {
    const trace = traceOf(open(), write({ length: 2 }), read({ length: 1 }));
    const fails = ({ ops }: Trace): boolean => lengthOf(ops[1]) >= 2 && lengthOf(ops[2]) === 1;
    const { matters, doesNotMatter } = askAll(relevance(trace, { ...options, op: 2 }), fails);
    expect(matters).toEqual(['length of operation 3 (1)', 'length of operation 2 (≥ 2)']);
    expect(doesNotMatter).toContain('offset');
  });

  it('names no operation where all are alike, nor one that has the field alone', () => {
    const trace = traceOf(open(), write({ event: true }), read({ event: true }));
    const fails = ({ ops }: Trace): boolean =>
      ops.every((op) => op.op === 'open' || ((op.op === 'read' || op.op === 'write') && op.event));
    const { matters, doesNotMatter } = askAll(relevance(trace, { ...options, op: 2 }), fails);
    expect(matters).toEqual(['event (yes)']);
    expect(doesNotMatter).toContain('data');
  });

  it('tries handles only where there are several, faults and memory only where there is one', () => {
    const names = (...ops: Op[]) => opFields(traceOf(...ops), ops.length - 1).map(({ name }) => name);
    expect(names(open(), read())).not.toContain('handle');
    expect(names(open(), read())).not.toContain('fault');
    expect(names(open(), read())).not.toContain('memory');
    expect(names(open(), open(), read())).toContain('handle');
    expect(names(open(), read({ handle: 'none' }))).toContain('handle');
    expect(names(open(), read({ during: failing('system-mapping') }))).toContain('fault');
    expect(names({ ...open(), name: 'x' })).toContain('name');
  });

  it('tries no mode that the driver does not have', () => {
    expect(settingFields(traceOf(), ['direct']).map(({ name }) => name)).toEqual(['frames', 'dialect']);
  });
});
