import { describe, expect, it } from 'vitest';
import type { CampaignResult } from '../../src/trace/result/result.ts';
import { campaign, HARMLESS, UNALIGNED } from './campaign-corpus.setup.ts';

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

  it('gives the same findings from every seed that finds no others', async () => {
    const one = await campaign({ corpus: [UNALIGNED], seed: 1 });
    const other = await campaign({ corpus: [UNALIGNED], seed: 2 });
    const of = ({ findings }: CampaignResult) => findings.find(({ property }) => property === 'model/status');
    expect(of(one)).toEqual(of(other));
  });
});
