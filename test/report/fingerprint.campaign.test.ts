import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../src/campaign/run-campaign.ts';
import { fingerprint } from '../../src/report/fingerprint.ts';
import { findSubject } from '../../src/subjects/index.ts';
import type { Finding } from '../../src/trace/finding/finding.ts';

async function findingsOf(seed: number): Promise<readonly Finding[]> {
  const subject = findSubject('article-verbatim');
  return (await runCampaign({ subject, modes: ['direct'], cases: 150, seed })).findings;
}

describe('fingerprint', () => {
  it('is the same for the same finding from two seeds', async () => {
    const [first, second] = [await findingsOf(1), await findingsOf(2)];
    const key = ({ property, reason, origin }: Finding) => `${property} ${reason} ${origin}`;
    const common = first.filter((each) => second.some((other) => key(other) === key(each)));
    expect(common.length).toBeGreaterThan(8);
    for (const each of common) {
      const same = second.find((other) => key(other) === key(each));
      expect(same && [key(each), fingerprint(same)]).toEqual([key(each), fingerprint(each)]);
    }
  });
});
