import { fstatSync } from 'node:fs';
import { Writable } from 'node:stream';
import type { OutputStream } from './text-output.ts';
import { writeFully } from './write-fully.ts';

/** Text for an open file, whole or with an error; Node's own stream loses what the system does not write at once. */
export class FileStream extends Writable {
  readonly #file: number;

  constructor(file: number) {
    super();
    this.#file = file;
  }

  override _write(chunk: Uint8Array, _encoding: string, done: (error?: Error | null) => void): void {
    try {
      writeFully(this.#file, chunk);
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/** A stream of the process, such as standard output; where that leads into a file, one that writes all of it. */
export function wholeStream(stream: OutputStream & { readonly fd: number }): OutputStream {
  return fstatSync(stream.fd).isFile() ? new FileStream(stream.fd) : stream;
}
