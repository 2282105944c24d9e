import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { result } from '../report/results.ts';
import { fakeServices, irpcheck, temporaryFolder } from './fakes.ts';

const never = fakeServices(async () => {
  throw new Error('the campaign started');
});

describe('where reports can not be written, the campaign does not start', () => {
  const table: [string, (folder: string) => string[], string][] = [
    ['the folder is a file', (f) => ['-o', join(f, 'file')], "file': a file of that name is in the way"],
    ['the folder is below a file', (f) => ['-o', join(f, 'file', 'x')], "x': part of the path is a file"],
    ['the result is a folder', (f) => ['-o', join(f, 'taken')], "article.json': it is a folder"],
    ['--json is a folder', (f) => ['-o', join(f, 'new'), '--json', f], ': it is a folder'],
    [
      '--json is below a file',
      (f) => ['-o', join(f, 'new', 'er'), '--json', join(f, 'file', 'x.json')],
      "x.json': part of the path is a file",
    ],
  ];

  it.each(table)('%s', async (_name, args, message) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'taken', 'article', 'article.json'), { recursive: true });
    const { exitCode, out, err } = await irpcheck(['run', ...args(folder)], never);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toMatch(/^error: cannot write to '.*\n$/);
    expect(err).toContain(message);
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual([
      'file',
      'taken',
      join('taken', 'article'),
      join('taken', 'article', 'article.json'),
    ]);
  });
});

describe('targets', () => {
  it('that are no files are written as they stand', async () => {
    if (process.platform === 'win32') return;
    const folder = temporaryFolder();
    expect((await irpcheck(['run', '-o', folder, '--json', '/dev/null'])).exitCode).toBe(0);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('that go away meanwhile do not hide what was found', async () => {
    const folder = join(temporaryFolder(), 'reports');
    const fake = fakeServices(async () => {
      rmSync(folder, { recursive: true });
      writeFileSync(folder, 'in the way');
      return result();
    });
    const { exitCode, out, err } = await irpcheck(['run', '-o', folder], fake);
    expect(exitCode).toBe(2);
    expect(out).toContain('conforms');
    expect(err).toMatch(/^error: cannot write to '.*irpcheck-files\.json': part of the path is a file\n$/);
  });

  it('that were there stay when the campaign fails', async () => {
    const folder = temporaryFolder();
    expect((await irpcheck(['run', '-o', folder], never)).exitCode).toBe(3);
    expect(readdirSync(folder)).toEqual([]);
  });
});
