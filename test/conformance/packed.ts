import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './dist.ts';

/** The version of Node that the package is run with: IRPCHECK_TEST_NODE names another one. */
export const NODE = process.env['IRPCHECK_TEST_NODE'] ?? process.execPath;

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command as a user does. */
export function runIn(cwd: string, command: string, ...parameters: string[]): Ended {
  const { status, stdout, stderr, error } = spawnSync(command, parameters, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    // What vitest and npm set for this run is not the user's.
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

/** Packs a copy of this checkout: packing sets its manifest aside for a while. Returns the package's path. */
function pack(folder: string): string {
  const copy = join(folder, 'copy');
  const left = new Set(['node_modules', '.git', 'coverage', 'reports', 'test', 'bench']);
  for (const entry of readdirSync(ROOT)) {
    if (!left.has(entry)) cpSync(join(ROOT, entry), join(copy, entry), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const { status, stdout, stderr } = runIn(copy, 'npm', 'pack', '--json', '--pack-destination', folder);
  if (status !== 0) throw new Error(`npm pack failed: ${stderr}`);
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as [{ filename: string }];
  return join(folder, filename);
}

/**
 * Packs this checkout and installs the package, with its dependencies from the registry, in the new folder `user`
 * of `folder`. Returns that folder.
 */
export function installPacked(folder: string): string {
  const tarball = pack(folder);
  const user = join(folder, 'user');
  mkdirSync(user);
  // As `npm init` makes it: no word of modules, and TypeScript files must run all the same.
  writeFileSync(join(user, 'package.json'), '{ "name": "a-user", "version": "1.0.0", "type": "commonjs" }\n');
  const { status, stderr } = runIn(
    user,
    'npm',
    'install',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    tarball,
  );
  if (status !== 0) throw new Error(`npm install failed: ${stderr}`);
  return user;
}
