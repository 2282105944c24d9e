import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Runs a plain node with its output shown. Returns its exit code, 1 if it could not be started. */
export function node(folder: string, ...parameters: string[]): number {
  const { status, error } = spawnSync(process.execPath, parameters, { cwd: folder, stdio: 'inherit' });
  if (error) console.error(`node could not be started: ${error.message}`);
  return status ?? 1;
}

/**
 * Compiles bench and what it needs of src with the options of `npm run build`, into a fresh folder. Returns the
 * compiler's exit code.
 *
 * @param source the folder with bench and src
 * @param options further ones of the compiler
 */
export function compileBench(source: string, output: string, ...options: string[]): number {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  // What is compiled reads its version from there and is told that it consists of modules.
  cpSync(`${source}/package.json`, `${output}/package.json`);
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  return node(source, tsc, '-p', 'bench', '--outDir', output, ...options);
}
