import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Both ways of `>` are tested; that `>=` is the same is listed. */
const LARGER = `export function larger(a: number, b: number): number {
  return a > b ? a : b;
}
`;
const LARGER_TEST = `import { expect, it } from 'vitest';
import { larger } from '../src/larger.ts';
it('is the larger of two', () => {
  expect([larger(1, 2), larger(2, 1)]).toEqual([2, 2]);
});
`;
const SAME = {
  file: 'src/larger.ts',
  line: 'return a > b ? a : b;',
  original: 'a > b',
  replacement: 'a >= b',
  reason: 'of two that are equal either is the larger',
};

/** A project with sources and tests of its own, within this one for what it imports. */
let project: string;
beforeEach(() => {
  project = mkdtempSync(join(ROOT, 'reports/mutants-'));
  put('src/larger.ts', LARGER);
  put('test/larger.test.ts', LARGER_TEST);
  list([SAME]);
});
afterEach(() => rmSync(project, { recursive: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}

const list = (equivalents: readonly unknown[]): void =>
  put('equivalents.js', `export const EQUIVALENTS = ${JSON.stringify(equivalents)};\n`);

function mutants(...parameters: string[]): { status: number | null; stdout: string; stderr: string } {
  const script = join(ROOT, 'scripts/mutants/main.js');
  return spawnSync(process.execPath, [script, ...parameters], { cwd: ROOT, encoding: 'utf8' });
}

function own(folder: string, ...parameters: string[]) {
  const equivalents = join(project, 'equivalents.js');
  return mutants('--root', project, '--equivalents', equivalents, '--folder', folder, ...parameters);
}

describe('the sampler of mutants', () => {
  it('is content where all are killed, without those that are listed as equivalent', () => {
    const { status, stdout, stderr } = own('src');
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^4 of 4 mutants; 1 more are known as equivalent$/m);
    expect(stdout).toMatch(/^4 of 4 killed \(100\.0 %\)$/m);
    expect(status).toBe(0);
  });

  it('names one that no test notices, and fails below the threshold', () => {
    list([]);
    const { status, stdout, stderr } = own('src');
    expect(stdout).toMatch(/^src\/larger\.ts:2 {2}a > b → a >= b$/m);
    expect(stdout).toMatch(/^4 of 5 killed \(80\.0 %\)$/m);
    expect(stderr).toBe('mutants: below 92 %\n');
    expect(status).toBe(1);
    expect(own('src', '--threshold', '80').status).toBe(0);
  });

  it('names those of a source that no test loads', () => {
    put('src/even.ts', 'export const isEven = (n: number): boolean => n % 2 === 0;\n');
    const { status, stdout } = own('src/even.ts');
    expect(stdout).toMatch(/^src\/even\.ts:1 {2}n % 2 === 0 → n % 2 !== 0$/m);
    expect(status).toBe(1);
  });

  it('counts one that makes a test hang as killed', () => {
    put(
      'src/count.ts',
      'export function count(n: number): number {\n  let i = 0;\n  while (i < n) i += 1;\n  return i;\n}\n',
    );
    put(
      'test/count.test.ts',
      LARGER_TEST.replaceAll('larger', 'count')
        .replace('[count(1, 2), count(2, 1)]', '[count(2)]')
        .replace('[2, 2]', '[2]'),
    );
    const { stdout } = own('src/count.ts');
    expect(stdout).not.toMatch(/i \+= 1 → i -= 1/);
    expect(stdout).toMatch(/^(\d+) of \1 killed/m);
  });

  it('refuses a list with an entry that means no mutant any more', () => {
    list([SAME, { ...SAME, line: 'return a > b ? a : c;' }]);
    const { status, stderr } = own('src');
    expect(stderr).toBe(
      'mutants: listed as equivalent, and no mutant any more:\n  src/larger.ts: return a > b ? a : c;\n',
    );
    expect(status).toBe(2);
  });

  it('believes no test that fails without a mutant too', () => {
    put('test/larger.test.ts', LARGER_TEST.replace('[2, 2]', '[2, 1]'));
    const { status, stderr } = own('src');
    expect(stderr).toMatch(/^mutants: .*test\/larger\.test\.ts: fails without any mutant/);
    expect(status).toBe(2);
    // One of the mutants makes it pass.
    expect(own('src', '--trusted').stdout).toMatch(/^3 of 4 killed/m);
  });

  it('draws the same sample for the same seed, and a part of a larger one', () => {
    const drawn = (count: number, seed: number) =>
      mutants('--list', '--folder', 'src/impl/io', '--count', `${count}`, '--seed', `${seed}`)
        .stdout.trim()
        .split('\n')
        .slice(1);
    const sample = drawn(20, 7);
    expect(sample).toHaveLength(20);
    expect(drawn(20, 7)).toEqual(sample);
    expect(drawn(10, 7)).toEqual(sample.slice(0, 10));
    expect(drawn(20, 8)).not.toEqual(sample);
  });

  it('refuses what is no number, and folders without mutants', () => {
    expect(own('src', '--count', 'many').stderr).toBe('mutants: --count many: expected a whole number\n');
    put('src/larger.ts', "export const larger = 'a';\n");
    list([]);
    expect(own('src').stderr).toBe('mutants: no mutants\n');
  });
});
