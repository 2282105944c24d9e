import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemErrorCode } from '../errors.ts';
import { passingName } from './write-atomically.ts';
import { writeFully } from './write-fully.ts';

/** What systems say where a file system knows no links. */
const NO_LINKS: readonly (string | undefined)[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/** Gives a whole file its name, unless the name is taken. Returns whether it was free. */
function nameOnce(passing: string, path: string, link: typeof linkSync): boolean {
  try {
    link(passing, path);
    return true;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'EEXIST') return false;
    if (!NO_LINKS.includes(code)) throw error;
    if (existsSync(path)) return false;
    renameSync(passing, path);
    return true;
  }
}

/**
 * Adds a file in one step, unless there is one of that name: nothing is ever replaced, and nobody sees half of it.
 *
 * @param link gives a file another name; only tests have one of their own
 * @returns whether it was added
 * @throws what the system says; nothing is left behind then.
 */
export function addAtomically(path: string, text: string, link: typeof linkSync = linkSync): boolean {
  const passing = passingName(dirname(path));
  const file = openSync(passing, 'wx');
  try {
    try {
      writeFully(file, Buffer.from(text));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return nameOnce(passing, path, link);
  } finally {
    if (existsSync(passing)) unlinkSync(passing);
  }
}
