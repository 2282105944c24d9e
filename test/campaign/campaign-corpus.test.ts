import { describe, expect, it } from 'vitest';
import { campaign, UNALIGNED } from './campaign-corpus.setup.ts';

describe('a campaign with a corpus', () => {
  it('the signal ends it too', async () => {
    const signal = AbortSignal.abort();
    const result = await campaign({ corpus: [UNALIGNED], signal });
    expect(result).toMatchObject({ corpus: { traces: 0, showing: 0 }, cases: 0, conclusion: 'interrupted' });
  });
});
