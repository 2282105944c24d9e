import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { systemErrorCode } from '../../../src/cli/errors.ts';
import { writeAtomically } from '../../../src/cli/output/write-atomically.ts';
import { temporaryFolder } from '../fakes.ts';
import { disk } from './short-writes.ts';

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const { limited } = await import('./short-writes.ts');
  return { ...fs, writeSync: limited(fs.writeSync) };
});

beforeEach(() => {
  Object.assign(disk, { atOnce: Number.POSITIVE_INFINITY, free: Number.POSITIVE_INFINITY });
});

function codeOf(action: () => void): string | undefined {
  try {
    action();
  } catch (error) {
    return systemErrorCode(error);
  }
  return 'done';
}

const TEXT = 'é'.repeat(50);

describe('writeAtomically', () => {
  it.each([1, 3, 4096])('writes all when the system takes %i bytes at a time', (atOnce) => {
    disk.atOnce = atOnce;
    const folder = temporaryFolder();
    writeAtomically(join(folder, 'new.json'), TEXT);
    writeAtomically(join(folder, 'empty.json'), '');
    expect(readFileSync(join(folder, 'new.json'), 'utf8')).toBe(TEXT);
    expect(readFileSync(join(folder, 'empty.json'), 'utf8')).toBe('');
    expect(readdirSync(folder)).toEqual(['empty.json', 'new.json']);
  });

  it.each([0, 1, 99])('leaves what was there when the disk has room for %i of 100 bytes', (free) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'old.json'), 'old');
    disk.free = free;
    expect(codeOf(() => writeAtomically(join(folder, 'old.json'), TEXT))).toBe('ENOSPC');
    disk.free = free;
    expect(codeOf(() => writeAtomically(join(folder, 'new.json'), TEXT))).toBe('ENOSPC');
    expect(readdirSync(folder)).toEqual(['old.json']);
    expect(readFileSync(join(folder, 'old.json'), 'utf8')).toBe('old');
  });

  it('leaves nothing behind where a folder is in the way, or no folder is there', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'taken', 'inner'), { recursive: true });
    expect(codeOf(() => writeAtomically(join(folder, 'taken'), TEXT))).toMatch(/^E(ISDIR|PERM|EXIST|ACCES)/);
    expect(codeOf(() => writeAtomically(join(folder, 'missing', 'x'), TEXT))).toBe('ENOENT');
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  it('keeps the rights of the file it replaces, and the link that leads to it', () => {
    if (process.platform === 'win32') return;
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'real.json'), 'old');
    chmodSync(join(folder, 'real.json'), 0o640);
    symlinkSync('real.json', join(folder, 'link.json'));
    writeAtomically(join(folder, 'link.json'), TEXT);
    expect(readFileSync(join(folder, 'real.json'), 'utf8')).toBe(TEXT);
    expect(statSync(join(folder, 'real.json')).mode & 0o777).toBe(0o640);
    expect(lstatSync(join(folder, 'link.json')).isSymbolicLink()).toBe(true);
  });

  it('says so where links lead in circles', () => {
    if (process.platform === 'win32') return;
    const folder = temporaryFolder();
    symlinkSync('circle', join(folder, 'circle'));
    expect(codeOf(() => writeAtomically(join(folder, 'circle'), TEXT))).toBe('ELOOP');
  });
});
