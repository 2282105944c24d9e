import { describe, expect, it } from 'vitest';
import type { CampaignResult } from '../../src/trace/result.ts';
import { campaign, UNALIGNED } from './campaign-corpus.setup.ts';

describe('a campaign with a corpus', () => {
  it('gives the same findings from every seed that finds no others', async () => {
    const one = await campaign({ corpus: [UNALIGNED], seed: 1 });
    const other = await campaign({ corpus: [UNALIGNED], seed: 2 });
    const of = ({ findings }: CampaignResult) => findings.find(({ property }) => property === 'model/status');
    expect(of(one)).toEqual(of(other));
  });
});
