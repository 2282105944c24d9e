import { describe, expect, it } from 'vitest';
import {
  CaseLoop,
  CaseTraces,
  NO_RESTRAINT,
  type Restraint,
  SKIPPED,
} from '../../src/execution/case-loop.ts';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import { Tally } from '../../src/execution/tally.ts';
import { minimizeFinding } from '../../src/explanation/minimize-finding.ts';
import { RELATIONS } from '../../src/properties/registry.ts';
import { findSubject, type Subject } from '../../src/subjects/index.ts';
import { failing } from '../../src/trace/during.ts';
import { canonicalOp } from '../../src/trace/ops/index.ts';
import type { Run } from '../../src/trace/run/run.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { traceOf } from '../campaign/subjects.ts';

const article = findSubject('article');
const setting = { modes: ['buffered', 'direct'], seed: 9 } as const;
const traces = new CaseTraces(article, setting);

const loopOf = (subject: Subject = article): CaseLoop =>
  new CaseLoop(new CaseRunner(subject), subject, setting);
const runOf = (trace: Trace, subject: Subject = article): Run => new CaseRunner(subject).run(trace).run;
const kinds = ({ ops }: Trace): string[] => ops.map(({ op }) => op);

/** A case with reads and at least so many operations, of a driver that is loaded as usual. */
function caseWithReads(atLeast: number): number {
  for (let index = 0; index < 100; index += 1) {
    const trace = traces.traceOf(index);
    const { load, unload } = trace.setting;
    if (load.length > 0 || unload.length > 0) continue;
    if (trace.ops.length >= atLeast && kinds(trace).filter((kind) => kind === 'read').length > 2)
      return index;
  }
  throw new Error('no case has reads');
}

describe('the trace of a case', () => {
  it('is a function of setting and index', () => {
    expect(new CaseTraces(article, setting).traceOf(12)).toEqual(traces.traceOf(12));
    expect(loopOf().traceOf(12)).toEqual(traces.traceOf(12));
    expect(traces.traceOf(12)).not.toEqual(traces.traceOf(14));
    expect(new CaseTraces(article, { ...setting, seed: 10 }).traceOf(12)).not.toEqual(traces.traceOf(12));
  });

  it('modes take turns', () => {
    expect([0, 1, 2, 3].map((index) => traces.traceOf(index).setting.mode)).toEqual([
      'buffered',
      'direct',
      'buffered',
      'direct',
    ]);
  });

  it('tells the case it is of', () => {
    expect(traces.traceOf(7).seed).toEqual({ seed: 9, caseIndex: 7 });
    expect(traces.traceOf(7).subject).toBe('article');
  });
});

describe('a restraint', () => {
  const index = caseWithReads(8);
  const whole = traces.traceOf(index);
  const restrained = (parts: Partial<Restraint>): Trace =>
    traces.traceOf(index, { ...NO_RESTRAINT, ...parts });

  it('leaves out a kind of operation from a case on', () => {
    const left = whole.ops.filter(({ op }) => op !== 'read');
    expect(restrained({ without: [{ kind: 'read', from: index }] })).toEqual({ ...whole, ops: left });
    expect(restrained({ without: [{ kind: 'read', from: index + 1 }] })).toEqual(whole);
  });

  it('limits the operations of one case', () => {
    expect(restrained({ opLimits: new Map([[index, 3]]) }).ops).toEqual(whole.ops.slice(0, 3));
    expect(restrained({ opLimits: new Map([[index, 0]]) }).ops).toEqual([]);
    expect(restrained({ opLimits: new Map([[index + 1, 3]]) })).toEqual(whole);
  });

  it('limits what is left', () => {
    const without = [{ kind: 'read', from: 0 }] as const;
    const left = whole.ops.filter(({ op }) => op !== 'read');
    const { ops } = restrained({ without, opLimits: new Map([[index, 2]]) });
    expect(ops).toEqual(left.slice(0, 2));
  });
});

describe('running a case', () => {
  const index = caseWithReads(4);

  function counted(restraint?: Restraint, subject = article): Tally {
    const tally = new Tally();
    loopOf(subject).run(index, tally, restraint);
    return tally;
  }

  it('executes it and one variant', () => {
    const tally = counted();
    expect([tally.cases, tally.executions]).toEqual([1, 2]);
    expect(tally.calls).toBe(traces.traceOf(index).ops.length);
    const related = RELATIONS.map(({ property }) => property);
    expect([...tally.compared.keys()].some((id) => related.includes(id))).toBe(true);
  });

  it('with a limit there is no variant', () => {
    const tally = counted({ without: [], opLimits: new Map([[index, 3]]) });
    expect([tally.cases, tally.executions, tally.calls]).toEqual([1, 1, 3]);
  });

  it('one that is skipped is counted alone', () => {
    const tally = counted({ without: [], opLimits: new Map([[index, SKIPPED]]) });
    expect([tally.cases, tally.calls, tally.compared.size]).toEqual([1, 0, 0]);
  });

  it('a driver that is held to no relation has no variant', () => {
    const limits = new CaseRunner(article).relations.map(({ property }) => ({ property, reason: 'none' }));
    const subject = { ...article, limits };
    expect(loopOf(subject).variantOf(index, runOf(traces.traceOf(index)))).toBeNull();
    expect(counted(NO_RESTRAINT, subject).executions).toBe(1);
  });

  it('each relation has its turn', () => {
    const loop = loopOf();
    const runner = new CaseRunner(article);
    const turns = Array.from({ length: 16 }, (_each, turn) =>
      loop.variantOf(turn, runner.run(loop.traceOf(turn)).run),
    );
    const seen = new Set(turns.flatMap((chosen) => chosen?.relation.property ?? []));
    const inTurns = runner.relations.filter(({ due }) => due === undefined);
    for (const { property } of inTurns) expect(seen).toContain(property);
    for (const property of seen) expect(inTurns.map((relation) => relation.property)).toContain(property);
  });

  it('a relation that a run calls for goes first', () => {
    const subject = findSubject('defects/read-claimed-unmapped');
    const loop = loopOf(subject);
    const read = { ...canonicalOp('read'), length: 1, during: failing('system-mapping') };
    const trace = traceOf('direct', [canonicalOp('open'), read]);
    const run = runOf(trace, subject);
    const properties = new Set<string>();
    for (let turn = 0; turn < 64; turn += 1) {
      const chosen = loop.variantOf(turn * setting.modes.length, run);
      if (turn % 4 === 3) {
        properties.add(chosen?.relation.property ?? '');
        continue;
      }
      expect(chosen?.relation.property).toBe('contract/no-data-lost');
      expect(chosen?.variant.ops[1]).toEqual({ ...read, during: [] });
    }
    // The others have their turns where each case calls for one.
    const { relations } = new CaseRunner(subject);
    const applying = relations.filter(({ variants, due }) => due === undefined && variants(trace).length > 0);
    expect(properties).toEqual(new Set(applying.map(({ property }) => property)));
  });
});

it('minimizes the first case of a finding', () => {
  const subject = { ...findSubject('forgets-to-complete-verbatim'), model: null };
  const loop = loopOf(subject);
  const tally = new Tally();
  const found = () =>
    tally.firstCases().find(({ breach }) => breach.property === 'contract/completed-or-pending');
  for (let index = 0; index < 20 && found() === undefined; index += 1) loop.run(index, tally);
  const first = found();
  if (first === undefined) throw new Error('it was not found');
  const { trace } = minimizeFinding(new CaseRunner(subject), first);
  expect(kinds(trace)).toEqual(['open', 'read']);
});

describe('the cases in which a property is breached', () => {
  it('are cases, also where their variants breach it too', () => {
    const subject = findSubject('article-verbatim');
    const loop = loopOf(subject);
    const tally = new Tally();
    const CASES = 5;
    for (let index = 0; index < CASES; index += 1) loop.run(index, tally);
    const most = Math.max(...tally.breached.values());
    expect(most).toBeGreaterThan(1);
    // Each case alone counts once for each property.
    const alone = new Map<string, number>();
    for (let index = 0; index < CASES; index += 1) {
      const one = new Tally();
      loop.run(index, one);
      for (const [property, count] of one.breached) {
        expect(count).toBe(1);
        alone.set(property, (alone.get(property) ?? 0) + 1);
      }
    }
    expect(new Map(tally.breached)).toEqual(alone);
  });
});
