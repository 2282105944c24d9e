import { describe, expect, it } from 'vitest';
import { Campaign, type Checkpoints, type ShardedRequest } from '../../src/campaign/campaign.ts';
import type { SegmentPart } from '../../src/campaign/segment-run.ts';
import type { CampaignIdentity } from '../../src/campaign/shards/identity.ts';
import { mergeShards } from '../../src/campaign/shards/merge.ts';
import type { ShardDocument } from '../../src/campaign/shards/shard-document.ts';
import { HostPool } from '../../src/hosts/host-pool.ts';
import { Workers } from '../../src/hosts/workers.ts';
import { findSubject, summaryOf } from '../../src/subjects/index.ts';
import { FakeThreads, UNCHANGED } from '../hosts/fake-thread.ts';
import { CAMPAIGN } from './shards/documents.ts';

const subject = findSubject('article-verbatim');
const CASES = 2_300;
const IDENTITY: CampaignIdentity = { ...CAMPAIGN, cases: CASES, modes: ['neither'], seed: 1 };

function campaign(parts: Partial<ShardedRequest> = {}, workers = 1): Campaign {
  const threads = new FakeThreads(() => subject, UNCHANGED);
  const source = { name: subject.name, driver: null, model: null };
  const options = { onOutput: () => {}, stallMs: 50, startThread: threads.start };
  const pool = new HostPool(Array.from({ length: workers }, () => new Workers(source, options)));
  return new Campaign(pool, summaryOf(subject), {
    modes: ['neither'],
    cases: CASES,
    seed: 1,
    ...parts,
  });
}

const whole = await campaign().run(null);

/** Keeps segments, and tells which. */
class Kept implements Checkpoints {
  readonly parts = new Map<number, SegmentPart>();

  async load(): Promise<readonly SegmentPart[]> {
    return [...this.parts.values()];
  }

  async save(part: SegmentPart): Promise<void> {
    this.parts.set(part.segment, structuredClone(part));
  }
}

it('the number of workers changes no result', async () => {
  expect(whole.cases).toBe(CASES);
  expect(whole.findings.length).toBeGreaterThan(3);
  for (const workers of [2, 3]) expect(await campaign({}, workers).run(null)).toEqual(whole);
});

describe('shards', () => {
  const run = (index: number, parts: Partial<ShardedRequest> = {}): Promise<ShardDocument> =>
    campaign({ shard: { index, count: 3 }, ...parts }).runShard(IDENTITY);

  it('make the same result together, each counting its own cases', async () => {
    const documents = [await run(1), await run(2), await run(3)];
    expect(documents.map(({ counts }) => counts.cases)).toEqual([1000, 650, 650]);
    expect(documents.every(({ complete }) => complete)).toBe(true);
    const merged = mergeShards(documents.map((document, index) => ({ name: String(index), document })));
    expect({ ...merged, timing: null }).toEqual(whole);
  });

  it('tell how far they are by the cases that they count', async () => {
    const seen: number[] = [];
    await run(2, { onProgress: ({ cases, casesRequested }) => seen.push(cases, casesRequested) });
    expect(Math.max(...seen)).toBe(650);
  });

  it('that are interrupted while they minimize are not complete', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const document = await run(1, {
      signal,
      onProgress: ({ phase }) => {
        if (phase === 'minimizing') controller.abort();
      },
    });
    expect(document.counts.cases).toBe(1000);
    expect(document.complete).toBe(false);
  });

  it('but the first replay no corpus', async () => {
    const corpus = [whole.findings[0]?.trace ?? expect.unreachable()];
    expect((await run(1, { corpus })).corpus).toEqual({ traces: 1, showing: 1 });
    expect((await run(2, { corpus })).corpus).toBeNull();
  });
});

describe('a campaign that was interrupted', () => {
  it.each([1000, 1650])('after %i cases goes on to the same result', async (after) => {
    const checkpoints = new Kept();
    const controller = new AbortController();
    const { signal } = controller;
    const first = await campaign({
      checkpoints,
      signal,
      onProgress: ({ cases }) => {
        if (cases >= after) controller.abort();
      },
    }).run(null);
    expect(first.cases).toBeLessThan(CASES);
    expect(checkpoints.parts.size).toBeGreaterThan(0);
    const seen: number[] = [];
    const second = await campaign({ checkpoints, onProgress: ({ cases }) => seen.push(cases) }).run(null);
    expect(second).toEqual(whole);
    // What was kept is not executed again.
    expect(seen.filter((cases) => cases > 0)[0]).toBeGreaterThanOrEqual(1000);
    expect([...checkpoints.parts.keys()].sort()).toEqual([0, 1, 2]);
  });

  it('or out of time says so, and minimizes what it found', async () => {
    const controller = new AbortController();
    const deadline = controller.signal;
    const result = await campaign({
      deadline,
      onProgress: ({ cases }) => cases > 0 && controller.abort(),
    }).run(null);
    expect(result.cases).toBe(100);
    expect(result.conclusion).toBe('findings');
    expect(result.findings.every(({ minimization }) => minimization === 'complete')).toBe(true);
  });
});

it('interrupted while it executes its corpus, a campaign that goes on is not complete', async () => {
  const checkpoints = new Kept();
  await campaign({ checkpoints }).run(null);
  const corpus = whole.findings.map(({ trace }) => trace);
  const controller = new AbortController();
  const { signal } = controller;
  const result = await campaign({ checkpoints, corpus, signal, onProgress: () => controller.abort() }).run(
    null,
  );
  expect(result.cases).toBe(0);
  expect(result.conclusion).not.toBe('conforms');
  expect(result.corpus?.traces).toBe(1);
});

it('a corpus is executed first, and tells the findings that its traces show', async () => {
  const [known] = whole.findings;
  const corpus = [known?.trace ?? expect.unreachable()];
  const result = await campaign({ corpus }).run(null);
  expect(result.corpus).toEqual({ traces: 1, showing: 1 });
  expect(result.findings[0]?.original).toEqual(known?.trace);
  expect(result.findings[0]?.trace).toEqual(known?.trace);
  expect(result.cases).toBe(CASES);
  expect(result.properties).toEqual(whole.properties);
});
