import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readImage } from '../../src/subjects/image-code.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'irpcheck-image-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('gives the bytes and their digest', async () => {
  const path = join(folder, 'a.sys');
  writeFileSync(path, 'MZ');
  expect(await readImage(path)).toEqual({
    path,
    code: 'TVo=',
    isImage: true,
    sha256: '9b8db510ef42b8ed54a3712636fda55a4f8cfcd5493e20b74ab00cd4f3979f2d',
  });
});

it.each([
  ['missing.sys', () => {}, 'there is no such file'],
  ['.', () => {}, 'it is no file'],
  [
    'large.sys',
    (path: string) => {
      writeFileSync(path, '');
      truncateSync(path, 64 * 2 ** 20 + 1);
    },
    'it is larger than 64 MiB',
  ],
])('%s is refused', async (name, make, reason) => {
  const path = join(folder, name);
  make(path);
  await expect(readImage(path)).rejects.toMatchObject({
    name: 'ModuleError',
    message: `driver '${path}': ${reason}`,
  });
});
