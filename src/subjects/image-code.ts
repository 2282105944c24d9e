import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { type ModuleCode, ModuleError } from './bundle-module.ts';

/** The largest file of an image, bytes: with symbols in it one may be some times as large as in memory. */
const MAX_FILE_BYTES = 64 * 2 ** 20;

/**
 * Reads the image of a compiled driver; what is in it is looked at when it is loaded.
 *
 * @throws {ModuleError} when it can't be read
 */
export async function readImage(path: string): Promise<ModuleCode> {
  const bytes = await read(path);
  return {
    path,
    code: bytes.toString('base64'),
    isImage: true,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

async function read(path: string): Promise<Buffer> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new ModuleError(`driver '${path}': there is no such file`);
  if (!found.isFile()) throw new ModuleError(`driver '${path}': it is no file`);
  if (found.size > MAX_FILE_BYTES) throw new ModuleError(`driver '${path}': it is larger than 64 MiB`);
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ModuleError(`driver '${path}': it can't be read (${code})`);
  }
}
