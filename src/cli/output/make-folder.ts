import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { systemErrorCode } from '../errors.ts';

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Makes one folder, unless another process does so first. */
function makeOne(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST' || !isThere(path)) throw error;
  }
}

/**
 * Makes a folder and those above it. Node's own way to do so never returns below `/proc`, where the system says of what
 * can't be made that what is above it is not there.
 *
 * @returns the first that was made, as an absolute path; undefined where all were there
 * @throws what the system says
 */
export function makeFolder(path: string): string | undefined {
  if (isThere(path)) return undefined;
  const last = resolve(path);
  const missing = [last];
  for (let above = dirname(last); !existsSync(above) && above !== dirname(above); above = dirname(above))
    missing.unshift(above);
  for (const folder of missing) makeOne(folder);
  return missing[0];
}
