import { describe, expect, it } from 'vitest';
import { applyBaseline, unfoundEntries } from '../../../src/campaign/baseline/apply-baseline.ts';
import { updatedBaseline } from '../../../src/campaign/baseline/updated-baseline.ts';
import type { BaselineEntry } from '../../../src/trace/finding/baseline.ts';
import type { Finding } from '../../../src/trace/finding/finding.ts';
import { canonicalOp } from '../../../src/trace/ops/index.ts';
import { settingOf } from '../../../src/trace/setting.ts';
import { failed, finding, property, result, unalignedWrite } from '../../report/results.ts';

const SHOWN = { trace: unalignedWrite({ seed: null }), op: 1, minimization: 'complete' } as const;

const entry = (parts: Partial<BaselineEntry> = {}): BaselineEntry => ({
  subject: 'article-verbatim',
  mode: 'direct',
  property: 'model/status',
  reason: 'STATUS_END_OF_FILE-for-STATUS_SUCCESS',
  note: '',
  shown: SHOWN,
  ...parts,
});
const { subject: _subject, shown: _shown, ...KNOWN } = entry();

const other = finding({ property: 'contract/in-bounds', reason: 'pool-overrun', origin: 'IRP_MJ_READ' });
const two = failed({
  findings: [finding(), other],
  properties: [
    property({ verdict: 'finding', breaches: 9 }),
    property({ id: 'contract/in-bounds', verdict: 'finding', breaches: 1 }),
  ],
});
/** A trace of another shape that shows the same, and one that differs in an amount and in what is written. */
const longer = unalignedWrite({
  ops: [...SHOWN.trace.ops.slice(0, 1), { ...canonicalOp('write'), length: 5000 }],
});
const alike = unalignedWrite({
  ops: [
    ...SHOWN.trace.ops.slice(0, 1),
    {
      ...canonicalOp('write'),
      length: 7,
      buffer: { pageOffset: 3, memory: 'read-write', shared: false },
      data: { pattern: 'zero' },
    },
  ],
});

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

  it('names findings by entries for other modes that are checked, and has only its own to look for', () => {
    const noted = entry({ mode: 'neither', note: 'issue 5' });
    const modes = ['direct', 'neither'] as const;
    const found = applyBaseline(failed(), [noted], { modes });
    expect(found.findings[0]).toMatchObject({ known: true, note: 'issue 5' });
    const conforming = result({
      subject: 'article-verbatim',
      modes: [{ mode: 'direct', cases: 5, calls: 9 }],
    });
    expect(unfoundEntries(conforming, [noted, entry()])).toEqual([entry()]);
  });

  it('leaves what it does not name as it is', () => {
    const applied = applyBaseline(two, [entry()]);
    expect(applied.conclusion).toBe('findings');
    expect(applied.findings.map(({ known }) => known)).toEqual([true, false]);
    expect(applied.properties.map(({ verdict }) => verdict)).toEqual(['known', 'finding']);
  });

  it('tells no new finding as a way of one that it names', () => {
    const applied = applyBaseline({ ...two, causes: [[0, 1]] }, [entry()]);
    expect(applied.causes).toEqual([[0], [1]]);
    const both = applyBaseline({ ...two, causes: [[1, 0]] }, []);
    expect(both.causes).toEqual([[1, 0]]);
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

  it('accepts a finding whose trace differs in amounts, contents and mode', () => {
    const trace = { ...alike, setting: settingOf('buffered') };
    expect(applyBaseline(failed({ findings: [finding({ trace })] }), [entry()]).conclusion).toBe('conforms');
  });

  it.each<[string, Partial<Finding>]>([
    ['trace is of another shape', { trace: longer }],
    ['place is another', { op: 0 }],
  ])('takes another defect of the same property and reason for new: its %s', (_what, parts) => {
    const applied = applyBaseline(failed({ findings: [finding(parts)] }), [entry()]);
    expect(applied.findings[0]).toMatchObject({ known: false });
    expect(applied.conclusion).toBe('findings');
    expect(unfoundEntries(failed({ findings: [finding(parts)] }), [entry()])).toEqual([entry()]);
  });

  it('goes by the place alone where a trace is not minimal', () => {
    const unfinished = finding({ trace: longer, minimization: 'unfinished' });
    const known = (parts: Partial<Finding>, shown: BaselineEntry['shown'] = SHOWN) =>
      applyBaseline(failed({ findings: [{ ...unfinished, ...parts }] }), [entry({ shown })]).baseline?.known;
    expect(known({})).toBe(1);
    expect(known({ op: 0 })).toBe(0);
    expect(known({ minimization: 'complete' }, { ...SHOWN, minimization: 'none' })).toBe(1);
  });

  it('an entry without a trace accepts what has its property and reason', () => {
    const found = failed({ findings: [finding({ trace: longer, op: 0 })] });
    expect(applyBaseline(found, [entry({ shown: null })]).baseline?.known).toBe(1);
  });

  it('says what is fixed, which the entries’ own traces tell', () => {
    const conforming = result({ subject: 'article-verbatim' });
    const noted = entry({ note: 'issue 5' });
    expect(applyBaseline(conforming, [noted], { fixed: [noted] })).toEqual({
      ...conforming,
      baseline: { known: 0, fixed: [{ ...KNOWN, note: 'issue 5' }] },
    });
    expect(applyBaseline(conforming, [noted]).baseline).toEqual({ known: 0, fixed: [] });
  });

  it('has traces of its driver and modes to look for', () => {
    const unknown = entry({ reason: 'x' });
    expect(unfoundEntries(two, [entry(), unknown, entry({ subject: 'record' })])).toEqual([unknown]);
    expect(unfoundEntries(two, [entry({ mode: 'neither' })])).toEqual([]);
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
  it('accepts every error, and keeps the notes of those that are still found', () => {
    const noted = entry({ note: 'issue 5' });
    const warning = finding({ reason: 'slow', severity: 'warning' });
    const found = { ...two, findings: [...two.findings, warning] };
    const added = entry({ property: 'contract/in-bounds', reason: 'pool-overrun', origin: 'IRP_MJ_READ' });
    const once = updatedBaseline(found, [noted], []);
    expect(once).toEqual({ findings: [noted, added], added: 1, completed: 0, removed: [] });
    expect(updatedBaseline(found, once.findings, [])).toEqual({
      findings: [noted, added],
      added: 0,
      completed: 0,
      removed: [],
    });
    expect(applyBaseline(found, once.findings).conclusion).toBe('conforms');
  });

  it('adds another defect of the same property and reason, without the note of the first', () => {
    const noted = entry({ note: 'issue 5' });
    const { findings, added } = updatedBaseline(
      failed({ findings: [finding({ trace: longer })] }),
      [noted],
      [],
    );
    expect(added).toBe(1);
    expect(findings).toEqual([noted, entry({ shown: { ...SHOWN, trace: { ...longer, seed: null } } })]);
  });

  it('names the mode that a finding showed in', () => {
    const trace = unalignedWrite({ setting: settingOf('buffered') });
    const { findings } = updatedBaseline(failed({ findings: [finding({ trace })] }), [], []);
    expect(findings).toEqual([
      entry({ mode: 'buffered', shown: { ...SHOWN, trace: { ...trace, seed: null } } }),
    ]);
  });

  it('gives an entry of an earlier version its trace, and keeps its note', () => {
    const old = entry({ shown: null, note: 'issue 5' });
    const unknown = entry({ shown: null, reason: 'x', note: 'issue 6' });
    expect(updatedBaseline(failed(), [old, unknown], [])).toEqual({
      findings: [entry({ note: 'issue 5' }), unknown],
      added: 0,
      completed: 1,
      removed: [],
    });
  });

  it('gives one that was not minimal a minimal trace, and never the other way round', () => {
    const unfinished = { ...SHOWN, trace: { ...longer, seed: null }, minimization: 'unfinished' } as const;
    const better = updatedBaseline(failed(), [entry({ shown: unfinished })], []);
    expect(better.findings).toEqual([entry()]);
    const worse = failed({ findings: [finding({ trace: longer, minimization: 'unfinished' })] });
    expect(updatedBaseline(worse, [entry()], []).findings).toEqual([entry()]);
  });

  it('drops what is fixed, and leaves all else alone', () => {
    const others = [entry({ subject: 'record' }), entry({ mode: 'neither' }), entry({ reason: 'x' })];
    const [gone, ...rest] = [entry(), ...others];
    const updated = updatedBaseline(result({ subject: 'article-verbatim' }), [gone, ...rest], [gone]);
    expect(updated).toEqual({ findings: others, added: 0, completed: 0, removed: [gone] });
  });
});
