import { executedResult } from '../../../src/campaign/executed.ts';
import { isOwn, type Shard, segmentsOf } from '../../../src/campaign/segments.ts';
import type { CampaignIdentity } from '../../../src/campaign/shards/identity.ts';
import type { ShardDocument } from '../../../src/campaign/shards/shard-document.ts';
import { CaseLoop } from '../../../src/execution/case-loop.ts';
import { CaseRunner } from '../../../src/execution/case-runner.ts';
import { Tally } from '../../../src/execution/tally.ts';
import { minimizeFinding } from '../../../src/explanation/minimize-finding.ts';
import { findSubject, summaryOf } from '../../../src/subjects/index.ts';
import type { CampaignResult } from '../../../src/trace/result/result.ts';
import { VERSION } from '../../../src/trace/version.ts';

/** What campaigns of these tests are. */
export const CAMPAIGN: CampaignIdentity = {
  version: VERSION,
  subject: 'article-verbatim',
  model: null,
  fingerprint: 'f'.repeat(64),
  modes: ['direct'],
  cases: 1_150,
  seed: 3,
  corpus: null,
};

const subject = findSubject('article-verbatim');

/** Executes the cases that a shard counts, in this thread. */
export function executedShard(shard: Shard, parts: Partial<ShardDocument> = {}): ShardDocument {
  const { modes, seed, cases } = CAMPAIGN;
  const runner = new CaseRunner(subject);
  const loop = new CaseLoop(runner, subject, { modes, seed });
  const counts = new Tally();
  for (const segment of segmentsOf(cases)) {
    if (!isOwn(shard, segment)) continue;
    for (let index = segment.from; index < segment.to; index += 1) loop.run(index, counts);
  }
  return {
    campaign: CAMPAIGN,
    shard,
    complete: true,
    subject: summaryOf(subject),
    counts: counts.part(),
    findings: counts
      .firstCases()
      .map((first) => ({ caseIndex: first.caseIndex, finding: minimizeFinding(runner, first) })),
    leftOut: [],
    corpus: null,
    timing: {
      startedAt: `2026-01-0${shard.index}T00:00:00.000Z`,
      elapsedMs: 100 * shard.index,
      workers: 2,
      shards: 1,
    },
    ...parts,
  };
}

/** The result of the campaign in one piece. */
export function wholeResult(): CampaignResult {
  const { counts, findings } = executedShard({ index: 1, count: 1 });
  const tally = new Tally();
  tally.add(counts);
  const { modes, cases, seed, model } = CAMPAIGN;
  return executedResult(
    { subject: summaryOf(subject), modes, cases, seed, model, view: 'native', isolated: true },
    { counts: tally, findings, leftOut: new Map(), corpus: null, scouted: null, stopped: null },
  );
}
