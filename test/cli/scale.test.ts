import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseResult } from '../../src/trace/result-json.ts';
import { FakeHost, irpcheck } from './fakes.ts';
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
    expect(parseResult(readFileSync(join(scene.folder, 'article.json'), 'utf8')).timing).toEqual({
      startedAt: '2026-01-01T00:00:00.000Z',
      elapsedMs: 1234,
      workers: 2,
      shards: 1,
    });
  });

  it('keeps nothing once it is complete', async () => {
    const { err } = await run([]);
    expect(readdirSync(scene.folder)).not.toContain('article.partial');
    expect(err).not.toContain('--resume');
  });

  it('that is interrupted keeps what it has, for another to go on', async () => {
    const host = new FakeHost();
    const first = await run(
      [],
      host,
      services(() => host.interrupt()),
    );
    expect(first.err).toContain('the same command with --resume goes on from here');
    expect(readdirSync(join(scene.folder, 'article.partial'))).toEqual(['segment-00.json']);
    const second = await run(['--resume']);
    expect(second.err).toContain('there is nothing to resume: starting from the first case');
    expect(existsSync(join(scene.folder, 'article.partial'))).toBe(false);
  });

  it('that starts over says so, and forgets what was kept', async () => {
    const host = new FakeHost();
    await run(
      [],
      host,
      services(() => host.interrupt()),
    );
    expect((await run(['-s', '7'])).err).toContain('starting over: the campaign that was interrupted');
    await run(
      [],
      host,
      services(() => host.interrupt()),
    );
  });

  it('is not resumed as another one', async () => {
    const host = new FakeHost();
    await run(
      [],
      host,
      services(() => host.interrupt()),
    );
    const { exitCode, err } = await run(['--resume', '-s', '7']);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/cannot resume: what is kept in '.*article.partial' is of another seed \(1, not 7\)/);
    expect(existsSync(join(scene.folder, 'article.partial', 'segment-00.json'))).toBe(true);
  });
});

describe('merge refuses', () => {
  it.each([
    ['a file that is not there', null, /cannot read '.*x.json': no such file/],
    ['a file that is no shard', '{"format":"irpresult/1"}', /'.*x.json' is no shard: format: expected/],
    ['a file that was cut off', '{"format":"irpshard/1"', /is no shard: .*ends early/],
  ])('%s', async (_, text, message) => {
    const path = join(scene.folder, 'x.json');
    if (text !== null) writeFileSync(path, text);
    const { exitCode, err } = await irpcheck(['merge', path, '-o', join(scene.folder, 'out')]);
    expect(exitCode).toBe(2);
    expect(err).toMatch(message);
    expect(existsSync(join(scene.folder, 'out'))).toBe(false);
  });

  it('a folder, and nothing at all', async () => {
    mkdirSync(join(scene.folder, 'd'));
    expect((await irpcheck(['merge', join(scene.folder, 'd')])).err).toContain('it is a folder');
    expect((await irpcheck(['merge'])).exitCode).toBe(2);
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
