import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { irpcheckHere } from './bad-input/in-process.ts';
import {
  type Ended,
  hasUnprivileged,
  irpcheck,
  listing,
  newFolder,
  shell,
  unprivileged,
} from './bad-input/process.ts';
import { BAD_TRACES, makeUnreadable, trace, UNREADABLE } from './bad-input/traces.ts';

const option = (name: string, text: string, expected: string): string =>
  `error: option '${name}' argument '${text}' is invalid. ${expected}`;
const cases = (text: string) =>
  option('-n, --cases <n>', text, 'Expected a whole number from 1 to 10,000,000, in digits.');
const seed = (text: string) =>
  option('-s, --seed <n>', text, 'Expected a whole number from 0 to 4,294,967,295, in digits.');
const mode = (text: string) =>
  option('-m, --mode <mode>', text, 'Expected buffered, direct, neither, or several of them with commas.');
const forms = (text: string, problem: string) =>
  option('--report <forms>', text, `${problem}; forms: json, junit, sarif, ctrf, markdown, html, github.`);
const path = (name: string, text: string) => option(name, text, 'Expected a path.');

const USAGE: readonly (readonly [args: readonly string[], message: string | RegExp])[] = [
  [['run', '--frobnicate'], "error: unknown option '--frobnicate'"],
  [['run', '--__proto__'], "error: unknown option '--__proto__'"],
  [['--constructor'], "error: unknown option '--constructor'"],
  [['__proto__'], "error: unknown command '__proto__'"],
  [['toString'], "error: unknown command 'toString'"],
  [['run', '__proto__'], /^error: unknown driver '__proto__'; built-in drivers: article, .*$/],
  [['run', 'constructor'], /^error: unknown driver 'constructor'; built-in drivers: article, .*$/],
  [['run', 'model/status'], /^error: unknown driver 'model\/status'; built-in drivers: article, .*$/],
  [['run', 'direct'], /^error: unknown driver 'direct'.*; built-in drivers: article, .*$/],
  [['run', ''], /^error: unknown driver ''; built-in drivers: article, .*$/],
  [['run', 'article', 'record'], "error: too many arguments for 'run'. Expected 1 argument but got 2."],
  [['run', '--mode', 'article'], mode('article')],
  [['run', '--mode', '__proto__'], mode('__proto__')],
  [['run', '--mode', 'constructor,direct'], mode('constructor,direct')],
  [['run', '--mode', 'direct,'], mode('direct,')],
  [['run', '--mode', '\u001b[2J\r\n'], mode('\\u001b[2J ')],
  [['run', '--cases', '-1'], cases('-1')],
  [['run', '--cases', '0'], cases('0')],
  [['run', '--cases', '10000001'], cases('10000001')],
  [['run', '--cases', '9'.repeat(1000)], cases('9'.repeat(1000))],
  [['run', '--cases', '1.5'], cases('1.5')],
  [['run', '--cases', ''], cases('')],
  [['run', '--cases', 'Infinity'], cases('Infinity')],
  [['run', '--cases'], "error: option '-n, --cases <n>' argument missing"],
  [['run', '--seed', '-1'], seed('-1')],
  [['run', '--seed', '4294967296'], seed('4294967296')],
  [['run', '--seed', '0.5'], seed('0.5')],
  [['run', '--seed', ''], seed('')],
  [['run', '--seed', 'NaN'], seed('NaN')],
  [['run', '--out', ''], path('-o, --out <folder>', '')],
  [['run', '--json', ''], path('--json <file>', '')],
  [['run', '--report', 'junt'], forms('junt', "Unknown form 'junt' (did you mean 'junit'?)")],
  [['run', '--report', 'text'], forms('text', "Unknown form 'text'")],
  [['run', '--report', '__proto__'], forms('__proto__', "Unknown form '__proto__'")],
  [['report'], "error: missing required argument 'result'"],
  [['report', ''], "error: cannot read '': no such file"],
  [['report', '.'], "error: cannot read '.': it is a folder"],
  [['report', '/dev/zero'], "error: cannot read '/dev/zero': it is neither a file nor a pipe"],
  [['replay'], "error: missing required argument 'trace'"],
  [['replay', ''], "error: cannot read '': no such file"],
];

/** Of the first version, as no other has schedules; what is undefined is left out. */
const SCHEDULE = {
  format: 'irptrace/1',
  setting: undefined,
  options: { mode: 'direct' },
  schedule: [{ op: 0, point: 1, run: 'dpc' }],
};
const SCHEDULED = trace(SCHEDULE);
const NEWER = trace({ version: '999.0.0', ops: [{ op: 'cancel' }] });
const NESTED = '{"a":'.repeat(500_000);

/** One line, at most, and nothing else: neither output nor files. */
async function expectRefusal(
  folder: string,
  run: () => Promise<Ended>,
  exitCode: number,
  message: string | RegExp,
): Promise<void> {
  const before = listing(folder);
  const found = await run();
  expect([found.exitCode, found.stdout]).toEqual([exitCode, '']);
  expect(found.stderr.endsWith('\n')).toBe(true);
  const line = found.stderr.slice(0, -1);
  if (typeof message === 'string') expect(line).toBe(message);
  else expect(line).toMatch(message);
  expect(line).not.toMatch(/[\r\n]/);
  expect(listing(folder)).toEqual(before);
}

describe('bad usage', () => {
  it.each(USAGE)('%j', async (args, message) => {
    const folder = newFolder();
    await expectRefusal(folder, () => irpcheckHere(folder, args), 2, message);
  });
});

describe('irpcheck replay refuses', () => {
  it.each(BAD_TRACES)('%s', async (_name, content, message) => {
    const folder = newFolder();
    writeFileSync(join(folder, 'trace.json'), content);
    const run = () => irpcheckHere(folder, ['replay', 'trace.json']);
    await expectRefusal(folder, run, 2, `error: 'trace.json' is no trace: ${message}`);
  });

  it.each(UNREADABLE)('%s', async (_name, make, reason) => {
    const folder = newFolder();
    make(join(folder, 'trace.json'));
    const run = () => irpcheckHere(folder, ['replay', 'trace.json']);
    await expectRefusal(folder, run, 2, `error: cannot read 'trace.json': ${reason}`);
  });

  it.runIf(hasUnprivileged)('what it may not read', async () => {
    const folder = newFolder();
    makeUnreadable(folder);
    const run = () => irpcheck(folder, ['replay', 'trace.json'], unprivileged());
    await expectRefusal(folder, run, 2, "error: cannot read 'trace.json': permission denied");
  });

  it.runIf(process.platform !== 'win32').each([
    ['replay /dev/zero', "cannot read '/dev/zero': it is neither a file nor a pipe"],
    ['replay /dev/null', "cannot read '/dev/null': it is neither a file nor a pipe"],
    ['replay pipe', "'pipe' is no trace: trace: expected a JSON object, found empty text"],
  ])('without waiting: %s', async (args, message) => {
    const folder = newFolder();
    await shell(folder, 'mkfifo pipe');
    await expectRefusal(folder, () => irpcheckHere(folder, args.split(' ')), 2, `error: ${message}`);
  });

  it.runIf(process.platform !== 'win32')('a pipe without end', async () => {
    const folder = newFolder();
    const run = () => shell(folder, 'cat /dev/zero 2>&- | irpcheck replay /dev/fd/0');
    const message = "error: cannot read '/dev/fd/0': it is larger than a trace may be (16 MiB)";
    await expectRefusal(folder, run, 2, message);
  });

  it.each([
    [
      'an unknown driver',
      { subject: 'artikel' },
      2,
      /^error: unknown driver 'artikel' \(did you mean 'article'/,
    ],
    ['a name as of an object', { subject: '__proto__' }, 2, /^error: unknown driver '__proto__'; built-in/],
    [
      'a name with a terminal’s codes',
      { subject: '\u001b[2J\n\u202e' },
      2,
      /^error: unknown driver '\\u001b\[2J\\u000a\\u202e'; built-in/,
    ],
    [
      'an unknown mode',
      { setting: { mode: 'sideways' } },
      2,
      /^error: 'trace.json' is no trace: setting\.mode: /,
    ],
    ['a schedule', SCHEDULE, 4, /^error: .*schedule/],
    [
      'what is unknown in a trace of a newer version',
      { version: '999.0.0', ops: [{ op: 'cancel' }] },
      4,
      /^error: 'trace\.json': ops\[0\]\.op: "cancel" is unknown; irpcheck 999\.0\.0 wrote this trace and this is [\d.]+: update irpcheck$/,
    ],
    [
      'what is unknown in a trace of an older one',
      { version: '0.0.1', ops: [{ op: 'cancel' }] },
      2,
      /^error: 'trace\.json' is no trace: ops\[0\]\.op: expected "open", .*, found "cancel"$/,
    ],
    [
      'what is wrong in a trace of any version',
      { version: '999.0.0', ops: [{ op: 'read', length: -1 }] },
      2,
      /^error: 'trace\.json' is no trace: ops\[0\]\.length: expected a whole number from 0 to 4294967295, found -1$/,
    ],
  ] as const)('%s', async (_name, fields, exitCode, message) => {
    const folder = newFolder();
    writeFileSync(join(folder, 'trace.json'), trace(fields));
    await expectRefusal(folder, () => irpcheckHere(folder, ['replay', 'trace.json']), exitCode, message);
  });
});

describe('a process of its own', () => {
  it.concurrent.each([
    ['its arguments', ['run', '--frobnicate'], '', 2, "error: unknown option '--frobnicate'"],
    [
      'its stack',
      ['replay', 'trace.json'],
      NESTED,
      2,
      /^error: 'trace.json' is no trace: trace: expected a JSON /,
    ],
    ['another exit code', ['replay', 'trace.json'], SCHEDULED, 4, /^error: .*schedule/],
    ['who wrote it', ['replay', 'trace.json'], NEWER, 4, /^error: .*: update irpcheck$/],
  ] as const)('refuses the same: %s', async (_name, args, content, exitCode, message) => {
    const folder = newFolder();
    writeFileSync(join(folder, 'trace.json'), content);
    await expectRefusal(folder, () => irpcheck(folder, args), exitCode, message);
  });
});

describe('where reports can not be written, nothing is run and nothing is left', () => {
  /** A file and a folder that are in the way. */
  function obstacles(): string {
    const folder = newFolder();
    writeFileSync(join(folder, 'file'), 'x');
    mkdirSync(join(folder, 'taken', 'article', 'article.json'), { recursive: true });
    return folder;
  }

  it.each([
    [['--out', 'file'], "'file': a file of that name is in the way"],
    [['--out', 'file/below'], "'file/below': part of the path is a file"],
    [['--out', 'new/er', '--json', 'file/x.json'], "'file/x.json': part of the path is a file"],
    [['--out', 'taken'], `'${join('taken', 'article', 'article.json')}': it is a folder`],
    [['--out', 'new', '--json', 'taken'], "'taken': it is a folder"],
    [['--out', 'x'.repeat(300)], `'${'x'.repeat(300)}': the name is too long`],
  ])('%j', async (args, message) => {
    const folder = obstacles();
    const run = () => irpcheckHere(folder, ['run', ...args]);
    await expectRefusal(folder, run, 2, `error: cannot write to ${message}`);
  });

  it.runIf(hasUnprivileged).each([
    [['--out', '.'], "'.': permission denied"],
    [['--out', 'new'], "'new': permission denied"],
    [['--out', 'open/new', '--json', 'x.json'], "'x.json': permission denied"],
  ])('read-only: %j', async (args, message) => {
    const folder = newFolder();
    mkdirSync(join(folder, 'open'));
    chmodSync(join(folder, 'open'), 0o777);
    chmodSync(folder, 0o555);
    const run = () => irpcheck(folder, ['run', ...args], unprivileged());
    // A file that is not there yet is told by the folder that would hold it.
    const told = message.replace("'x.json'", "'.'");
    await expectRefusal(folder, run, 2, `error: cannot write to ${told}`);
    chmodSync(folder, 0o755);
  });

  it.runIf(process.platform === 'linux')('full', async () => {
    const folder = newFolder();
    const run = () => shell(folder, 'ulimit -f 0; irpcheck run --out new/er');
    await expectRefusal(folder, run, 2, "error: cannot write to 'new/er': the file would be too large");
  });
});

const REPORTS = ['article.html', 'article.json', 'article.junit.xml', 'irpcheck-files.json'];
const RESUMABLE = 'the same command with --resume goes on from here\n';

describe('what was found is told even if it can not be written', () => {
  it.runIf(process.platform === 'linux')(
    'into a folder that gets full, where no half file is left',
    async () => {
      const folder = newFolder();
      const line = 'ulimit -f 8; irpcheck run --cases 150 --quiet --out new';
      const { exitCode, stdout, stderr } = await shell(folder, line);
      expect(exitCode).toBe(2);
      const tooLarge = (name: string): string =>
        `cannot write to '${join('new', 'article', name)}': the file would be too large`;
      expect(stderr).toBe(
        `${tooLarge('article.partial')}: this campaign can not be resumed if it is interrupted\n` +
          `error: ${tooLarge('article.json')}\n`,
      );
      expect(stdout).toContain('\nconforms (exit 0)\n');
      expect(listing(folder)).toEqual([]);
    },
  );

  it.runIf(process.platform === 'linux')('into a device that is full', async () => {
    const folder = newFolder();
    const args = ['run', '--cases', '150', '--quiet', '--out', 'new', '--json', '/dev/full'];
    const { exitCode, stdout, stderr } = await irpcheck(folder, args);
    expect([exitCode, stderr]).toEqual([
      2,
      `${RESUMABLE}error: cannot write to '/dev/full': no space left\n`,
    ]);
    expect(stdout).toContain('\nconforms (exit 0)\n');
    expect(readdirSync(join(folder, 'new', 'article'))).toEqual([...REPORTS, 'article.partial'].sort());
  });

  it('and a folder that is not there is made', async () => {
    const folder = newFolder();
    const { exitCode, stderr } = await irpcheck(folder, ['run', '-n', '150', '-q', '-o', 'new/er']);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(readdirSync(join(folder, 'new', 'er', 'article'))).toEqual(REPORTS);
  });
});
