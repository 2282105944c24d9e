import { describe, expect, it } from 'vitest';
import type { CampaignResult } from '../../src/trace/result.ts';
import { campaign, UNALIGNED } from './campaign-corpus.setup.ts';
import { on, open, traceOf } from './subjects.ts';

const HARMLESS = traceOf('direct', [open(), on('close')], { subject: 'article-verbatim' });

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
    // Its traces are no cases.
    expect(result.modelArms).toEqual(without.modelArms);
    expect(result.opKinds).toEqual(without.opKinds);
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
