import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from './dist.ts';
import { guideFiles, guideUpdater } from './guide.ts';

/** What the guides tell their readers to run, and what they say it prints. */

const DOC = join(ROOT, 'doc');
const BIN = join(ROOT, 'bin/irpcheck.js');
const GUIDES = ['check-your-driver', 'ci-gate', 'read-a-finding', 'write-a-model', 'write-a-property'];
const folder = mkdtempSync(join(tmpdir(), 'irpcheck-guides-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Block {
  readonly language: string;
  readonly text: string;
}

function read(name: string): string {
  return readFileSync(join(DOC, `${name}.md`), 'utf8');
}

function blocks(name: string): Block[] {
  return [...read(name).matchAll(/```(\w*)\n([\s\S]*?)```/g)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
}

function run(...parameters: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, parameters, { cwd: folder, encoding: 'utf8' });
}

beforeAll(() => {
  writeFileSync(join(folder, 'package.json'), '{ "name": "a-reader" }');
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules/irpcheck'), 'junction');
  const { driver, model } = guideFiles();
  for (const name of ['mailbox', 'my']) {
    writeFileSync(join(folder, name === 'my' ? 'my-driver.ts' : 'mailbox.ts'), driver);
    writeFileSync(join(folder, `${name}-model.ts`), model);
  }
});

const helps = new Map<string, string>();

function help(command: string): string {
  const known = helps.get(command) ?? run(BIN, command, '--help').stdout;
  helps.set(command, known);
  return known;
}

describe.each(GUIDES)('doc/%s.md', (name) => {
  it('runs commands that exist, with options that they have', () => {
    const commands = blocks(name)
      .flatMap(({ text }) => text.split('\n'))
      .flatMap((line) => /npx irpcheck .*/.exec(line)?.[0] ?? []);
    // A guide may show none.
    const unknown = commands.flatMap((line) => {
      const [, , command = '', ...rest] = line.split(' ');
      const known = help(command);
      const wanted = [`Usage: irpcheck ${command} `, ...rest.filter((part) => part.startsWith('--'))];
      return wanted.filter((each) => !known.includes(each)).map((each) => `${line}: ${each}`);
    });
    expect(unknown).toEqual([]);
  });

  it('has no broken link', () => {
    const targets = [...read(name).matchAll(/\]\(([^)#:]+)\)/g)].map(([, target = '']) => target);
    expect(targets.filter((target) => !existsSync(join(DOC, target)))).toEqual([]);
  });
});

it('the programs of write-a-model and write-a-property are those of the examples', () => {
  const shown = [...blocks('write-a-model'), ...blocks('write-a-property')].map(({ text }) => text);
  for (const path of [
    'own-driver/src/eeprom-model.ts',
    'write-a-property/documented-status.js',
    'write-a-property/check.js',
  ]) {
    expect(shown).toContain(readFileSync(join(ROOT, 'examples', path), 'utf8'));
  }
});

it('the program that makes a subject of files runs', () => {
  const program = blocks('write-a-property').find(({ text }) => text.includes('loadSubject'))?.text ?? '';
  writeFileSync(join(folder, 'subject.mjs'), `${program}console.log(subject.modes.join());\n`);
  expect(run('subject.mjs')).toMatchObject({ status: 0, stdout: 'buffered,direct\n' });
});

it('the program for the Win32 view runs, and the driver conforms', () => {
  const program = blocks('check-your-driver').find(({ text }) => text.includes("view: 'win32'"))?.text;
  writeFileSync(join(folder, 'win32.mjs'), program ?? '');
  expect(run('win32.mjs')).toMatchObject({ status: 0, stdout: 'conforms\n' });
});

it('the driver that looks for bytes has the finding that the guide prints', () => {
  writeFileSync(join(folder, 'updater.ts'), guideUpdater().named);
  const all = blocks('check-your-driver').map(({ text }) => text);
  const at = all.findIndex((text) => text.includes('irpcheck run ./updater.ts'));
  const parameters = (all[at] ?? '').trim().split(' ').slice(2);
  expect(run(BIN, ...parameters, '--no-corpus')).toMatchObject({
    status: 1,
    stdout: expect.stringContaining(all[at + 1] ?? 'what it prints'),
  });
});

it('the finding that is read is the one that the command prints', () => {
  const [command, finding, then] = blocks('read-a-finding').map(({ text }) => text);
  const parameters = (line = '') => line.trim().split(' ').slice(2);
  const { status, stdout } = run(BIN, ...parameters(command));
  // The guide's reader runs it in a folder of their own.
  expect(stdout.replaceAll(`${folder}/`, '/home/you/driver/')).toContain(finding);
  expect(status).toBe(1);
  expect(readdirSync(join(folder, 'reports/article-verbatim'))).toContain('article-verbatim.html');
  const [replay, minimize, explain] = (then ?? '').trim().split('\n');
  expect(run(BIN, ...parameters(replay))).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('still shows'),
  });
  expect(run(BIN, ...parameters(minimize))).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('2 ops, as it was'),
  });
  expect(run(BIN, ...parameters(explain)).status).toBe(0);
});
