import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Compiles src and bench with the compiler and the options of `npm run build`, and runs the benchmarks in a plain
 * node: tsx, which only starts this file, would keep names, and that makes closures several times slower.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const output = `${root}/node_modules/.cache/irpcheck-bench`;
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

function node(...parameters: string[]): number {
  const { status, error } = spawnSync(process.execPath, parameters, { cwd: root, stdio: 'inherit' });
  if (error) console.error(`node could not be started: ${error.message}`);
  return status ?? 1;
}

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
// What is compiled reads its version from there and is told that it consists of modules.
cpSync(`${root}/package.json`, `${output}/package.json`);
process.exitCode = node(tsc, '-p', 'bench') || node(`${output}/bench/suite.js`, ...process.argv.slice(2));
