import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../../src/campaign/case-runner.ts';
import { replayCorpus } from '../../../src/campaign/corpus/replay-corpus.ts';
import { Tally } from '../../../src/campaign/tally.ts';
import type { CampaignResult, CorpusResult } from '../../../src/trace/result.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { on, open, traceOf } from '../subjects.ts';
import { campaign, UNALIGNED, verbatim } from './replay-corpus.setup.ts';

const HARMLESS = traceOf('direct', [open(), on('close')], { subject: 'article-verbatim' });

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

  it('an empty corpus is one', async () => {
    expect((await campaign({ corpus: [] })).corpus).toEqual({ traces: 0, showing: 0 });
  });

  it('the signal ends it too', async () => {
    const signal = AbortSignal.abort();
    const result = await campaign({ corpus: [UNALIGNED], signal });
    expect(result).toMatchObject({ corpus: { traces: 0, showing: 0 }, cases: 0, conclusion: 'interrupted' });
  });
});
