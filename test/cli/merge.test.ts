import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { irpcheck } from './fakes.ts';
import { resetScene, scene } from './scale.setup.ts';

beforeEach(resetScene);

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
