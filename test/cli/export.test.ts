import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatTrace } from '../../src/trace/json.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { finding, unalignedWrite } from '../report/results.ts';
import { irpcheck, localServices, temporaryFolder } from './fakes.ts';

/** Exports a trace named found.json, in a folder of its own. */
async function exported(args: readonly string[], trace: Trace = unalignedWrite()) {
  const folder = temporaryFolder();
  const path = join(folder, 'found.json');
  writeFileSync(path, formatTrace(trace, finding()));
  const given = args.map((arg) => arg.replace('FOLDER', folder));
  const { exitCode, out, err } = await irpcheck(['export', path, ...given], localServices);
  const files = readdirSync(folder).filter((name) => name !== 'found.json');
  return { exitCode, out: out.replaceAll(folder, ''), err: err.replaceAll(folder, ''), folder, files };
}

describe('export', () => {
  it('writes each language beside the trace', async () => {
    const { exitCode, out, err, folder, files } = await exported([
      '--to',
      'vitest,c',
      '--to',
      'rust,powershell',
    ]);
    expect([exitCode, err]).toEqual([0, '']);
    expect(files.sort()).toEqual(['found.c', 'found.ps1', 'found.rs', 'found.test.ts']);
    expect(out).toBe('rust: /found.rs\nc: /found.c\npowershell: /found.ps1\nvitest: /found.test.ts\n');
    const c = readFileSync(join(folder, 'found.c'), 'utf8');
    expect(c).toContain('-o found.exe found.c -lntdll');
    expect(c).toContain('EXPECTED({ .status = STATUS_SUCCESS, INFORMATION(1u), POSITION(0LL) })');
    expect(c).toContain('.simulated = "STATUS_END_OF_FILE"');
  });

  it('writes to a file, to a folder, to standard output', async () => {
    const file = await exported(['--to', 'c', '-o', 'FOLDER/new/x.c']);
    expect(file.out).toBe('c: /new/x.c\n');
    expect(existsSync(join(file.folder, 'new/x.c'))).toBe(true);
    const folder = await exported(['--to', 'c', '-o', 'FOLDER/new/']);
    expect(existsSync(join(folder.folder, 'new/found.c'))).toBe(true);
    const several = await exported(['--to', 'c,rust', '-o', 'FOLDER/new']);
    expect(readdirSync(join(several.folder, 'new')).sort()).toEqual(['found.c', 'found.rs']);
    const printed = await exported(['--to', 'powershell', '--out', '-']);
    expect(printed.out).toMatch(/^# {2}A finding of irpcheck: model\/status/);
    expect(printed.files).toEqual([]);
  });

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
