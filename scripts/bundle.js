// Bundles what tsc has compiled into dist/bundle, which is what is published and started: to load some 800 modules one
// by one takes longer than to run a small campaign. The doors stand at its top. What they share, and what is started by
// its file, stands in `parts`: one folder below the doors, as src/hosts and src/subjects are, since what is loaded from
// there is found by import.meta.url.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const DOORS = ['index', 'arbitraries', 'driver', 'model', 'vitest'];
const STARTED = ['cli/main', 'hosts/worker', 'hosts/process/entry'];

const root = fileURLToPath(new URL('..', import.meta.url));
const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: [
    ...DOORS.map((door) => ({ in: `dist/${door}.js`, out: door })),
    ...STARTED.map((file) => ({
      in: `dist/${file}.js`,
      out: `parts/${file.slice(file.lastIndexOf('/') + 1)}`,
    })),
  ],
  chunkNames: 'parts/[hash]',
  outdir: 'dist/bundle',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
  write: false,
});
for (const { path, text } of outputFiles) {
  if (text.includes('import.meta') && !dirname(path).endsWith('parts')) {
    throw new Error(`${path} is found by import.meta.url, and not in dist/bundle/parts`);
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
