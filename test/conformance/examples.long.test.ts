import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from './dist.ts';
import { type Ended, installPacked, runIn } from './packed.ts';

/** The examples as a user runs them: copied, with the packed package installed. */

const EXAMPLES = join(ROOT, 'examples');
const folder = mkdtempSync(join(tmpdir(), 'irpcheck-examples-'));
afterAll(() => rmSync(folder, { recursive: true }));

let user = '';
beforeAll(() => {
  user = installPacked(folder);
  cpSync(EXAMPLES, join(user, 'examples'), {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|reports)$/.test(path),
  });
  // The tools that the examples name are those of this checkout.
  for (const tool of ['vitest', 'typescript']) {
    symlinkSync(join(ROOT, 'node_modules', tool), join(user, 'node_modules', tool), 'junction');
    const [name, path] = tool === 'vitest' ? ['vitest', 'vitest.mjs'] : ['tsc', 'bin/tsc'];
    symlinkSync(join('..', tool, path), join(user, 'node_modules', '.bin', name));
  }
});

/** `npm run` of a script in an example; test runners colour what they print. */
function npmRun(example: string, script: string, ...parameters: string[]): Ended {
  const rest = parameters.length === 0 ? [] : ['--', ...parameters];
  const ended = runIn(join(user, 'examples', example), 'npm', 'run', '--silent', script, ...rest);
  const [stdout, stderr] = [ended.stdout, ended.stderr].map(stripVTControlCharacters);
  return { ...ended, stdout: stdout ?? '', stderr: stderr ?? '' };
}

/** Changes a file of the copied examples; the text to change is there once. */
function edit(path: string, before: string, after: string): void {
  const file = join(user, 'examples', path);
  const text = readFileSync(file, 'utf8');
  expect(text.split(before).length).toBe(2);
  writeFileSync(file, text.replace(before, after));
}

it('every example is tested', () => {
  const names = readdirSync(EXAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const projects = ['arbitraries', 'own-driver', 'vitest', 'write-a-property'];
  expect(names.map(({ name }) => name).sort()).toEqual(['ci', 'kubernetes', ...projects].sort());
  const index = readFileSync(join(EXAMPLES, 'README.md'), 'utf8');
  for (const { name } of names) expect(index).toContain(`| [${name}](${name}) |`);
});

describe('vitest', () => {
  it('every test passes, or is skipped with its reason', () => {
    const { status, stdout } = npmRun('vitest', 'test', '--reporter=verbose');
    expect(stdout).toContain('byte-counter.ts > direct > model/data');
    expect(stdout).toContain('byte-counter.ts > buffered > campaign/complete');
    expect(stdout).toContain('[the driver moves no typed values]');
    expect(status).toBe(0);
  });

  it('a defect fails its property’s test, by the report and a command that replays it', () => {
    edit('vitest/src/byte-counter.ts', 'this.#count += BigInt(length);', 'this.#count += 1n;');
    const { status, stdout, stderr } = npmRun('vitest', 'test');
    expect(status).toBe(1);
    const text = stdout + stderr;
    expect(text).toContain('FINDING model/data');
    const command = text.match(
      /replay: npx irpcheck (replay \S+\/reports\/byte-counter-[0-9a-f]{8}\.direct\/\S+)/,
    );
    const parameters = (command?.[1] ?? '').split(' ');
    const replayed = runIn(join(user, 'examples/vitest'), 'npx', 'irpcheck', ...parameters);
    expect(replayed.stdout).toContain('recorded finding model/data');
    expect(replayed.stdout).toContain('still shows');
    expect(replayed.status).toBe(1);
  });
});

describe('arbitraries', () => {
  it('its tests pass: one finds nothing, the other what it looks for', () => {
    const { status, stdout } = npmRun('arbitraries', 'test');
    expect(stdout).toContain('# pass 2\n');
    expect(status).toBe(0);
  });
});

describe('write-a-property', () => {
  it('a device whose statuses are documented conforms', () => {
    const { status, stdout } = npmRun('write-a-property', 'check');
    expect(stdout).toMatch(/^article: \d{5,} IRPs end with a documented status\n$/);
    expect(status).toBe(0);
  });

  it('another breaches it, in a minimal trace that irpcheck replays', () => {
    const { status, stdout } = npmRun('write-a-property', 'check', 'mailbox');
    expect(stdout).toContain('mailbox: operation 2 of 2 ends with STATUS_INVALID_PARAMETER\n');
    expect(status).toBe(1);
    const cwd = join(user, 'examples/write-a-property');
    const replayed = runIn(cwd, 'npx', 'irpcheck', 'replay', 'documented-status.json');
    expect(replayed.stdout).toMatch(/2 write .*STATUS_INVALID_PARAMETER/);
    expect(replayed.status).toBe(0);
  });
});

describe('own-driver', () => {
  it('is free of type errors', () => {
    expect(npmRun('own-driver', 'typecheck')).toMatchObject({ status: 0, stdout: '' });
  });

  it('conforms but for what the baseline names, and leaves its corpus and baseline as they are', () => {
    const { status, stdout } = npmRun('own-driver', 'check');
    expect(stdout).toContain('conforms with 1 cause (2 known findings) (exit 0)');
    expect(stdout).toMatch(/baseline +2 known\n/);
    expect(stdout).not.toContain('added');
    expect(status).toBe(0);
  });

  it('a defect that was found once is found by the corpus, in a single generated case', () => {
    edit('own-driver/package.json', '--cases 6000', '--cases 1');
    edit('own-driver/src/eeprom.ts', 'buffer.toBytes(0, size)', 'buffer.toBytes(0, size).fill(0)');
    const { status, stdout } = npmRun('own-driver', 'check');
    expect(stdout).toContain('FINDING model/data  wrong-bytes');
    expect(status).toBe(1);
  });
});
