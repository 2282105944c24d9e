// Compiles src into dist, from an empty dist: a file removed from src must not live on as its old output. Then
// bundles that, and writes the JSON Schemas, which the compiled sources make.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const tsc = require.resolve('typescript/bin/tsc');

rmSync(`${root}/dist`, { recursive: true, force: true });
const { status, error } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
if (error) {
  console.error(`tsc could not be started: ${error.message}`);
}
process.exitCode = status ?? 1;
if (status === 0) {
  await import('./bundle.js');
  await import('./write-schemas.js');
}
