import { stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { UsageError } from '../errors.ts';

/** Names of what a process has open: beside these nothing is written, even where they stand for a file. */
const OPEN_FILE = /^\/(?:dev\/(?:stdin$|fd\/)|proc\/)/;

/** Whether a path is of a pipe, or of what is open already. What can't be read at all is refused when it is read. */
async function isPassing(path: string): Promise<boolean> {
  if (OPEN_FILE.test(resolve(path))) return true;
  try {
    return (await stat(path)).isFIFO();
  } catch {
    return false;
  }
}

/**
 * A file beside another one: of `reports/trace.json`, with the ending `.c`, `reports/trace.c`.
 *
 * @param goes what is to be written, for people: `the minimal trace goes`
 * @throws {UsageError} for what is no regular file, such as standard input.
 */
export async function beside(path: string, ending: string, goes: string): Promise<string> {
  if (await isPassing(path)) {
    throw new UsageError(`'${path}' is no regular file: say with --out (-o) where ${goes}`);
  }
  return join(dirname(path), `${basename(path, extname(path))}${ending}`);
}
