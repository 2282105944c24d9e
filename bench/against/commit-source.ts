import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs git in a checkout; returns what it printed, or null if it failed. */
function git(checkout: string, parameters: readonly string[], env: NodeJS.ProcessEnv = {}): string | null {
  const { status, stdout } = spawnSync('git', parameters, {
    cwd: checkout,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 1 << 26,
  });
  return status === 0 ? stdout.trim() : null;
}

/** The full name of the commit that a checkout knows as `ref`; null for none. */
export function commitOf(checkout: string, ref: string): string | null {
  return git(checkout, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
}

/** Whether files that git tracks differ from the last commit. */
export function isChanged(checkout: string): boolean {
  return git(checkout, ['status', '--porcelain', '--untracked-files=no']) !== '';
}

/**
 * Puts the files of a commit into a folder, with the packages of the checkout, for as long as `use` takes. The folder
 * is outside of every node_modules: the compiler compiles nothing in there.
 *
 * @throws Error if git cannot
 */
export function withSourceOf<T>(checkout: string, commit: string, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'irpcheck-bench-'));
  try {
    const source = join(folder, 'source');
    // An index of its own: the checkout's stays as it is.
    const env = { GIT_INDEX_FILE: join(folder, 'index') };
    const isRead = git(checkout, ['read-tree', commit], env) !== null;
    if (!isRead || git(checkout, ['checkout-index', '--all', `--prefix=${source}/`], env) === null) {
      throw new Error(`git could not put the files of ${commit} into ${source}`);
    }
    symlinkSync(join(checkout, 'node_modules'), join(source, 'node_modules'), 'junction');
    return use(source);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
