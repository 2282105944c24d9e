import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type BuildFailure, build } from 'esbuild';
import { expect, it } from 'vitest';

/** The packages of the core, and theirs, must need nothing of Node either; a bundler for browsers finds all of that. */

interface Rule {
  readonly name: string;
  readonly from: { readonly path: string };
}

const root = fileURLToPath(new URL('..', import.meta.url));
const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as { forbidden: Rule[] };

/** What the rule about the core is about. */
const { path } = forbidden.find(({ name }) => name === 'core-without-node')?.from ?? { path: '' };

const sources = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `src/${file.replaceAll('\\', '/')}`);

/** What an import of these leads to that no browser has. */
async function missingInBrowsers(files: readonly string[]): Promise<string[]> {
  const contents = files.map((file) => `import './${file}';`).join('\n');
  try {
    await build({
      stdin: { contents, resolveDir: root },
      bundle: true,
      platform: 'browser',
      format: 'esm',
      write: false,
      logLevel: 'silent',
    });
    return [];
  } catch (error) {
    return (error as BuildFailure).errors.map(({ text, location }) => `${location?.file}: ${text}`);
  }
}

it('the core is bundled for a browser, with all of its packages', async () => {
  const core = sources.filter((file) => new RegExp(path).test(file));
  expect(core.length).toBeGreaterThan(100);
  expect(await missingInBrowsers(core)).toEqual([]);
});

it.each(['src/subjects/bundle-module.ts', 'src/cli/main.ts'])('%s is not', async (file) => {
  expect(sources).toContain(file);
  expect((await missingInBrowsers([file])).join('\n')).toContain('node:');
});
