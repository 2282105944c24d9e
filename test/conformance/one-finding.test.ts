import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BIN } from './bad-input/process.ts';
import { irpcheck } from './dist.ts';
import { mingw, rustc } from './tools.ts';

/** One finding all the way: found, kept, reported, replayed, minimized again and exported, by commands alone. */

const MINGW = mingw();
const RUSTC = rustc();

const PROPERTY = 'model/status';
const REASON = 'STATUS_END_OF_FILE-for-STATUS_SUCCESS';

const folder = mkdtempSync(join(tmpdir(), 'irpcheck-finding-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, parameters: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(command, parameters, { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const runIrpcheck = (...parameters: string[]) => run(process.execPath, [BIN, ...parameters]);
const read = (...path: string[]): string => readFileSync(resolve(folder, ...path), 'utf8');

const FORMS = 'json,junit,sarif,ctrf,markdown,html,github';
let text: string;
/** The command that the report for people prints below the finding. */
let replayCommand: string;
let tracePath: string;

beforeAll(() => {
  const campaign = ['run', 'article-verbatim', '--mode', 'direct', '-n', '600', '-q'];
  const { status, stdout } = runIrpcheck(...campaign, '--corpus', 'corpus', '--report', FORMS);
  expect(status).toBe(1);
  text = stdout;
  const finding = text
    .split(/^(?=FINDING )/m)
    .find((part) => part.startsWith(`FINDING ${PROPERTY}  ${REASON}`));
  replayCommand = /replay: npx irpcheck (replay \S+)/.exec(finding ?? '')?.[1] ?? '';
  tracePath = replayCommand.replace(/^replay /, '');
  expect(dirname(tracePath)).toBe(join(folder, 'reports', 'article-verbatim'));
  expect(basename(tracePath)).toMatch(/^model-status-[0-9a-f]{12}\.json$/);
});

it('is put into the corpus, where the next campaign finds it before its first case', () => {
  const { trace } = irpcheck.parseTrace(read(tracePath));
  const kept = readdirSync(join(folder, 'corpus')).filter((name) => {
    const found = irpcheck.parseTrace(read('corpus', name));
    return found.finding?.property === PROPERTY && found.finding.reason === REASON;
  });
  expect(kept).toHaveLength(1);
  expect(irpcheck.parseTrace(read('corpus', kept[0] ?? '')).trace.ops).toEqual(trace.ops);
  const again = runIrpcheck(
    'run',
    'article-verbatim',
    '-m',
    'direct',
    '-n',
    '1',
    '-s',
    '9',
    '-q',
    '-o',
    'again',
  );
  expect(again.status).toBe(1);
  expect(again.stdout).toContain(`FINDING ${PROPERTY}  ${REASON}`);
});

it('is in all eight forms of the report', () => {
  const forms: Readonly<Record<string, string>> = {
    text,
    json: read('reports', 'article-verbatim', 'article-verbatim.json'),
    junit: read('reports', 'article-verbatim', 'article-verbatim.junit.xml'),
    sarif: read('reports', 'article-verbatim', 'article-verbatim.sarif'),
    ctrf: read('reports', 'article-verbatim', 'article-verbatim.ctrf.json'),
    markdown: read('reports', 'article-verbatim', 'article-verbatim.md'),
    html: read('reports', 'article-verbatim', 'article-verbatim.html'),
    github: text
      .split('\n')
      .filter((line) => line.startsWith('::'))
      .join('\n'),
  };
  for (const [form, content] of Object.entries(forms)) {
    // Markdown escapes what would mean something, and HTML may break a long code.
    const plain = content.replaceAll(/\\([_-])|<wbr>/g, '$1');
    expect(plain, form).toContain(PROPERTY);
    expect(plain, form).toContain(REASON);
  }
});

it('still shows by the printed command', () => {
  const { status, stdout } = runIrpcheck(...replayCommand.split(' '));
  expect(status).toBe(1);
  expect(stdout).toContain(`recorded finding ${PROPERTY} ${REASON}: still shows`);
});

it('is unchanged when it is minimized again', () => {
  const { status, stdout } = runIrpcheck('minimize', tracePath, '-o', 'again.json');
  expect(status).toBe(1);
  expect(stdout).toContain('as it was');
  expect(read('again.json')).toBe(read(tracePath));
});

it('is exported to all four languages', () => {
  const { status } = runIrpcheck('export', tracePath, '--to', 'rust,c,powershell,vitest', '-o', 'exported/');
  expect(status).toBe(0);
  const names = readdirSync(join(folder, 'exported')).sort();
  expect(names.map((name) => name.replace(/^model-status-[0-9a-f]{12}/, ''))).toEqual([
    '.c',
    '.ps1',
    '.rs',
    '.test.ts',
  ]);
  for (const name of names) expect(read('exported', name)).toContain(REASON);
});

const exported = (ending: string): string =>
  join('exported', readdirSync(join(folder, 'exported')).find((name) => name.endsWith(ending)) ?? '');

it.skipIf(MINGW.isMissing)(`as C compiles without a warning${MINGW.note}`, () => {
  const flags = ['-std=c11', '-Wall', '-Wextra', '-O2', '-o', 'finding.exe'];
  expect(run(MINGW.command, [...flags, exported('.c'), '-lntdll'])).toEqual({
    status: 0,
    stdout: '',
    stderr: '',
  });
});

it.skipIf(RUSTC.isMissing)(`as Rust compiles without a warning${RUSTC.note}`, () => {
  const flags = ['--edition', '2021', '--target', 'x86_64-pc-windows-gnu', '-o', 'finding-rust.exe'];
  expect(run(RUSTC.command, [...flags, exported('.rs')])).toEqual({ status: 0, stdout: '', stderr: '' });
});
