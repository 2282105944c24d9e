import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { VERSION } from '../../src/trace/version.ts';

it('VERSION is the manifest’s', () => {
  const manifest = new URL('../../package.json', import.meta.url);
  expect(JSON.parse(readFileSync(manifest, 'utf8'))).toMatchObject({ name: 'irpcheck', version: VERSION });
});
