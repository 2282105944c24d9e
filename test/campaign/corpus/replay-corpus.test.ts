import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../../src/campaign/case-runner.ts';
import { replayCorpus } from '../../../src/campaign/corpus/replay-corpus.ts';
import { Tally } from '../../../src/campaign/tally.ts';
import type { CorpusResult } from '../../../src/trace/result.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { campaign, HARMLESS, UNALIGNED, verbatim } from './replay-corpus.setup.ts';

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
  it('an empty corpus is one', async () => {
    expect((await campaign({ corpus: [] })).corpus).toEqual({ traces: 0, showing: 0 });
  });

  it('the signal ends it too', async () => {
    const signal = AbortSignal.abort();
    const result = await campaign({ corpus: [UNALIGNED], signal });
    expect(result).toMatchObject({ corpus: { traces: 0, showing: 0 }, cases: 0, conclusion: 'interrupted' });
  });
});
