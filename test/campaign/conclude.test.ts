import { describe, expect, it } from 'vitest';
import { resultOf } from '../../src/campaign/conclude.ts';
import { Tally } from '../../src/execution/tally.ts';
import { PROPERTIES } from '../../src/properties/registry.ts';
import { findSubject, summaryOf } from '../../src/subjects/index.ts';
import { NO_EVIDENCE } from '../../src/trace/finding/evidence.ts';
import { type Finding, NO_RELEVANCE } from '../../src/trace/finding/finding.ts';
import { canonicalOp, OP_KINDS, type OpKind } from '../../src/trace/ops/index.ts';
import type { CampaignResult } from '../../src/trace/result/result.ts';
import { NO_HAPPENINGS, type Run } from '../../src/trace/run/run.ts';
import { traceOf } from './subjects.ts';

const request = {
  subject: summaryOf({ ...findSubject('article'), model: null }),
  modes: ['direct'],
  model: null,
  isolated: true,
  view: 'native',
  cases: 1,
  seed: 5,
} as const;

/** A tally of one case with these operations, in which every property but these compared something. */
function tallyOf(kinds: readonly OpKind[], vacuous: readonly string[] = []): Tally {
  const tally = new Tally();
  const trace = traceOf(
    'direct',
    kinds.map((kind) => canonicalOp(kind)),
  );
  const calls = kinds.map(() => ({}));
  tally.countRun({ trace, calls, during: NO_HAPPENINGS } as unknown as Run, 0);
  for (const { id } of PROPERTIES) if (!vacuous.includes(id)) tally.countCompared(id, 1);
  return tally;
}

const finding = (severity: Finding['severity']): Finding => ({
  property: 'contract/in-bounds',
  reason: 'far',
  severity,
  op: 0,
  where: { op: 0, request: null, moment: 0 },
  expected: '',
  observed: '',
  consequence: '',
  remarks: [],
  trace: traceOf('direct', []),
  original: traceOf('direct', []),
  minimization: 'complete',
  relevance: NO_RELEVANCE,
  evidence: NO_EVIDENCE,
  known: false,
  executions: 0,
});

const conclusionOf = (tally: Tally, findings: Finding[] = [], cases = 1): CampaignResult['conclusion'] =>
  resultOf({ ...request, cases }, tally, findings).conclusion;

describe('the conclusion', () => {
  it('all that was asked for was compared: conforms, also with warnings', () => {
    expect(conclusionOf(tallyOf(OP_KINDS))).toBe('conforms');
    expect(conclusionOf(tallyOf(OP_KINDS), [finding('warning')])).toBe('conforms');
  });

  it('an error is a finding, whatever else is lacking', () => {
    expect(conclusionOf(tallyOf(['open']), [finding('warning'), finding('error')], 9)).toBe('findings');
  });

  it('an error that is known fails nothing', () => {
    const known = { ...finding('error'), known: true };
    expect(conclusionOf(tallyOf(OP_KINDS), [known])).toBe('conforms');
    expect(conclusionOf(tallyOf(OP_KINDS), [known, finding('error')])).toBe('findings');
    expect(conclusionOf(tallyOf(OP_KINDS), [known], 2)).toBe('interrupted');
  });

  it('fewer cases than asked for: interrupted', () => {
    expect(conclusionOf(tallyOf(OP_KINDS), [], 2)).toBe('interrupted');
  });

  it('a property that compared nothing, or an operation that never came up: too little', () => {
    expect(conclusionOf(tallyOf(OP_KINDS, ['contract/terminates']))).toBe('insufficient-coverage');
    expect(conclusionOf(tallyOf(OP_KINDS.slice(1)))).toBe('insufficient-coverage');
  });
});

describe('the result', () => {
  it('counts what was done', () => {
    expect(resultOf(request, tallyOf(OP_KINDS), [])).toMatchObject({
      format: 'irpresult/2',
      subject: 'article',
      seed: 5,
      casesRequested: 1,
      cases: 1,
      calls: OP_KINDS.length,
      executions: 1,
      distinctTraces: 1,
      modes: [{ mode: 'direct', cases: 1, calls: OP_KINDS.length }],
      modelArms: {},
    });
  });

  it('says what was not checked, and at last what was left out', () => {
    const tally = tallyOf(
      OP_KINDS.filter((kind) => kind !== 'flush'),
      ['metamorphic/repeat'],
    );
    const { notChecked } = resultOf(request, tally, [], { leftOut: ['cases from 1 on: no reason'] });
    expect(notChecked).toContain('model/status: no model of the device');
    expect(notChecked.slice(-3)).toEqual([
      'metamorphic/repeat: nothing to compare came up',
      'operation flush: never executed',
      'cases from 1 on: no reason',
    ]);
  });

  it('says which names of the driver no case opens', () => {
    const subject = { ...request.subject, notReached: ['link \\??\\Old: it leads to no device'] };
    const { notChecked } = resultOf({ ...request, subject }, tallyOf(OP_KINDS), []);
    expect(notChecked.at(-1)).toBe('link \\??\\Old: it leads to no device');
  });

  it('in the caller’s own thread, what needs a worker is not checked', () => {
    const { notChecked } = resultOf({ ...request, isolated: false }, tallyOf(OP_KINDS), []);
    expect(notChecked).toContain('contract/terminates: the driver runs in this process, without a watchdog');
  });
});
