import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { VERSION_PATTERN } from '../../src/trace/newer-version.ts';
import { VERSION } from '../../src/trace/version.ts';

it('VERSION is the manifest’s, and such that others can tell which is newer', () => {
  expect(VERSION).toMatch(VERSION_PATTERN);
  const manifest = new URL('../../package.json', import.meta.url);
  expect(JSON.parse(readFileSync(manifest, 'utf8'))).toMatchObject({ name: 'irpcheck', version: VERSION });
});
