import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { systemErrorCode } from '../errors.ts';
import { writeFully } from './write-fully.ts';

/** The name of a file in `folder` that is there only for a moment. */
export function passingName(folder: string): string {
  return join(folder, `.irpcheck-${process.pid}-${process.hrtime.bigint()}`);
}

/** Where a path leads: links are followed, so that a link is not replaced by a file. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return path;
    throw error;
  }
}

/**
 * Gives a file the owner and the rights of the one it replaces, as far as the system lets us: only an administrator
 * may give files away, and some file systems know no rights.
 */
function takeAfter(file: number, { mode, uid, gid }: Stats): void {
  for (const change of [() => fchownSync(file, uid, gid), () => fchmodSync(file, mode)]) {
    try {
      change();
    } catch {
      // The text matters more.
    }
  }
}

/**
 * Writes a file in one step: it is there as a whole, or what was there before is. All happens at once, so that no
 * signal that somebody listens to comes between.
 *
 * @throws what the system says; nothing is left behind then.
 */
export function writeAtomically(path: string, text: string): void {
  const target = realPath(path);
  const old = statSync(target, { throwIfNoEntry: false });
  const passing = passingName(dirname(target));
  const file = openSync(passing, 'wx');
  try {
    try {
      writeFully(file, Buffer.from(text));
      if (old !== undefined) takeAfter(file, old);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(passing, target);
  } catch (error) {
    unlinkSync(passing);
    throw error;
  }
}
