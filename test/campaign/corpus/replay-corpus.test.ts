import { describe, expect, it } from 'vitest';
import { type CampaignOptions, runCampaign } from '../../../src/campaign/campaign.ts';
import { CaseRunner } from '../../../src/campaign/case-runner.ts';
import { replayCorpus } from '../../../src/campaign/corpus/replay-corpus.ts';
import { Tally } from '../../../src/campaign/tally.ts';
import { findSubject } from '../../../src/subjects/index.ts';
import type { CampaignResult, CorpusResult } from '../../../src/trace/result.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { at, on, open, traceOf, write } from '../subjects.ts';

const verbatim = findSubject('article-verbatim');
/** Shows that the published code takes the offset in the page for the offset in the file. */
const UNALIGNED = traceOf('direct', [open(), write({ length: 1, buffer: at(1) })], {
  subject: 'article-verbatim',
});
const HARMLESS = traceOf('direct', [open(), on('close')], { subject: 'article-verbatim' });

const campaign = (parts: Partial<CampaignOptions>): Promise<CampaignResult> =>
  runCampaign({ subject: verbatim, modes: ['direct'], cases: 1, seed: 1, ...parts });

const replay = (traces: readonly Trace[], tally: Tally): Promise<CorpusResult> =>
  replayCorpus(new CaseRunner(verbatim), traces, tally);

describe('the traces of a corpus', () => {
  it('win over cases that show the same, whichever were noted first', async () => {
    const tally = new Tally();
    expect(await replay([HARMLESS, UNALIGNED], tally)).toEqual({ traces: 2, showing: 1 });
    const [first] = tally.firstCases();
    expect(first).toMatchObject({ caseIndex: -1, trace: UNALIGNED, breach: { property: 'model/status' } });
    if (first === undefined) return;
    const generated = new Tally();
    generated.noteFirst({ ...first, caseIndex: 0, trace: HARMLESS });
    generated.add(tally.part());
    expect(generated.firstCases()[0]).toEqual(first);
  });

  it('are no cases: nothing is counted', async () => {
    const tally = new Tally();
    await replay([UNALIGNED], tally);
    expect(tally).toMatchObject({ cases: 0, calls: 0, executions: 0, distinctTraces: 0 });
    expect([...tally.compared, ...tally.breached, ...tally.arms, ...tally.opKinds]).toEqual([]);
    expect(tally.findings).toBeGreaterThan(0);
  });
});

describe('a campaign with a corpus', () => {
  it('finds what its traces show, whatever is generated', async () => {
    const without = await campaign({});
    const result = await campaign({ corpus: [HARMLESS, UNALIGNED] });
    expect(result.corpus).toEqual({ traces: 2, showing: 1 });
    expect(without.corpus).toBeNull();
    const [finding] = result.findings.filter(({ property }) => property === 'model/status');
    expect(finding).toMatchObject({ trace: UNALIGNED, original: UNALIGNED, minimization: 'complete' });
    expect(result.conclusion).toBe('findings');
    const { cases, calls, executions, distinctTraces, coverage } = without;
    expect(result).toMatchObject({ cases, calls, executions, distinctTraces, coverage });
    const counts = ({ properties }: CampaignResult) =>
      properties.map(({ id, compared, breaches }) => [id, compared, breaches]);
    expect(counts(result)).toEqual(counts(without));
  });

  it('gives the same findings from every seed that finds no others', async () => {
    const one = await campaign({ corpus: [UNALIGNED], seed: 1 });
    const other = await campaign({ corpus: [UNALIGNED], seed: 2 });
    const of = ({ findings }: CampaignResult) => findings.find(({ property }) => property === 'model/status');
    expect(of(one)).toEqual(of(other));
  });

  it('an empty corpus is one', async () => {
    expect((await campaign({ corpus: [] })).corpus).toEqual({ traces: 0, showing: 0 });
  });

  it('the signal ends it too', async () => {
    const signal = AbortSignal.abort();
    const result = await campaign({ corpus: [UNALIGNED], signal });
    expect(result).toMatchObject({ corpus: { traces: 0, showing: 0 }, cases: 0, conclusion: 'interrupted' });
  });
});
