import { describe, expect, it } from 'vitest';
import { traceHash } from '../../src/execution/trace-hash.ts';
import { failing } from '../../src/trace/during.ts';
import type { Op } from '../../src/trace/ops/index.ts';
import { type Setting, settingOf } from '../../src/trace/setting.ts';
import { DEFAULT_DIALECT, PLAIN_MACHINE, type Trace } from '../../src/trace/trace.ts';
import { at, on, open, read, traceOf, write } from '../campaign/subjects.ts';

const OPS: readonly Op[] = [open(), write({ length: 3 }), read({ length: 3 })];
const BASE = traceOf('direct', OPS);

const withSetting = (others: Partial<Setting>): Trace => ({ ...BASE, setting: settingOf('direct', others) });

const CHANGES: readonly [string, Trace][] = [
  ['mode', traceOf('buffered', OPS)],
  ['system buffer', withSetting({ dialect: { ...DEFAULT_DIALECT, systemBuffer: 'zeroed' } })],
  ['offsets', withSetting({ dialect: { ...DEFAULT_DIALECT, strictOffsets: false } })],
  ['fragmentation', withSetting({ machine: { ...PLAIN_MACHINE, fragmentation: 'reversed' } })],
  ['frame seed', withSetting({ machine: { ...PLAIN_MACHINE, frameSeed: 1 } })],
  ['stack', withSetting({ stack: ['skip'] })],
  ['conditions', withSetting({ conditions: { poison: 'other', refetched: 'unchanged' } })],
  ['load', withSetting({ load: failing('pool-allocation') })],
  ['unload', withSetting({ unload: failing('pool-allocation') })],
  ['one operation less', { ...BASE, ops: OPS.slice(1) }],
  ['another order', { ...BASE, ops: OPS.toReversed() }],
  ['another kind', { ...BASE, ops: OPS.with(2, on('close')) }],
  ['handle', { ...BASE, ops: OPS.with(2, read({ length: 3, handle: 'none' })) }],
  ['length', { ...BASE, ops: OPS.with(2, read({ length: 4 })) }],
  ['a relative length', { ...BASE, ops: OPS.with(2, read({ length: { last: 3 } })) }],
  ['offset', { ...BASE, ops: OPS.with(2, read({ length: 3, offset: null })) }],
  ['a large offset', { ...BASE, ops: OPS.with(2, read({ length: 3, offset: '9223372036854775807' })) }],
  ['its neighbour', { ...BASE, ops: OPS.with(2, read({ length: 3, offset: '9223372036854775806' })) }],
  ['page offset', { ...BASE, ops: OPS.with(2, read({ length: 3, buffer: at(1) })) }],
  ['event', { ...BASE, ops: OPS.with(2, read({ length: 3, event: true })) }],
  ['fault', { ...BASE, ops: OPS.with(2, read({ length: 3, during: failing('system-mapping') })) }],
  ['name', { ...BASE, ops: OPS.with(0, open({ name: '\\Device\\Example' })) }],
  ['access', { ...BASE, ops: OPS.with(0, open({ access: 'read' })) }],
  ['data', { ...BASE, ops: OPS.with(1, write({ length: 3, data: { hex: '00' } })) }],
];

describe('traceHash', () => {
  it('is the same for equal traces, and a safe integer', () => {
    expect(traceHash(structuredClone(BASE))).toBe(traceHash(BASE));
    expect(Number.isSafeInteger(traceHash(BASE))).toBe(true);
    expect(traceHash(BASE)).toBeGreaterThanOrEqual(0);
  });

  it('does not depend on subject and seed, which do nothing', () => {
    const other = { ...BASE, subject: 'another', seed: { seed: 1, caseIndex: 2 } };
    expect(traceHash(other)).toBe(traceHash(BASE));
  });

  it.each(CHANGES)('differs by %s', (_what, changed) => {
    expect(traceHash(changed)).not.toBe(traceHash(BASE));
  });

  it('all of these changes differ from each other', () => {
    expect(new Set(CHANGES.map(([, changed]) => traceHash(changed))).size).toBe(CHANGES.length);
  });
});
