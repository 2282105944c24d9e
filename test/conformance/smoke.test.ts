import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { campaignResult, DIGESTED, DIGESTS_FILE } from './determinism.ts';
import { irpcheck } from './dist.ts';
import { expectedRows, rowsOf } from './verbatim.ts';

/** A little of the gate, for every run of the tests: what it says of a change at once. */

describe('results are those recorded', () => {
  const expected = JSON.parse(readFileSync(DIGESTS_FILE, 'utf8')) as Record<string, string>;

  it.each(DIGESTED)('$driver', async (campaign) => {
    const digest = createHash('sha256')
      .update(await campaignResult(campaign))
      .digest('hex');
    expect(digest).toBe(expected[campaign.driver]);
  });
});

it('the code as it was published shows exactly the expected findings', async () => {
  const subject = irpcheck.findSubject('article-verbatim');
  expect(await rowsOf(subject, 'direct', 1)).toEqual(expectedRows('article-verbatim', 'direct'));
});

it('a correct driver conforms', async () => {
  const { findSubject, runCampaign } = irpcheck;
  const subject = findSubject('record');
  const result = await runCampaign({ subject, modes: subject.modes, cases: 3000, seed: 1 });
  expect(result).toMatchObject({ conclusion: 'conforms', findings: [] });
});
