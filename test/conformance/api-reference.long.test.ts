import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ROOT } from './dist.ts';

const folder = mkdtempSync(join(tmpdir(), 'irpcheck-api-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TYPEDOC = join(dirname(createRequire(import.meta.url).resolve('typedoc/package.json')), 'bin/typedoc');

function typedoc(...parameters: string[]): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [TYPEDOC, ...parameters], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { status, text: `${stdout}${stderr}` };
}

it('all that is public is documented, in a reference without broken links', () => {
  const out = join(folder, 'api');
  const { status, text } = typedoc('--out', out);
  expect(text).not.toContain('[warning]');
  expect(status).toBe(0);
  for (const door of ['index', 'driver', 'model', 'arbitraries', 'vitest']) {
    expect([door, existsSync(join(out, 'modules', `${door}.html`))]).toEqual([door, true]);
  }
  expect(readFileSync(join(out, 'functions', 'index.runCampaign.html'), 'utf8')).toContain(
    'Generates cases, executes and judges them',
  );
});

it('what is not documented, or links to nowhere, fails', () => {
  const source = join(folder, 'undocumented.ts');
  writeFileSync(
    source,
    'export function bare(): void {}\n/** See {@link nowhere}. */\nexport const linked = 1;\n',
  );
  const tsconfig = join(folder, 'tsconfig.json');
  writeFileSync(tsconfig, '{ "compilerOptions": { "types": [] }, "files": ["undocumented.ts"] }');
  const options = join(folder, 'typedoc.json');
  const extended = { extends: [join(ROOT, 'typedoc.json')], entryPoints: [source], tsconfig };
  writeFileSync(options, JSON.stringify({ ...extended, out: join(folder, 'other') }));
  const { status, text } = typedoc('--options', options);
  expect(text).toContain('bare');
  expect(text).toContain('nowhere');
  expect(status).not.toBe(0);
});
