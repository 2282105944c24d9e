import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '../../src/cli/services.ts';
import { parseResult } from '../../src/trace/result/result-json.ts';
import { CAMPAIGN, executedShard } from '../campaign/shards/documents.ts';
import { result } from '../report/results.ts';
import { FakeHost, fakeServices, irpcheck, localServices } from './fakes.ts';
import { part, resetScene, run, scene } from './scale.setup.ts';

beforeEach(resetScene);

describe('a campaign', () => {
  it('ends when its time is over', async () => {
    const { exitCode, out, err } = await run(
      ['--time', '1s'],
      new FakeHost(),
      fakeServices(async ({ deadline, checkpoints, cases }) => {
        await checkpoints?.save(part(0));
        await new Promise<void>((resolve) => deadline?.addEventListener('abort', () => resolve()));
        return result({ casesRequested: cases, cases: 1000, conclusion: 'out-of-time' });
      }),
    );
    expect(exitCode).toBe(5);
    expect(out).toContain('out of time after 1,000 of 5,000 cases (exit 5)');
    expect(err).toContain('the same command with --resume goes on from here');
  });
});

describe('a shard', () => {
  const shards = (complete = true) =>
    fakeServices(
      {},
      {
        runShard: async ({ shard = { index: 1, count: 1 } }) => executedShard(shard, { complete }),
      },
    );
  const shard = (args: string[], env = {}, complete = true) =>
    irpcheck(
      ['run', 'article-verbatim', '-q', '-m', 'direct', '-s', '3', '-n', '1150', '-o', scene.folder, ...args],
      shards(complete),
      new FakeHost({ env }),
    );

  it('is written for merging, and says what it found', async () => {
    const { exitCode, out } = await shard(['--shard', '2/2']);
    expect(exitCode).toBe(1);
    expect(out).toContain('article-verbatim · direct · seed 3 · shard 2 of 2');
    expect(out).toContain('FINDING model/status');
    expect(out).toMatch(/shard 2 of 2: \d+ findings \(exit 1\)/);
    expect(out).toContain('irpcheck merge, with their files');
    expect(readdirSync(join(scene.folder, 'article-verbatim'))).toEqual([
      'article-verbatim.shard-2-of-2.json',
    ]);
  });

  it('is found out from a job array', async () => {
    await shard(['--shard', 'auto'], { CI_NODE_INDEX: '1', CI_NODE_TOTAL: '2' });
    expect(readdirSync(join(scene.folder, 'article-verbatim'))).toEqual([
      'article-verbatim.shard-1-of-2.json',
    ]);
  });

  it('merged with the others is the campaign', async () => {
    await shard(['--shard', '1/2']);
    await shard(['--shard', '2/2']);
    const folder = join(scene.folder, 'article-verbatim');
    const files = readdirSync(folder).map((name) => join(folder, name));
    const { exitCode, out } = await irpcheck(['merge', ...files, '-o', join(scene.folder, 'merged')]);
    expect(exitCode).toBe(1);
    expect(out).toContain('1,150 cases');
    const merged = parseResult(
      readFileSync(join(scene.folder, 'merged', 'article-verbatim', 'article-verbatim.json'), 'utf8'),
    );
    expect(merged).toMatchObject({ cases: CAMPAIGN.cases, conclusion: 'findings' });
    expect(merged.timing).toMatchObject({ shards: 2 });
  });

  it('merged asks the driver whether what its baseline has and it has not is fixed', async () => {
    await shard(['--shard', '1/1']);
    const file = join(scene.folder, 'article-verbatim', 'article-verbatim.shard-1-of-1.json');
    const baseline = join(scene.folder, 'baseline.json');
    const merge = (services: Services, ...more: string[]) =>
      irpcheck(
        ['merge', file, '-o', join(scene.folder, 'merged'), '--baseline', baseline, ...more],
        services,
      );
    // So few cases do not come upon everything.
    expect((await merge(localServices, '--update-baseline')).exitCode).toBe(5);
    // Of a reason that the driver never gives.
    const [accepted = ''] = /"reason": "[^"]+"/.exec(readFileSync(baseline, 'utf8')) ?? [];
    writeFileSync(baseline, readFileSync(baseline, 'utf8').replaceAll(accepted, '"reason": "other"'));
    const known = await merge(localServices);
    expect(known.out).toMatch(
      /^fixed: .* is in the baseline and was not found, nor does its own trace show it/m,
    );
    expect(known.err).toBe('');
    const unasked = await merge(fakeServices());
    expect(unasked.out).not.toMatch(/^fixed: /m);
    expect(unasked.err).toBe(
      [
        'note: not known whether accepted findings hide others: no minimization expected\n',
        'note: not known whether findings of the baseline are fixed: no replay expected\n',
      ].join(''),
    );
    expect(unasked.out).toContain('further cases of accepted findings: the driver was not loaded');
    expect(known.out).not.toContain('further cases of accepted findings');
  });

  it('that was interrupted can not be merged', async () => {
    const { out } = await shard(['--shard', '1/1'], {}, false);
    expect(out).toContain('interrupted (exit');
    expect(out).toContain('Run it again with --resume');
    const { exitCode, err } = await irpcheck([
      'merge',
      join(scene.folder, 'article-verbatim', 'article-verbatim.shard-1-of-1.json'),
    ]);
    expect([exitCode, err]).toEqual([2, expect.stringContaining('cannot merge: shard 1 of 1')]);
  });
});
