import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../fakes.ts';
import { FILE, gated } from './gate.setup.ts';

describe('--corpus', () => {
  it('is not begun where nothing is found', async () => {
    const folder = temporaryFolder();
    const { exitCode } = await gated(['--corpus', join(folder, 'corpus')], { conclusion: 'conforms' });
    expect(exitCode).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that is malformed ends the run before the campaign, and names the file', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.json'), FILE.text.slice(0, 50));
    const { exitCode, err, requests } = await gated(['--corpus', folder]);
    expect([exitCode, requests]).toEqual([2, []]);
    expect(err).toBe(
      `error: '${join(folder, 'a.json')}' is no trace: trace: expected a JSON object, found text that ends early (is the file complete?)\n`,
    );
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

  it('refuses a trace that this version does not execute, by its file', async () => {
    const folder = temporaryFolder();
    const text = JSON.stringify({
      format: 'irptrace/1',
      subject: 'article-verbatim',
      options: { mode: 'direct' },
      schedule: [{ op: 0, point: 1, run: 'dpc' }],
      ops: [{ op: 'open' }],
    });
    writeFileSync(join(folder, 'a.json'), text);
    const { exitCode, err } = await gated(['--corpus', folder]);
    expect(exitCode).toBe(4);
    expect(err).toContain(`'${join(folder, 'a.json')}': schedules are not executed by this version`);
  });

  it('that is a file is refused', async () => {
    const path = join(temporaryFolder(), 'file');
    writeFileSync(path, '');
    const { exitCode, err } = await gated(['--corpus', path]);
    expect([exitCode, err]).toEqual([2, `error: cannot read the corpus '${path}': it is no folder\n`]);
  });
});
