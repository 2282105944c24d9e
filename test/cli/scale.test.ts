import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseResult } from '../../src/trace/result/result-json.ts';
import { FakeHost } from './fakes.ts';
import { resetScene, run, scene, services } from './scale.setup.ts';

beforeEach(resetScene);

describe('a campaign', () => {
  it('is asked for as many workers as have something to do', async () => {
    await run(['-w', '3']);
    await run(['-w', '100']);
    expect(scene.requests.map(({ workers }) => workers)).toEqual([3, 5]);
  });

  it('says when it began, and how long it took on what', async () => {
    const host = new FakeHost();
    await run(
      ['-w', '2'],
      host,
      services(() => (host.time += 1234)),
    );
    expect(parseResult(readFileSync(join(scene.folder, 'article', 'article.json'), 'utf8')).timing).toEqual({
      startedAt: '2026-01-01T00:00:00.000Z',
      elapsedMs: 1234,
      workers: 2,
      shards: 1,
    });
  });
});

describe('options are refused', () => {
  it.each([
    [['--time', '10'], /Expected a time such as 90s, 10m or 2h/],
    [['--time', '0s'], /Expected a time/],
    [['--time', '169h'], /at most 168h/],
    [['--shard', '0/2'], /Expected i\/n, such as 2\/5/],
    [['--shard', '3/2'], /Expected i\/n/],
    [['--shard', 'x'], /or auto/],
    [['--workers', '0'], /Expected a whole number from 1/],
    [['--shard', 'auto'], /none of these variables is set/],
  ])('%j', async (args, message) => {
    const { exitCode, err } = await run(args);
    expect(exitCode).toBe(2);
    expect(err).toMatch(message);
    expect(scene.requests).toEqual([]);
  });
});
