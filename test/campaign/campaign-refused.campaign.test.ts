import { describe, expect, it } from 'vitest';
import { Campaign, type Checkpoints, type ShardedRequest } from '../../src/campaign/campaign.ts';
import type { SegmentPart } from '../../src/campaign/segment-run.ts';
import { openSession } from '../../src/campaign/session.ts';
import { mergeShards } from '../../src/campaign/shards/merge.ts';
import { formatSegment, parseSegment } from '../../src/campaign/shards/segment-document.ts';
import { formatShard, parseShard } from '../../src/campaign/shards/shard-document.ts';
import { HostPool } from '../../src/hosts/host-pool.ts';
import { Workers } from '../../src/hosts/workers.ts';
import { summaryOf } from '../../src/subjects/index.ts';
import { FakeThreads, UNCHANGED } from '../hosts/fake-thread.ts';
import { pendsSometimesDriver, pipeDriver } from './pending-drivers.ts';
import { CAMPAIGN } from './shards/documents.ts';
import { open, read, subjectOf, traceOf, write } from './subjects.ts';

const CASES = 1_300;
const IDENTITY = { ...CAMPAIGN, cases: CASES, modes: ['buffered'], seed: 1 } as const;
const source = { name: 'test', driver: null, model: null };
/** Only some cases of it are refused. */
const subject = subjectOf(pendsSometimesDriver, { modes: ['buffered'] });

function campaign(parts: Partial<ShardedRequest> = {}, workers = 1): Campaign {
  const threads = new FakeThreads(() => subject, UNCHANGED);
  const options = { onOutput: () => {}, stallMs: 50, startThread: threads.start };
  const pool = new HostPool(Array.from({ length: workers }, () => new Workers(source, options)));
  const request = { modes: ['buffered'], cases: CASES, seed: 1, ...parts } as const;
  return new Campaign(pool, summaryOf(subject), request);
}

const whole = await campaign().run(null);

describe('refused cases of a campaign in workers', () => {
  it('are told however many workers there are', async () => {
    expect(whole).toMatchObject({ conclusion: 'unsupported', findings: [], cases: CASES });
    expect(whole.refused?.cases).toBeGreaterThan(50);
    expect(whole.refused?.cases).toBeLessThan(CASES / 2);
    expect(await campaign({}, 3).run(null)).toEqual(whole);
  });

  it('are told of all shards together, through their files', async () => {
    const documents = [];
    for (const index of [1, 2]) {
      const document = await campaign({ shard: { index, count: 2 } }).runShard(IDENTITY);
      expect(document.counts.refused?.cases).toBeGreaterThan(0);
      documents.push({ name: String(index), document: parseShard(formatShard(document)) });
    }
    expect({ ...mergeShards(documents.reverse()), timing: null }).toEqual(whole);
  });

  it('are told of a campaign that goes on, through what was kept', async () => {
    const kept: SegmentPart[] = [];
    const checkpoints: Checkpoints = {
      load: async () => kept,
      save: async (part) => {
        const text = formatSegment({ campaign: IDENTITY, part });
        const read = parseSegment(text);
        if (read === null) throw new Error('a segment that is none');
        kept.push(read.part);
        // One from before refusals were counted is executed again.
        expect(parseSegment(text.replace(/"refused":.*?\}\}/, '"left":{}'))).toBeNull();
      },
    };
    await campaign({ checkpoints }).run(null);
    kept.splice(1);
    expect(await campaign({ checkpoints }).run(null)).toEqual(whole);
    expect(kept).toHaveLength(2);
  });

  it('are those of the corpus too', async () => {
    const corpus = [traceOf('buffered', [open(), read({ length: 1 })]), traceOf('buffered', [open()])];
    const { refused, corpus: replayed } = await campaign({ corpus, cases: 10 }).run(null);
    expect(replayed).toEqual({ traces: 2, showing: 0 });
    expect(refused).toMatchObject({ traces: 1, first: { caseIndex: -2, op: 1, operation: 'read' } });
  });
});

it('a session says where a trace is refused, minimizes it to nothing and does not perform it', async () => {
  const startThread = new FakeThreads(() => subjectOf(pipeDriver)).start;
  const session = await openSession({ source, startThread });
  const trace = traceOf('direct', [open({ overlapped: true }), read(), write()]);
  const key = { property: 'contract/completed-or-pending', reason: 'never-completed' };
  expect(await session.replay(trace, key)).toMatchObject({
    breaches: [],
    refused: { op: 1, operation: 'read', major: 'IRP_MJ_READ', variant: null },
    steps: [{ ending: 'returned' }],
  });
  expect(await session.minimize(trace, key)).toBeNull();
  await expect(session.perform(trace)).rejects.toMatchObject({ name: 'UnsupportedTraceError' });
  await session.close();
});
