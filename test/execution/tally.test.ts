import { describe, expect, it } from 'vitest';
import { Executor } from '../../src/execution/execute.ts';
import { Tally } from '../../src/execution/tally.ts';
import { applicableKinds } from '../../src/properties/generate/applicable-kinds.ts';
import type { Verdict } from '../../src/properties/judge.ts';
import { propertiesOf } from '../../src/properties/registry.ts';
import { findSubject, summaryOf } from '../../src/subjects/index.ts';
import { failing } from '../../src/trace/during.ts';
import type { Breach } from '../../src/trace/finding/finding.ts';
import { PLAIN_PROFILE } from '../../src/trace/ops/draw/profile.ts';
import { BUFFERING_MODES, type Trace } from '../../src/trace/trace.ts';
import { on, open, read, traceOf, write } from '../campaign/subjects.ts';

const PROPERTIES = propertiesOf('native');

const article = findSubject('article');
const setting = { subject: summaryOf(article), modes: ['direct'], isolated: true, view: 'native' } as const;
const TRACE = traceOf('direct', [open()]);
const OTHER = traceOf('direct', [open(), read()]);

const breach = (property: string, reason: string, parts: Partial<Breach> = {}): Breach => ({
  property,
  reason,
  severity: 'error',
  op: 0,
  expected: 'this',
  observed: 'that',
  ...parts,
});
const breached = (found: Breach): Verdict => ({
  property: found.property,
  compared: 1,
  breach: { ...found, where: { op: found.op, request: 3, moment: 9 } },
});
const fine = (property: string, compared: number): Verdict => ({ property, compared, breach: null });

describe('Tally, of runs', () => {
  it('counts cases, calls and distinct traces, by mode', () => {
    const tally = new Tally();
    const executor = new Executor(article);
    for (const trace of [TRACE, OTHER, OTHER, traceOf('buffered', OTHER.ops)]) {
      tally.countRun(executor.execute(trace), 0);
    }
    expect(tally).toMatchObject({ cases: 4, executions: 4, calls: 7, distinctTraces: 3, findings: 0 });
    expect(tally.modeCounts(BUFFERING_MODES)).toEqual([
      { mode: 'buffered', cases: 1, calls: 2 },
      { mode: 'direct', cases: 3, calls: 5 },
      { mode: 'neither', cases: 0, calls: 0 },
    ]);
  });

  it('counts the operations that were executed, and none after the machine stopped', () => {
    const tally = new Tally();
    const ops = [open(), write(), on('flush'), on('close')];
    tally.countRun(new Executor(findSubject('article-verbatim')).execute(traceOf('buffered', ops)), 0);
    const kinds = applicableKinds(PLAIN_PROFILE);
    const none = Object.fromEntries(kinds.map((kind) => [kind, 0]));
    const counts = tally.opKindCounts(PLAIN_PROFILE);
    expect(counts).toEqual({ ...none, open: 1, write: 1, flush: 1 });
    expect(Object.keys(counts)).toEqual(kinds);
    expect(tally.calls).toBe(3);
  });

  it('counts kinds that are not drawn for a subject where they came all the same', () => {
    const tally = new Tally();
    tally.countRun(new Executor(article).execute(traceOf('direct', [open(), on('control')])), 0);
    expect(tally.opKindCounts(PLAIN_PROFILE)).toMatchObject({ open: 1, control: 1 });
    expect(tally.opKindCounts(PLAIN_PROFILE)).not.toHaveProperty('fs-control');
  });

  it('counts the arms that are asked for, zeros included', () => {
    const tally = new Tally();
    tally.countArms(['b', 'a', 'b'], 0);
    tally.countArms(['b', 'unasked'], 1);
    expect(tally.armCounts(['a', 'b', 'c'])).toEqual({ a: 1, b: 3, c: 0 });
  });
});

describe('Tally, of verdicts', () => {
  it('keeps the first case of every finding: property, reason and severity', () => {
    const tally = new Tally();
    const first = breach('model/data', 'wrong-bytes');
    tally.countVerdict(breached(first), TRACE, 4);
    tally.countVerdict(breached({ ...first, op: 3, observed: 'later' }), OTHER, 5);
    tally.countVerdict(breached({ ...first, severity: 'warning' }), OTHER, 6);
    tally.countVerdict(fine('model/data', 9), OTHER, 7);
    expect(tally.findings).toBe(2);
    expect(tally.firstCases()).toEqual([
      { breach: first, trace: TRACE, caseIndex: 4 },
      { breach: { ...first, severity: 'warning' }, trace: OTHER, caseIndex: 6 },
    ]);
  });

  it('tells findings apart by where they come from', () => {
    const tally = new Tally();
    const first = { ...breach('model/status', 'a'), origin: 'IRP_MJ_WRITE' };
    tally.countVerdict(breached(first), TRACE, 4);
    tally.countVerdict(breached({ ...first, origin: 'IRP_MJ_READ' }), OTHER, 5);
    tally.countVerdict(breached(first), OTHER, 6);
    expect(tally.firstCases().map(({ breach: { origin }, caseIndex }) => [origin, caseIndex])).toEqual([
      ['IRP_MJ_READ', 5],
      ['IRP_MJ_WRITE', 4],
    ]);
  });

  it('orders findings by property as listed, then by reason', () => {
    const tally = new Tally();
    const found = [
      breach('metamorphic/repeat', 'status'),
      breach('contract/in-bounds', 'b'),
      breach('contract/in-bounds', 'a'),
      breach('contract/in-bounds', 'B'),
      breach('model/status', 'z'),
    ];
    for (const [index, each] of found.entries()) tally.countVerdict(breached(each), TRACE, index);
    expect(tally.firstCases().map(({ breach: { property, reason } }) => `${property} ${reason}`)).toEqual([
      'model/status z',
      'contract/in-bounds B',
      'contract/in-bounds a',
      'contract/in-bounds b',
      'metamorphic/repeat status',
    ]);
  });

  it('gives every property its verdict', () => {
    const tally = new Tally();
    tally.countVerdict(breached(breach('model/status', 'a')), TRACE, 0);
    tally.countVerdict(breached(breach('model/status', 'b', { severity: 'warning' })), TRACE, 1);
    tally.countVerdict(breached(breach('contract/in-bounds', 'a', { severity: 'warning' })), TRACE, 1);
    tally.countVerdict(fine('contract/in-bounds', 4), TRACE, 2);
    tally.countVerdict(fine('model/iosb', 2), TRACE, 2);
    tally.countVerdict(fine('model/iosb', 3), TRACE, 3);
    tally.countVerdict(fine('model/position', 0), TRACE, 3);
    const results = tally.propertyResults(setting);
    expect(results.map(({ id }) => id)).toEqual(PROPERTIES.map(({ id }) => id));
    const of = (id: string): unknown => results.find((each) => each.id === id);
    expect(of('model/status')).toMatchObject({ verdict: 'finding', compared: 2, breaches: 2 });
    expect(of('contract/in-bounds')).toMatchObject({ verdict: 'warning', compared: 5, breaches: 1 });
    expect(of('model/iosb')).toMatchObject({ verdict: 'ok', compared: 5, breaches: 0, note: '' });
    expect(of('model/position')).toMatchObject({ verdict: 'vacuous', compared: 0, note: '' });
    expect(of('model/user-ptr')).toEqual({
      id: 'model/user-ptr',
      verdict: 'skipped',
      compared: 0,
      unit: 'uses of UserPtr',
      breaches: 0,
      note: 'the driver moves no typed values',
    });
  });

  it('a property that only the driver gives an occasion for is skipped where it gives none', () => {
    const of = (tally: Tally): unknown =>
      tally.propertyResults(setting).find(({ id }) => id === 'contract/lock-released');
    const tally = new Tally();
    tally.countVerdict(fine('contract/lock-released', 0), TRACE, 0);
    expect(of(tally)).toMatchObject({ verdict: 'skipped', note: 'the driver acquires no spin lock' });
    tally.countVerdict(fine('contract/lock-released', 2), TRACE, 1);
    expect(of(tally)).toMatchObject({ verdict: 'ok', compared: 2, note: '' });
  });

  it('a property that the driver gives no occasion for is skipped, and says what was noted where it does', () => {
    const id = 'contract/no-double-fetch';
    const resultOf = (tally: Tally) => tally.propertyResults(setting).find((each) => each.id === id);
    const tally = new Tally();
    const none = 'the driver fetches nothing from the memory of its callers';
    expect(resultOf(tally)).toMatchObject({ verdict: 'skipped', compared: 0, note: none });
    tally.countVerdict(fine(id, 2), TRACE, 0);
    expect(resultOf(tally)).toMatchObject({ verdict: 'ok', compared: 2, note: '' });
    tally.countVerdict({ ...fine(id, 2), noted: 1 }, TRACE, 1);
    const part = structuredClone(tally.part());
    tally.add(part);
    const noted = '2 of them fetched bytes twice, without harm';
    expect(resultOf(tally)).toMatchObject({ verdict: 'ok', compared: 8, note: noted });
  });

  it('a property that was to be skipped and is breached is a finding all the same', () => {
    const tally = new Tally();
    tally.countVerdict(breached(breach('model/user-ptr', 'moved-too-much')), TRACE, 0);
    const result = tally.propertyResults(setting).find(({ id }) => id === 'model/user-ptr');
    expect(result).toMatchObject({ verdict: 'finding', note: 'the driver moves no typed values' });
  });
});

describe('Tally, of what was reached', () => {
  const faulty = traceOf('direct', [
    open(),
    write({ length: 8, during: failing('system-mapping') }),
    write({ length: 8, during: failing('pool-allocation') }),
  ]);
  const executor = new Executor(article);

  it('names what was reached last, and the case, whichever came first', () => {
    const tally = new Tally();
    expect(tally.lastReached).toBeNull();
    tally.countRun(executor.execute(TRACE), 7);
    tally.countArms(['a'], 3);
    expect(tally.lastReached).toMatchObject({ caseIndex: 7 });
    tally.countArms(['b'], 9);
    expect(tally.lastReached).toEqual({ what: 'model arm b', caseIndex: 9 });
    const earlier = new Tally();
    earlier.countArms(['b'], 2);
    tally.add(earlier.part());
    expect(tally.lastReached).toMatchObject({ caseIndex: 7 });
  });

  it('counts what was to happen and what did, by kind, and whether there was an occasion', () => {
    const tally = new Tally();
    tally.countRun(executor.execute(faulty), 4);
    expect(tally.happenings.strikes).toEqual({ entries: 2, struck: 1 });
    const kinds = Object.fromEntries(tally.happenings.counts().map(({ what, ...counts }) => [what, counts]));
    expect(kinds['fault system-mapping']).toEqual({ entries: 1, struck: 1, occasion: true });
    // DriverEntry asks for pool, these requests do not.
    expect(kinds['fault pool-allocation']).toEqual({ entries: 1, struck: 0, occasion: true });
    expect(kinds['fault irp-allocation']).toEqual({ entries: 0, struck: 0, occasion: true });
    expect(kinds['buffer unmapped at dispatch']).toEqual({ entries: 0, struck: 0, occasion: true });
    expect(kinds['buffer unmapped at probe']).toEqual({ entries: 0, struck: 0, occasion: false });
    expect(tally.reached.get('fault system-mapping')).toBe(4);
  });
});

describe('Tally, of parts', () => {
  const counted = (...traces: readonly (readonly [Trace, number])[]): Tally => {
    const tally = new Tally();
    const executor = new Executor(article);
    for (const [trace, caseIndex] of traces) {
      tally.countRun(executor.execute(trace), caseIndex);
      tally.countArms(['a', 'b'], caseIndex);
      tally.countVerdict(fine('model/iosb', caseIndex), trace, caseIndex);
      tally.countVerdict(breached(breach('model/status', 'a')), trace, caseIndex);
    }
    return tally;
  };

  it('is the same as counting it all at once, in any order', () => {
    const whole = counted([TRACE, 1], [OTHER, 2], [OTHER, 3]);
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const parts = [counted([TRACE, 1]), counted([OTHER, 2], [OTHER, 3])];
      const sum = new Tally();
      // As it comes from another thread.
      for (const index of order) sum.add(structuredClone((parts[index] as Tally).part()));
      expect(sum.part()).toEqual(whole.part());
      expect(sum.firstCases()).toEqual(whole.firstCases());
    }
  });

  it('counts a case that was not judged', () => {
    const tally = new Tally();
    tally.countUnjudged(TRACE);
    expect(tally).toMatchObject({ cases: 1, executions: 1, calls: 0, distinctTraces: 0 });
    expect(tally.modeCounts(['direct'])).toEqual([{ mode: 'direct', cases: 1, calls: 0 }]);
  });
});

describe('what a driver shows that was loaded under a fault', () => {
  const breach = {
    property: 'model/status',
    reason: 'x',
    op: 0,
    expected: '',
    observed: '',
    origin: 'IRP_MJ_READ',
  } as const;
  const underFault = { ...TRACE, setting: { ...TRACE.setting, load: failing('link-creation') } };
  const told = (tally: Tally): readonly string[] =>
    tally.firstCases().map(({ breach: { severity, origin } }) => `${severity} ${origin}`);

  it('is told once where one that was loaded as usual shows it too', () => {
    const tally = new Tally();
    tally.noteFirst({ breach: { ...breach, severity: 'warning' }, trace: underFault, caseIndex: 1 });
    expect(told(tally)).toEqual(['warning IRP_MJ_READ']);
    tally.noteFirst({ breach: { ...breach, severity: 'error' }, trace: TRACE, caseIndex: 2 });
    expect(told(tally)).toEqual(['error IRP_MJ_READ']);
  });

  it('is told where it is another finding, or a warning for another reason', () => {
    const tally = new Tally();
    tally.noteFirst({ breach: { ...breach, severity: 'error' }, trace: TRACE, caseIndex: 2 });
    const other = { ...breach, severity: 'warning', origin: 'DriverEntry' } as const;
    tally.noteFirst({ breach: other, trace: underFault, caseIndex: 1 });
    tally.noteFirst({ breach: { ...breach, severity: 'warning' }, trace: TRACE, caseIndex: 3 });
    expect(told(tally)).toEqual(['error IRP_MJ_READ', 'warning DriverEntry', 'warning IRP_MJ_READ']);
  });
});
