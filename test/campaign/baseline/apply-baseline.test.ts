import { describe, expect, it } from 'vitest';
import { applyBaseline } from '../../../src/campaign/baseline/apply-baseline.ts';
import { updatedBaseline } from '../../../src/campaign/baseline/updated-baseline.ts';
import type { BaselineEntry } from '../../../src/trace/finding/baseline.ts';
import type { CampaignResult } from '../../../src/trace/result/result.ts';
import { settingOf } from '../../../src/trace/setting.ts';
import { failed, finding, property, result, unalignedWrite } from '../../report/results.ts';

const entry = (parts: Partial<BaselineEntry> = {}): BaselineEntry => ({
  subject: 'article-verbatim',
  mode: 'direct',
  property: 'model/status',
  reason: 'STATUS_END_OF_FILE-for-STATUS_SUCCESS',
  note: '',
  ...parts,
});
const { subject: _, ...KNOWN } = entry();

const other = finding({ property: 'contract/in-bounds', reason: 'pool-overrun', origin: 'IRP_MJ_READ' });
const two = failed({
  findings: [finding(), other],
  properties: [
    property({ verdict: 'finding', breaches: 9 }),
    property({ id: 'contract/in-bounds', verdict: 'finding', breaches: 1 }),
  ],
});
const fixedOf = (found: CampaignResult, baseline: readonly BaselineEntry[]) =>
  applyBaseline(found, baseline).baseline?.fixed;

describe('applyBaseline', () => {
  it('makes the findings that it names known: they fail nothing', () => {
    expect(applyBaseline(failed(), [entry()])).toEqual(
      failed({
        findings: [finding({ known: true })],
        properties: [property({ verdict: 'known', breaches: 1234 })],
        baseline: { known: 1, fixed: [] },
        conclusion: 'conforms',
      }),
    );
  });

  it('says why, where the baseline does', () => {
    const noteOf = (...entries: BaselineEntry[]) => applyBaseline(failed(), entries).findings[0]?.note;
    expect(noteOf(entry({ note: 'issue 5' }))).toBe('issue 5');
    expect(noteOf(entry(), entry({ mode: 'buffered', note: 'issue 6' }))).toBe('issue 6');
    expect(noteOf(entry({ reason: 'x', note: 'issue 7' }))).toBeUndefined();
  });

  it('names findings by entries for other modes that are checked, and calls only its own fixed', () => {
    const noted = entry({ mode: 'neither', note: 'issue 5' });
    const found = applyBaseline(failed(), [noted], 'interrupted', ['direct', 'neither']);
    expect(found.findings[0]).toMatchObject({ known: true, note: 'issue 5' });
    const conforming = result({
      subject: 'article-verbatim',
      modes: [{ mode: 'direct', cases: 5, calls: 9 }],
    });
    const both = applyBaseline(conforming, [noted, entry()], 'interrupted', ['direct', 'neither']);
    expect(both.baseline).toEqual({ known: 0, fixed: [KNOWN] });
  });

  it('leaves what it does not name as it is', () => {
    const applied = applyBaseline(two, [entry()]);
    expect(applied.conclusion).toBe('findings');
    expect(applied.findings.map(({ known }) => known)).toEqual([true, false]);
    expect(applied.properties.map(({ verdict }) => verdict)).toEqual(['known', 'finding']);
  });

  it('a property with one known error of two fails', () => {
    const findings = [finding(), finding({ reason: 'bug-check-for-STATUS_SUCCESS' })];
    const applied = applyBaseline(failed({ findings }), [entry()]);
    expect(applied.properties[0]?.verdict).toBe('finding');
    expect(applied.conclusion).toBe('findings');
  });

  it.each<[string, Partial<BaselineEntry>, number]>([
    ['another driver', { subject: 'article' }, 0],
    ['a mode that was not executed', { mode: 'neither' }, 0],
    ['another of the modes, since it depends on the seed which of them shows first', { mode: 'buffered' }, 1],
    ['another reason', { reason: 'x' }, 0],
    ['another property', { property: 'model/iosb' }, 0],
    ['an origin, where the finding has none', { origin: 'IRP_MJ_WRITE' }, 1],
  ])('an entry of %s', (_name, parts, known) => {
    expect(applyBaseline(failed(), [entry(parts)]).baseline?.known).toBe(known);
  });

  it('tells findings of several origins apart', () => {
    const { property: id, reason } = other;
    const named = (origin: string) =>
      applyBaseline(two, [entry({ property: id, reason, origin })]).findings[1]?.known;
    expect(named('IRP_MJ_READ')).toBe(true);
    expect(named('IRP_MJ_WRITE')).toBe(false);
  });

  it('says which were not found', () => {
    const conforming = result({ subject: 'article-verbatim' });
    expect(applyBaseline(conforming, [entry({ note: 'issue 5' })])).toEqual({
      ...conforming,
      baseline: { known: 0, fixed: [{ ...KNOWN, note: 'issue 5' }] },
    });
    expect(fixedOf(two, [entry(), entry({ reason: 'x' })])).toEqual([{ ...KNOWN, reason: 'x' }]);
  });

  it.each<[string, CampaignResult]>([
    ['that was interrupted', result({ cases: 5, conclusion: 'interrupted' })],
    ['that ran out of time', result({ cases: 5, conclusion: 'out-of-time' })],
    ['with findings that executed too few cases', failed({ findings: [other], cases: 5 })],
    [
      'with findings that covered too little',
      failed({ findings: [other], opKinds: { ...result().opKinds, read: 0 } }),
    ],
    [
      'that left out what the driver hangs in',
      failed({ findings: [finding({ property: 'contract/terminates' })] }),
    ],
    ['of another driver', result({ subject: 'record' })],
    ['in another mode', result({ modes: [{ mode: 'buffered', cases: 1, calls: 1 }] })],
    ['without the model', result({ properties: [property({ verdict: 'skipped', compared: 0 })] })],
  ])('says nothing of what was not found by a campaign %s', (_name, found) => {
    const subject = found.subject === 'record' ? 'record' : 'article-verbatim';
    expect(fixedOf({ ...found, subject }, [entry()])).toEqual([]);
    expect(updatedBaseline({ ...found, subject }, [entry()]).findings).toContainEqual(entry());
  });

  it('an interrupted campaign stays one, also where all that it found is known', () => {
    const interrupted = applyBaseline(failed({ cases: 5 }), [entry()]);
    expect(interrupted.conclusion).toBe('interrupted');
    const late = applyBaseline(result({ cases: 5, conclusion: 'out-of-time' }), []);
    expect(late.conclusion).toBe('out-of-time');
  });

  it('an empty baseline is one', () => {
    expect(applyBaseline(failed(), [])).toEqual(failed({ baseline: { known: 0, fixed: [] } }));
  });

  it('counts on what a result says of itself: a failing property without a finding fails', () => {
    const strange = failed({ findings: [] });
    expect(applyBaseline(strange, [entry()]).properties[0]?.verdict).toBe('finding');
  });
});

describe('updatedBaseline', () => {
  it('names every error, and keeps the notes of those that are still found', () => {
    const noted = entry({ note: 'issue 5' });
    const warning = finding({ reason: 'slow', severity: 'warning' });
    const found = { ...two, findings: [...two.findings, warning] };
    const added = entry({ property: 'contract/in-bounds', reason: 'pool-overrun', origin: 'IRP_MJ_READ' });
    expect(updatedBaseline(found, [noted])).toEqual({ findings: [noted, added], added: 1, removed: 0 });
    const again = updatedBaseline(found, [noted, added]);
    expect(again).toEqual({ findings: [noted, added], added: 0, removed: 0 });
    expect(applyBaseline(found, again.findings).conclusion).toBe('conforms');
  });

  it('names the mode that a finding showed in', () => {
    const trace = unalignedWrite({ setting: settingOf('buffered') });
    const { findings } = updatedBaseline(failed({ findings: [finding({ trace })] }), []);
    expect(findings).toEqual([entry({ mode: 'buffered' })]);
  });

  it('drops what is fixed, and leaves other drivers and modes alone', () => {
    const others = [entry({ subject: 'record' }), entry({ mode: 'neither' })];
    const { findings, removed } = updatedBaseline(result({ subject: 'article-verbatim' }), [
      entry(),
      ...others,
    ]);
    expect(findings).toEqual(others);
    expect(removed).toBe(1);
  });
});
