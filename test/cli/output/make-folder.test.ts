import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../../src/cli/output/make-folder.ts';
import { temporaryFolder } from '../fakes.ts';

describe('makeFolder', () => {
  it('makes a folder and those above it, and says which it made first', () => {
    const folder = temporaryFolder();
    expect(makeFolder(join(folder, 'a', 'b'))).toBe(join(folder, 'a'));
    expect(statSync(join(folder, 'a', 'b')).isDirectory()).toBe(true);
    expect(makeFolder(join(folder, 'a', 'b'))).toBeUndefined();
    expect(makeFolder(join(folder, 'a', 'c'))).toBe(join(folder, 'a', 'c'));
  });

  it('is refused where a file is in the way', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => makeFolder(file)).toThrow('EEXIST');
    expect(() => makeFolder(join(file, 'a', 'b'))).toThrow('ENOTDIR');
    rmSync(file);
    expect(makeFolder(join(file, 'a'))).toBe(file);
  });

  it.skipIf(process.platform !== 'linux')('ends below /proc, where nothing can be made', () => {
    for (const path of ['/proc/irpcheck', '/proc/irpcheck/a/b']) {
      expect(() => makeFolder(path)).toThrow('ENOENT');
      expect(existsSync(path)).toBe(false);
    }
  });
});
