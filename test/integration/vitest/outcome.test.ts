import { describe, expect, it } from 'vitest';
import { completeOutcome, type EndedCampaign, outcomeOf } from '../../../src/integration/vitest/outcome.ts';
import type { CampaignResult } from '../../../src/trace/result/result.ts';
import { failed, finding, property, REFUSED, result } from '../../report/results.ts';

const ended = (
  of: CampaignResult,
  tracePaths: readonly string[] = [],
  notes: readonly string[] = [],
): EndedCampaign => ({ result: of, tracePaths, notes, strays: [] });

describe('outcomeOf', () => {
  it('passes what holds', () => {
    expect(outcomeOf(ended(result()), 'model/status')).toEqual({ kind: 'passed', text: '' });
  });

  it('fails with the reports of the findings and how to replay them', () => {
    const other = finding({ property: 'model/data', reason: 'another' });
    const of = failed({ model: './model.ts', findings: [other, finding()] });
    const { kind, text } = outcomeOf(ended(of, ['a.json', 'b.json']), 'model/status');
    expect(kind).toBe('failed');
    expect(text).toContain('FINDING model/status  STATUS_END_OF_FILE-for-STATUS_SUCCESS');
    expect(text).toContain('replay: npx irpcheck replay b.json');
    expect(text).not.toContain('another');
  });

  it('fails closed where a breach was counted and no finding tells of it', () => {
    expect(outcomeOf(ended(failed({ findings: [] })), 'model/status')).toEqual({
      kind: 'failed',
      text: 'model/status was breached in 1,234 cases',
    });
  });

  it('skips with the reason', () => {
    expect(outcomeOf(ended(result()), 'model/user-ptr')).toEqual({ kind: 'skipped', text: 'no T' });
  });

  it('fails what compared nothing, and what was not judged at all', () => {
    const vacuous = (note: string) => result({ properties: [property({ verdict: 'vacuous', note })] });
    expect(outcomeOf(ended(vacuous('')), 'model/status').text).toBe('model/status compared nothing');
    expect(outcomeOf(ended(vacuous('why')), 'model/status')).toEqual({
      kind: 'failed',
      text: 'model/status compared nothing: why',
    });
    expect(outcomeOf(ended(result()), 'model/unheard-of')).toEqual({
      kind: 'failed',
      text: 'model/unheard-of was not judged',
    });
  });

  it('passes what a baseline names, and tells of it', () => {
    const findings = [finding({ known: true, note: 'issue 5' })];
    const of = result({ properties: [property({ verdict: 'known', breaches: 2 })], findings });
    const { kind, text } = outcomeOf(ended(of), 'model/status');
    expect(kind).toBe('passed');
    expect(text).toMatch(/^KNOWN model\/status .*\n {2}Known: issue 5\n/);
  });

  it('passes warnings, and tells of them', () => {
    const findings = [finding({ severity: 'warning' })];
    const of = result({ properties: [property({ verdict: 'warning', breaches: 2 })], findings });
    const { kind, text } = outcomeOf(ended(of), 'model/status');
    expect([kind, text.split('  ')[0]]).toEqual(['passed', 'WARNING model/status']);
  });
});

describe('completeOutcome', () => {
  it('passes a campaign that did all it had to', () => {
    expect(completeOutcome(ended(result()))).toEqual({ kind: 'passed', text: '' });
  });

  it('tells what is fixed and what the corpus was given', () => {
    const fixed = [{ property: 'model/data', reason: 'wrong-bytes', mode: 'direct', note: '' }] as const;
    const of = result({ baseline: { known: 0, fixed } });
    const told = /^fixed: model\/data wrong-bytes .*\ncorpus: 1 trace added:$/;
    expect(completeOutcome(ended(of, [], ['corpus: 1 trace added:']))).toEqual({
      kind: 'passed',
      text: expect.stringMatching(told),
    });
    const short = { ...of, conclusion: 'interrupted', cases: 7 } as const;
    expect(completeOutcome(ended(short, [], ['corpus: 1 trace added:'])).text).toMatch(
      /^interrupted after 7 .*\nfixed: .*\ncorpus: /,
    );
  });

  it('fails one whose driver threw where no case sees it', () => {
    const strays = ['Error: late', 'ProcessExit: process.exit was called'];
    expect(completeOutcome({ ...ended(result()), strays })).toEqual({
      kind: 'failed',
      text: 'outside of its routines, the driver threw\n  Error: late\n  ProcessExit: process.exit was called',
    });
  });

  it('fails one that was cut short, or covered too little', () => {
    const short = result({ conclusion: 'interrupted', cases: 7 });
    expect(completeOutcome(ended(short))).toEqual({
      kind: 'failed',
      text: 'interrupted after 7 of 60,000 cases',
    });
    const little = result({ conclusion: 'insufficient-coverage' });
    expect(completeOutcome(ended(little)).kind).toBe('failed');
    const refused = result({ conclusion: 'unsupported', refused: REFUSED });
    expect(completeOutcome(ended(refused))).toEqual({
      kind: 'failed',
      text: expect.stringMatching(/^asynchronous requests are not supported: 7 of 60,000 cases refused/),
    });
  });
});
