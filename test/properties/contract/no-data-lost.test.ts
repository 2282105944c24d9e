import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../../src/execution/case-runner.ts';
import {
  STATUS_END_OF_FILE,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_PIPE_EMPTY,
} from '../../../src/nt/ntstatus.ts';
import { noDataLost } from '../../../src/properties/contract/no-data-lost.ts';
import { findSubject } from '../../../src/subjects/index.ts';
import { failing } from '../../../src/trace/during.ts';
import type { JudgedBreach } from '../../../src/trace/finding/finding.ts';
import { canonicalOp } from '../../../src/trace/ops/index.ts';
import type { Observation } from '../../../src/trace/run/observation.ts';
import { emptyRun, type Run } from '../../../src/trace/run/run.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { open, read, traceOf, write } from '../../campaign/subjects.ts';
import * as calls from '../../model/calls.ts';
import { bugCheck, irp, OBSERVED } from './runs.ts';

const NO_POOL = failing('pool-allocation');
const NO_DATA: Observation = { ...OBSERVED, information: 0, buffer: Uint8Array.of(0xf8, 0xf8, 0xf8, 0xf8) };
const { variants, due, judge } = noDataLost.relation;

const trace = traceOf('direct', [open(), write({ length: 4, during: NO_POOL }), read({ length: 4 })]);
const [plain] = variants(trace);
const CALLS = [calls.open(), calls.write({ length: 4 }), calls.read({ length: 4 })];

function run(of: Trace | undefined, last: Partial<Observation> = {}, more: Partial<Run> = {}): Run {
  if (of === undefined) throw new Error('no trace');
  return {
    ...emptyRun(of),
    calls: CALLS,
    observations: [OBSERVED, OBSERVED, { ...OBSERVED, ...last }],
    history: { called: [1, 3, 5], returned: [2, 4, 6], sent: [null, 0, 1], completed: [0, 1] },
    requests: [irp({ id: 0, op: 1, faulted: of === trace }), irp({ id: 1, op: 2 })],
    ...more,
  };
}

/** The same with other data: what is read is other bytes. */
const again = (of: Trace): Run => run(of, { buffer: Uint8Array.of(5, 6, 7, 8) });
const breach = (base: Run, variant = run(plain)): JudgedBreach | null => judge(base, variant, again).breach;

describe('variants', () => {
  it('have nothing fail in one operation', () => {
    const both = [open({ during: NO_POOL }), read({ during: failing('irp-allocation', 'system-mapping') })];
    const one = traceOf('direct', both);
    expect(variants(one).map(({ ops }) => ops)).toEqual([
      [open(), both[1]],
      [both[0], read({ during: failing('irp-allocation') })],
    ]);
  });

  it('are due where something failed and a success is told all the same', () => {
    expect(due?.(run(trace))).toEqual([plain]);
    const failed = [OBSERVED, { ...OBSERVED, status: STATUS_INSUFFICIENT_RESOURCES }, OBSERVED];
    expect(due?.(run(trace, {}, { observations: failed }))).toEqual([]);
    expect(due?.(run(trace, {}, { requests: [irp({ id: 0, op: 1 })] }))).toEqual([]);
    expect(due?.(run(trace, {}, { bugCheck: bugCheck(0x50) }))).toEqual([]);
  });
});

describe('bytes that a caller wrote are lost', () => {
  it.each<[what: string, last: Partial<Observation>]>([
    ['others', { buffer: Uint8Array.of(9, 2, 3, 4) }],
    ['none', NO_DATA],
    ['the end of the file', { ...NO_DATA, status: STATUS_END_OF_FILE, iosbStatus: STATUS_END_OF_FILE }],
    ['an empty pipe', { ...NO_DATA, status: STATUS_PIPE_EMPTY, iosbStatus: STATUS_PIPE_EMPTY }],
  ])('%s are read', (_what, last) => {
    expect(breach(run(trace, last))).toMatchObject({
      property: 'contract/no-data-lost',
      reason: 'bytes-lost',
      severity: 'error',
      op: 2,
    });
  });

  it('of what fails in the read itself nothing may have moved', () => {
    const faulty = { ...trace, ops: [open(), write({ length: 4 }), read({ length: 4, during: NO_POOL })] };
    const requests = [irp({ id: 0, op: 1 }), irp({ id: 1, op: 2, faulted: true })];
    const base = run(faulty, { buffer: NO_DATA.buffer }, { requests });
    expect(breach(base, run(variants(faulty)[0]))).toMatchObject({ reason: 'nothing-moved', op: 2 });
  });
});

describe('nothing is lost', () => {
  it.each<[what: string, last: Partial<Observation>]>([
    ['the same bytes are read', {}],
    ['others beyond what is claimed', { buffer: Uint8Array.of(1, 2, 3, 4, 9) }],
    ['fewer bytes are read', { information: 2, buffer: Uint8Array.of(1, 2, 0xf8, 0xf8) }],
    [
      'something is told to be wrong',
      { ...NO_DATA, status: STATUS_INSUFFICIENT_RESOURCES, iosbStatus: STATUS_INSUFFICIENT_RESOURCES },
    ],
  ])('where %s', (_what, last) => expect(breach(run(trace, last))).toBeNull());

  it('where the bytes are the same whatever a caller writes', () => {
    const base = run(trace, { buffer: Uint8Array.of(9, 2, 3, 4) });
    expect(judge(base, run(plain), (of) => run(of)).breach).toBeNull();
    const elsewhere = (of: Trace): Run => run(of, { buffer: Uint8Array.of(1, 2, 3, 9) });
    expect(judge(base, run(plain), elsewhere).breach).toBeNull();
    expect(judge(base, run(plain), () => null).breach).toBeNull();
    expect(judge(base, run(plain)).breach).toBeNull();
  });

  it('where what a caller writes is answered otherwise when it is something else', () => {
    const refused = (of: Trace): Run =>
      run(of, { buffer: Uint8Array.of(5, 6, 7, 8), status: STATUS_END_OF_FILE });
    expect(judge(run(trace, NO_DATA), run(plain), refused).breach).toBeNull();
  });

  it('that counts once the machine has stopped, or something fails again', () => {
    const stopped = run(trace, NO_DATA, { bugCheck: bugCheck(0x50, 'because', 2) });
    expect(breach(stopped)).toBeNull();
    const ops = trace.ops.with(2, read({ length: 4, during: NO_POOL }));
    const twice = { ...trace, ops };
    const requests = [irp({ id: 0, op: 1, faulted: true }), irp({ id: 1, op: 2 })];
    expect(breach(run(twice, NO_DATA, { requests }), run(variants(twice)[0]))).toBeNull();
  });

  it('of what was answered otherwise, which is not compared', () => {
    const refused = [OBSERVED, { ...OBSERVED, information: 3 }, { ...OBSERVED, ...NO_DATA }];
    expect(judge(run(trace, {}, { observations: refused }), run(plain), again)).toMatchObject({
      compared: 0,
      breach: null,
    });
    expect(judge(run(trace), run(plain), again)).toMatchObject({ compared: 1, breach: null });
  });
});

describe('a driver', () => {
  it.each(['message-dropped', 'write-lost-unmapped', 'read-claimed-unmapped'])(
    '%s, without a model',
    (id) => {
      const subject = { ...findSubject(`defects/${id}`), model: null };
      const { mode } = { mode: id === 'message-dropped' ? 'buffered' : 'direct' } as const;
      const during = failing('pool-allocation', 'system-mapping');
      const written = traceOf(mode, [open(), write({ length: 2, during }), read({ length: 1 })]);
      const taken = traceOf(mode, [open(), read({ length: 1, during })]);
      const runner = new CaseRunner(subject);
      const found = runner.breaches(id === 'read-claimed-unmapped' ? taken : written);
      expect(found.map(({ property }) => property)).toContain('contract/no-data-lost');
    },
  );

  it('that refuses what it can’t do is not compared', () => {
    const runner = new CaseRunner(findSubject('mailbox'));
    const refused = traceOf('buffered', [
      canonicalOp('open'),
      write({ length: 2, during: NO_POOL }),
      read({ length: 1 }),
    ]);
    expect(runner.due(noDataLost.relation, runner.run(refused).run)).toEqual([]);
    expect(runner.breaches(refused)).toEqual([]);
  });
});
