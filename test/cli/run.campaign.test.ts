import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { irpcheck, localServices, temporaryFolder } from './fakes.ts';
import { campaignOptions } from './run.setup.ts';

describe('the options of run', () => {
  it('check the article in every mode by default', async () => {
    const { subject, modes, cases, seed } = await campaignOptions([]);
    expect([subject.name, modes, cases, seed]).toEqual([
      'article',
      ['buffered', 'direct', 'neither'],
      60_000,
      1,
    ]);
  });
});

describe('run with the real campaign', () => {
  it('conforms for the article, twice the same', async () => {
    const folder = temporaryFolder();
    const run = () => irpcheck(['run', '--cases', '600', '-q', '-o', folder], localServices);
    const first = await run();
    expect(first).toMatchObject({ exitCode: 0, err: '' });
    const text = readFileSync(join(folder, 'article.json'), 'utf8');
    await run();
    expect(readFileSync(join(folder, 'article.json'), 'utf8')).toBe(text);
  }, 60_000);

  it('catches the code as published, and the traces replay', async () => {
    const folder = temporaryFolder();
    const args = ['run', 'article-verbatim', '-m', 'direct', '-n', '200', '-q', '-o', folder];
    const { exitCode, out, err } = await irpcheck(args, localServices);
    expect([exitCode, err]).toEqual([1, '']);
    expect(out).toContain('FINDING model/status  STATUS_END_OF_FILE-for-STATUS_SUCCESS');
    const trace = join(folder, 'model-status-1.json');
    const replayed = await irpcheck(['replay', trace], localServices);
    expect(replayed.exitCode).toBe(1);
    expect(replayed.out).toContain(': still shows\n');
  }, 60_000);
});
