import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { parseTrace, TraceFormatError } from '../trace/json.ts';
import type { TraceDocument } from '../trace/schema.ts';
import { systemErrorCode, systemErrorText, UsageError } from './errors.ts';

const MIB = 2 ** 20;
/** The largest trace file, bytes: far beyond any that is recorded, and little enough to hold as JSON. */
export const MAX_TRACE_BYTES = 16 * MIB;

const CHUNK_BYTES = 65_536;
const PIPE_POLL_MS = 2;
// Opening a pipe that nobody writes to must not wait for ever. Windows has no such flag, and no such pipes.
const READ_AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

const TOO_LARGE = `it is larger than a trace may be (${MAX_TRACE_BYTES / MIB} MiB)`;

/** Why what is at a path is not read; undefined if it is. Devices may be endless, and reading some does things. */
function refusal(found: Stats): string | undefined {
  if (found.isDirectory()) return 'it is a folder';
  if (!found.isFile() && !found.isFIFO()) return 'it is neither a file nor a pipe';
  return found.size > MAX_TRACE_BYTES ? TOO_LARGE : undefined;
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

/** The text of a file; undefined when it goes on beyond the largest size. */
async function textOf(path: string): Promise<string | undefined> {
  const file = await open(path, READ_AT_ONCE);
  try {
    const chunks: Buffer[] = [];
    let totalBytes = 0;
    while (totalBytes <= MAX_TRACE_BYTES) {
      const chunk = await nextChunk(file);
      if (chunk.length === 0) return Buffer.concat(chunks, totalBytes).toString('utf8');
      chunks.push(chunk);
      totalBytes += chunk.length;
    }
    return undefined;
  } finally {
    await file.close();
  }
}

async function readText(path: string): Promise<string> {
  let reason: string | undefined;
  try {
    reason = refusal(await stat(path));
    if (reason === undefined) {
      const text = await textOf(path);
      if (text !== undefined) return text;
      reason = TOO_LARGE;
    }
  } catch (error) {
    reason = systemErrorText(error);
  }
  throw new UsageError(`cannot read '${path}': ${reason}`);
}

/**
 * Reads a trace from a file or a pipe of at most {@link MAX_TRACE_BYTES}. A named pipe that nobody writes to is
 * empty.
 *
 * @throws {UsageError} when it can't be read or is no trace.
 */
export async function readTrace(path: string): Promise<TraceDocument> {
  const text = await readText(path);
  try {
    return parseTrace(text);
  } catch (error) {
    if (error instanceof TraceFormatError) throw new UsageError(`'${path}' is no trace: ${error.message}`);
    throw error;
  }
}
