import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitOf, isChanged, withSourceOf } from '../../../bench/against/commit-source.ts';

describe('the source of a commit', () => {
  let checkout: string;
  const file = () => join(checkout, 'src/answer.ts');

  function git(...parameters: string[]): void {
    const author = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];
    execFileSync('git', [...author, ...parameters], { cwd: checkout });
  }

  beforeAll(() => {
    checkout = mkdtempSync(join(tmpdir(), 'irpcheck-checkout-'));
    mkdirSync(join(checkout, 'src'));
    mkdirSync(join(checkout, 'node_modules'));
    git('init', '--quiet');
    for (const answer of [41, 42]) {
      writeFileSync(file(), `export const answer = ${answer};\n`);
      git('add', 'src');
      git('commit', '--quiet', '--message', `Answer ${answer}`);
    }
  });

  afterAll(() => rmSync(checkout, { recursive: true }));

  it('is that commit, with the packages of the checkout, and goes afterwards', () => {
    const commit = commitOf(checkout, 'HEAD~1') ?? '';
    const folder = withSourceOf(checkout, commit, (source) => {
      expect(readFileSync(join(source, 'src/answer.ts'), 'utf8')).toContain('41');
      expect(realpathSync(join(source, 'node_modules'))).toBe(realpathSync(join(checkout, 'node_modules')));
      return source;
    });
    expect(existsSync(folder)).toBe(false);
    expect(existsSync(join(checkout, 'node_modules'))).toBe(true);
    expect(readFileSync(file(), 'utf8')).toContain('42');
    expect(isChanged(checkout)).toBe(false);
  });

  it('is not there for what names no commit', () => {
    expect(commitOf(checkout, 'nowhere')).toBeNull();
    expect(commitOf(checkout, '--all')).toBeNull();
    expect(commitOf(checkout, 'HEAD:src/answer.ts')).toBeNull();
    expect(() => withSourceOf(checkout, 'nowhere', () => 0)).toThrow('could not put the files of nowhere');
  });

  it('tells whether the working tree is another', () => {
    writeFileSync(file(), 'export const answer = 43;\n');
    expect(isChanged(checkout)).toBe(true);
    git('checkout', '--quiet', '--', 'src');
    expect(isChanged(checkout)).toBe(false);
  });
});
