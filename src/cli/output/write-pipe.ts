import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { systemErrorCode } from '../errors.ts';

const POLL_MS = 2;
// Opening a pipe that nobody reads from must not wait for ever. Windows has no such flag, and no such pipes.
const WRITE_AT_ONCE = constants.O_WRONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Opens a named pipe that somebody reads from. As long as it is open its reader waits for what is to come.
 *
 * @throws what the system says: ENXIO where nobody reads from it
 */
export function openPipe(path: string): number {
  return openSync(path, WRITE_AT_ONCE);
}

/** Writes what the pipe has room for; 0 until its reader has read. */
function writeSome(pipe: number, bytes: Buffer): number {
  try {
    return writeSync(pipe, bytes);
  } catch (error) {
    if (systemErrorCode(error) === 'EAGAIN') return 0;
    throw error;
  }
}

/**
 * Writes a text to a named pipe.
 *
 * @throws what the system says: ENXIO where nobody reads from it, EPIPE where nobody does any more
 */
export async function writePipe(path: string, text: string): Promise<void> {
  const pipe = openPipe(path);
  try {
    let left = Buffer.from(text);
    while (left.length > 0) {
      const written = writeSome(pipe, left);
      left = left.subarray(written);
      if (written === 0) await setTimeout(POLL_MS);
    }
  } finally {
    closeSync(pipe);
  }
}
