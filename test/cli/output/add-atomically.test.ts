import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addAtomically } from '../../../src/cli/output/add-atomically.ts';
import { systemError, temporaryFolder } from '../fakes.ts';

const unable = (code: string) => (): void => {
  throw systemError(code);
};

describe('addAtomically', () => {
  it.each([
    ['by a link', undefined],
    ['where there are no links', unable('EPERM')],
  ])('adds a file that is not there, %s, and leaves one that is', (_name, link) => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.json');
    expect(addAtomically(path, 'first', link)).toBe(true);
    expect(addAtomically(path, 'second', link)).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('first');
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

  it('leaves alone what is no file', () => {
    const path = join(temporaryFolder(), 'a.json');
    mkdirSync(path);
    expect(addAtomically(path, 'text')).toBe(false);
  });

  it('leaves nothing behind where the system refuses', () => {
    const folder = temporaryFolder();
    expect(() => addAtomically(join(folder, 'a.json'), 'text', unable('EIO'))).toThrow('EIO');
    expect(readdirSync(folder)).toEqual([]);
    expect(() => addAtomically(join(folder, 'no', 'a.json'), 'text')).toThrow('ENOENT');
    writeFileSync(join(folder, 'file'), '');
    expect(() => addAtomically(join(folder, 'file', 'a.json'), 'text')).toThrow('ENOTDIR');
  });
});
