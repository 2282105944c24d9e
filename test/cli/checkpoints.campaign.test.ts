import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeHost } from './fakes.ts';
import { resetScene, run, scene, services } from './scale.setup.ts';

beforeEach(resetScene);

describe('a campaign', () => {
  it('keeps nothing once it is complete', async () => {
    const { err } = await run([]);
    expect(readdirSync(join(scene.folder, 'article'))).not.toContain('article.partial');
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
    expect(readdirSync(join(scene.folder, 'article', 'article.partial'))).toEqual(['segment-00.json']);
    const second = await run(['--resume']);
    expect(second.err).toContain('there is nothing to resume: starting from the first case');
    expect(existsSync(join(scene.folder, 'article', 'article.partial'))).toBe(false);
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
    expect(existsSync(join(scene.folder, 'article', 'article.partial', 'segment-00.json'))).toBe(true);
  });
});
