import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unalignedWrite } from '../report/results.ts';
import { exported } from './export.setup.ts';
import { irpcheck, localServices, temporaryFolder } from './fakes.ts';

describe('export', () => {
  it('takes an existing folder for one', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'there'));
    await exported(['--to', 'rust', '-o', join(folder, 'there')]);
    expect(readdirSync(join(folder, 'there'))).toEqual(['found.rs']);
  });

  const bad: [string, readonly string[], RegExp][] = [
    ['no language', [], /--to/],
    ['another language', ['--to', 'c,java'], /Expected rust, c, powershell, vitest/],
    [
      'several languages on standard output',
      ['--to', 'c,rust', '-o', '-'],
      /standard output takes one program/,
    ],
    ['a path of nothing', ['--to', 'c', '-o', ' '], /Expected a path/],
    ['an unwritable place', ['--to', 'c', '-o', 'FOLDER/found.json/x.c'], /cannot write to/],
  ];

  it.each(bad)('refuses %s', async (_name, args, message) => {
    const { exitCode, err, files } = await exported(args);
    expect(exitCode).toBe(2);
    expect(err).toMatch(message);
    expect(files).toEqual([]);
  });

  it('writes a trace without an operation for vitest alone, and refuses an unknown driver', async () => {
    const empty = await exported(['--to', 'c,vitest'], unalignedWrite({ ops: [] }));
    expect((await exported(['--to', 'vitest'], unalignedWrite({ ops: [] }))).exitCode).toBe(0);
    const message = 'has no operation that a program on Windows could perform: export it to vitest';
    expect([empty.exitCode, empty.err, empty.files]).toEqual([2, `error: '/found.json' ${message}\n`, []]);
    const unknown = await exported(['--to', 'c'], unalignedWrite({ subject: 'nobody' }));
    expect(unknown.err).toContain("unknown driver 'nobody'");
  });

  it('asks where to write the program of what is no regular file', async () => {
    if (process.platform === 'win32') return;
    const pipe = join(temporaryFolder(), 'pipe.json');
    execFileSync('mkfifo', [pipe]);
    const { exitCode, err } = await irpcheck(['export', pipe, '--to', 'c'], localServices);
    expect(exitCode).toBe(2);
    expect(err).toBe(`error: '${pipe}' is no regular file: say with --out (-o) where the program goes\n`);
  });
});
