import { writeSync } from 'node:fs';

/**
 * Writes all of the bytes. The system may write fewer than it is asked to and tell why only when asked again, as
 * on a disk that is nearly full.
 */
export function writeFully(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}
