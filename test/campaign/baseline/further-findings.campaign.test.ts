import { beforeAll, describe, expect, it } from 'vitest';
import { applyBaseline } from '../../../src/campaign/baseline/apply-baseline.ts';
import { furtherOfMerged } from '../../../src/campaign/baseline/further-of-merged.ts';
import { isNamedByShape } from '../../../src/campaign/baseline/names.ts';
import { updatedBaseline } from '../../../src/campaign/baseline/updated-baseline.ts';
import { runCampaign } from '../../../src/campaign/run-campaign.ts';
import { openSession, type Session } from '../../../src/campaign/session.ts';
import { mergedShards } from '../../../src/campaign/shards/merge.ts';
import { formatShard, parseShard } from '../../../src/campaign/shards/shard-document.ts';
import { jsonReport } from '../../../src/report/json.ts';
import type { Subject } from '../../../src/subjects/index.ts';
import type { BaselineEntry } from '../../../src/trace/finding/baseline.ts';
import type { Finding } from '../../../src/trace/finding/finding.ts';
import type { CampaignResult } from '../../../src/trace/result/result.ts';
import { FakeThreads } from '../../hosts/fake-thread.ts';
import { shortOnce, shortTwice } from './short-disks.ts';

/** Of two segments, so that there can be two shards. */
const REQUEST = { modes: shortOnce.modes, cases: 1_100, seed: 3 };

let entries: readonly BaselineEntry[] = [];

const isAccepted = (finding: Finding): boolean => isNamedByShape(finding, entries);

function campaignOf(subject: Subject, looksFurther: boolean): Promise<CampaignResult> {
  return runCampaign({ subject, ...REQUEST, ...(looksFurther ? { isAccepted } : {}) });
}

function sessionOf(subject: Subject): Promise<Session> {
  const source = { name: 'short', driver: null, model: null };
  return openSession({ source, startThread: new FakeThreads(() => subject).start });
}

const unknownIn = ({ findings }: CampaignResult): readonly Finding[] =>
  findings.filter(({ known }) => !known);

beforeAll(async () => {
  const accepting = await runCampaign({ subject: shortOnce, ...REQUEST, isAccepted: () => true });
  entries = updatedBaseline(accepting, [], []).findings;
});

describe('a driver with a mistake besides the accepted one, of the same property, reason and origin', () => {
  it('is told of by it, which was hidden', async () => {
    const hiding = applyBaseline(await campaignOf(shortTwice, false), entries);
    expect([hiding.conclusion, unknownIn(hiding)]).toEqual(['conforms', []]);
    const told = applyBaseline(await campaignOf(shortTwice, true), entries);
    expect(told.conclusion).toBe('findings');
    const [other, ...more] = unknownIn(told);
    expect(more).toEqual([]);
    expect(other?.trace.ops.at(-1)).toMatchObject({ op: 'read', key: 1 });
    const same = told.findings.filter(
      ({ property, reason, origin }) =>
        property === other?.property && reason === other.reason && origin === other.origin,
    );
    expect(same.map(({ known }) => known)).toContain(true);
  });

  it('conforms once that is accepted as well', async () => {
    const both = updatedBaseline(await campaignOf(shortTwice, true), entries, []).findings;
    expect(both).toHaveLength(entries.length + 1);
    const accepted = (finding: Finding): boolean => isNamedByShape(finding, both);
    const found = await runCampaign({ subject: shortTwice, ...REQUEST, isAccepted: accepted });
    expect(applyBaseline(found, both).conclusion).toBe('conforms');
  });

  it('is told the same with several workers, and by shards that are merged', async () => {
    const session = await sessionOf(shortTwice);
    const whole = await session.runCampaign({ ...REQUEST, isAccepted });
    const several = await session.runCampaign({ ...REQUEST, isAccepted, workers: 2 });
    expect(jsonReport(several)).toBe(jsonReport(whole));
    expect(unknownIn(applyBaseline(whole, entries))).toHaveLength(1);
    const shards = [];
    for (const index of [1, 2]) {
      const document = await session.runShard({ ...REQUEST, shard: { index, count: 2 } });
      shards.push({ name: `${index}.json`, document: parseShard(formatShard(document)) });
    }
    const merged = mergedShards(shards);
    const further = await furtherOfMerged(merged, isAccepted)?.(session);
    expect(jsonReport({ ...merged.result(further), timing: null })).toBe(jsonReport(whole));
    await session.close();
  });
});

it('a driver with the accepted mistake alone conforms', async () => {
  const { conclusion, findings } = applyBaseline(await campaignOf(shortOnce, true), entries);
  expect(conclusion).toBe('conforms');
  expect(findings.length).toBeGreaterThan(5);
});
