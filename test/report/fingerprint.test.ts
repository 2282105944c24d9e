import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../src/campaign/campaign.ts';
import { fingerprint } from '../../src/report/fingerprint.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { canonicalOp } from '../../src/trace/defaults.ts';
import type { Finding } from '../../src/trace/finding.ts';
import { finding, unalignedWrite } from './results.ts';

async function findingsOf(seed: number): Promise<readonly Finding[]> {
  const subject = findSubject('article-verbatim');
  return (await runCampaign({ subject, modes: ['direct'], cases: 150, seed })).findings;
}

describe('fingerprint', () => {
  it('is of property, reason and kinds of operations', () => {
    const prints = [
      finding(),
      finding({ property: 'model/data' }),
      finding({ reason: 'another' }),
      finding({ trace: unalignedWrite({ ops: [canonicalOp('open'), canonicalOp('read')] }) }),
    ].map(fingerprint);
    expect(new Set(prints).size).toBe(4);
    for (const print of prints) expect(print).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is not of seed, case, subject, texts, counts or operands', () => {
    const { ops } = unalignedWrite();
    const other = finding({
      expected: 'other',
      observed: 'other',
      executions: 1,
      known: true,
      trace: unalignedWrite({
        subject: '/elsewhere/driver.ts',
        seed: { seed: 9, caseIndex: 99 },
        ops: ops.map((op) => canonicalOp(op.op)),
      }),
    });
    expect(fingerprint(other)).toBe(fingerprint(finding()));
  });

  it('is the same for the same finding from two seeds', async () => {
    const [first, second] = [await findingsOf(1), await findingsOf(2)];
    const key = ({ property, reason, origin }: Finding) => `${property} ${reason} ${origin}`;
    const common = first.filter((each) => second.some((other) => key(other) === key(each)));
    expect(common.length).toBeGreaterThan(8);
    for (const each of common) {
      const same = second.find((other) => key(other) === key(each));
      expect(same && [key(each), fingerprint(same)]).toEqual([key(each), fingerprint(each)]);
    }
  }, 60_000);
});
