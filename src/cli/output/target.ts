import { closeSync, constants, type Stats } from 'node:fs';
import { access, open, rmdir, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { systemErrorCode, systemErrorText, UsageError } from '../errors.ts';
import { makeFolder } from './make-folder.ts';
import { passingName, writeAtomically } from './write-atomically.ts';
import { openPipe, writePipe } from './write-pipe.ts';

/** Bytes that are written to see whether any can be. */
const PROBE_BYTES = 4096;

/** A folder that was found or made writable. */
export interface PreparedFolder {
  /** Removes what preparing made, as long as it is empty. */
  discard(): Promise<void>;
}

function refusal(path: string, error: unknown): UsageError {
  return new UsageError(`cannot write to '${path}': ${systemErrorText(error)}`);
}

/** Removes the empty folders from `path` up to `first`. */
async function removeEmpty(path: string, first: string): Promise<void> {
  const last = resolve(first);
  for (let folder = resolve(path); folder.length >= last.length; folder = dirname(folder)) {
    try {
      await rmdir(folder);
    } catch {
      return;
    }
    if (folder === dirname(folder)) return;
  }
}

/** Writes a little into a new file. It is removed first: whatever happens then, nothing of it stays. */
async function probe(path: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await unlink(path);
    // Rights alone do not tell: file systems can be read-only or full.
    await file.writeFile(Buffer.alloc(PROBE_BYTES));
  } finally {
    await file.close();
  }
}

/**
 * Makes a folder and sees that files can be written in it, before hours of work depend on it.
 *
 * @throws {UsageError} when they can't.
 */
async function prepareFolder(path: string): Promise<PreparedFolder> {
  let first: string | undefined;
  const discard = async (): Promise<void> => {
    if (first !== undefined) await removeEmpty(path, first);
  };
  try {
    first = makeFolder(path);
    await probe(passingName(path));
  } catch (error) {
    await discard();
    throw refusal(path, error);
  }
  return { discard };
}

/** What other than a file is there already: a device or a pipe, to be written as it stands. Null for nothing of it. */
async function specialAt(path: string): Promise<Stats | null> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new UsageError(`cannot write to '${path}': it is a folder`);
    return found.isFile() ? null : found;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error instanceof UsageError ? error : refusal(path, error);
  }
}

/**
 * Sees that a file can be written, and makes its folder.
 *
 * @throws {UsageError} when it can't.
 */
export async function prepareFile(path: string): Promise<PreparedFolder> {
  const special = await specialAt(path);
  if (special === null) return await prepareFolder(dirname(path));
  try {
    await access(path, constants.W_OK);
    if (!special.isFIFO()) return { discard: async () => {} };
    // Held, so that its reader is not told that nothing will come.
    const pipe = openPipe(path);
    return { discard: async () => closeSync(pipe) };
  } catch (error) {
    throw refusal(path, error);
  }
}

/**
 * Sees that files can be written in all of these folders, and all of these files. Where one can't, what was made
 * for those before is removed.
 *
 * @throws {UsageError} when one can't.
 */
export async function prepareAll(
  folders: readonly string[],
  files: readonly string[],
): Promise<PreparedFolder> {
  const prepared: PreparedFolder[] = [];
  const discard = async (): Promise<void> => {
    for (const folder of prepared.toReversed()) await folder.discard();
  };
  try {
    for (const folder of folders) prepared.push(await prepareFolder(folder));
    for (const file of files) prepared.push(await prepareFile(file));
  } catch (error) {
    await discard();
    throw error;
  }
  return { discard };
}

/**
 * Writes a file so that nobody ever sees half of it.
 *
 * @throws {UsageError} when the system refuses.
 */
export async function writeTarget(path: string, text: string): Promise<void> {
  try {
    const special = await specialAt(path);
    // Replacing is how a file is written atomically, and would do away with a device such as /dev/null.
    if (special === null) writeAtomically(path, text);
    else if (special.isFIFO()) await writePipe(path, text);
    else await writeFile(path, text);
  } catch (error) {
    throw error instanceof UsageError ? error : refusal(path, error);
  }
}
