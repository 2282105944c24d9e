import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ROOT } from './dist.ts';
import { compilersOfImages } from './tools.ts';

/** The committed images of fixtures/native are what their sources make. */

const FIXTURES = join(ROOT, 'fixtures/native');
const COMPILERS = compilersOfImages();
const folder = mkdtempSync(join(tmpdir(), 'irpcheck-native-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.skipIf(COMPILERS.isMissing)(`builds the same images from the same sources${COMPILERS.note}`, () => {
  const { status, stderr } = spawnSync(process.execPath, [COMPILERS.command, '--into', folder], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const committed = readdirSync(join(FIXTURES, 'images'));
  expect(readdirSync(folder)).toEqual(committed);
  const changed = committed.filter(
    (name) => !readFileSync(join(folder, name)).equals(readFileSync(join(FIXTURES, 'images', name))),
  );
  expect(changed).toEqual([]);
});
