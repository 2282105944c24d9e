import { isUtf8 } from 'node:buffer';
import { Panic } from '../impl/win32/panic.ts';
import type { UserProcess } from '../impl/win32/process.ts';
import { withDevice } from './with-device.ts';

/** The size of the buffer it reads into, bytes. */
export const BUFFER_BYTES = 4096;

/**
 * The article's program: writes bytes to the device, reads back, and prints what it read, as text if it is UTF-8
 * and in hexadecimal otherwise.
 *
 * @throws IoError where the article's `?` returns an error
 * @throws Panic for a read that gives more than the buffer holds
 */
export function readWrite(process: UserProcess, data: Uint8Array, print: (line: string) => void): void {
  withDevice(process, (file) => {
    file.writeAll(data);
    const buffer = new Uint8Array(BUFFER_BYTES);
    const size = file.read(buffer);
    if (size > BUFFER_BYTES) {
      throw new Panic(`range end index ${size} out of range for slice of length ${BUFFER_BYTES}`);
    }
    print(describe(buffer.subarray(0, size)));
  });
}

/** `read 13 bytes: "Hello, world!"`, or for what is no UTF-8 `read 3 bytes: [0, ff, a]`. */
function describe(bytes: Uint8Array): string {
  const shown = isUtf8(bytes)
    ? `"${new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)}"`
    : `[${Array.from(bytes, (byte) => byte.toString(16)).join(', ')}]`;
  return `read ${bytes.length} bytes: ${shown}`;
}
