import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { systemErrorCode, systemErrorText, UsageError } from './errors.ts';

export const MIB = 2 ** 20;

/** What is to be read. */
export interface InputFile {
  /** Such as `a trace`. */
  readonly what: string;
  /** The most it may be. */
  readonly maxBytes: number;
}

function tooLarge({ what, maxBytes }: InputFile): string {
  return `it is larger than ${what} may be (${maxBytes / MIB} MiB)`;
}

const CHUNK_BYTES = 65_536;
const PIPE_POLL_MS = 2;
// Opening a pipe that nobody writes to must not wait for ever. Windows has no such flag, and no such pipes.
const READ_AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Why what is at a path is not read; undefined if it is. Devices may be endless, and reading some does things. */
function refusal(found: Stats, { what, maxBytes }: InputFile): string | undefined {
  if (found.isDirectory()) return 'it is a folder';
  if (!found.isFile() && !found.isFIFO()) return 'it is neither a file nor a pipe';
  return found.size > maxBytes ? tooLarge({ what, maxBytes }) : undefined;
}

/** Reads what is there, at most a chunk. Empty at the end. */
async function nextChunk(file: FileHandle): Promise<Buffer> {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  for (;;) {
    try {
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, null);
      return chunk.subarray(0, bytesRead);
    } catch (error) {
      // A pipe whose writer has not written yet.
      if (systemErrorCode(error) !== 'EAGAIN') throw error;
      await setTimeout(PIPE_POLL_MS);
    }
  }
}

/** The bytes of a file; undefined when it goes on beyond the largest size. */
async function bytesOf(path: string, maxBytes: number): Promise<Buffer | undefined> {
  const file = await open(path, READ_AT_ONCE);
  try {
    const chunks: Buffer[] = [];
    let totalBytes = 0;
    while (totalBytes <= maxBytes) {
      const chunk = await nextChunk(file);
      if (chunk.length === 0) return Buffer.concat(chunks, totalBytes);
      chunks.push(chunk);
      totalBytes += chunk.length;
    }
    return undefined;
  } finally {
    await file.close();
  }
}

/**
 * Reads the bytes of a file or a pipe. A named pipe that nobody writes to is empty.
 *
 * @throws {UsageError} when it can't be read, or is too large.
 */
export async function readBytes(path: string, file: InputFile): Promise<Buffer> {
  let reason: string | undefined;
  try {
    reason = refusal(await stat(path), file);
    if (reason === undefined) {
      const bytes = await bytesOf(path, file.maxBytes);
      if (bytes !== undefined) return bytes;
      reason = tooLarge(file);
    }
  } catch (error) {
    reason = systemErrorText(error);
  }
  throw new UsageError(`cannot read '${path}': ${reason}`);
}
