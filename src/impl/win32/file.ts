import type { ByteVector } from './byte-vector.ts';
import { IoError } from './io-error.ts';
import { Panic } from './panic.ts';
import type { UserProcess } from './process.ts';

/** Bytes of the read by which `readToEnd` finds out whether there is more before it allocates. */
const PROBE_BYTES = 32;
/** The most that `readToEnd` asks for at a time, bytes. */
const MAX_READ_BYTES = 8192;

/** Rust's `File` on Windows: a handle, and reads and writes at its position (W3, W3b, W3c). */
export class File {
  readonly #process: UserProcess;
  readonly #handle: number;

  /** `File::from_raw_handle`. */
  constructor(process: UserProcess, handle: number) {
    this.#process = process;
    this.#handle = handle;
  }

  /** `as_raw_handle`. */
  get handle(): number {
    return this.#handle;
  }

  /**
   * Reads into `buffer` once; gives the bytes read, 0 at the end (W3b).
   * @throws IoError
   */
  read(buffer: Uint8Array): number {
    const { succeeded, bytes } = this.#process.readFile(this.#handle, buffer);
    if (succeeded) return bytes;
    const error = IoError.fromRawOsError(this.#process.GetLastError());
    if (error.kind === 'BrokenPipe') return 0;
    throw error;
  }

  /**
   * Writes `data` once; gives the bytes written, which may be fewer (W3b).
   * @throws IoError
   */
  write(data: Uint8Array): number {
    const { succeeded, bytes } = this.#process.writeFile(this.#handle, data);
    if (succeeded) return bytes;
    throw IoError.fromRawOsError(this.#process.GetLastError());
  }

  /**
   * Writes until all of `data` is written (W3).
   * @throws IoError, of kind WriteZero when a write wrote nothing
   * @throws Panic when a write says that it wrote more than it was given
   */
  writeAll(data: Uint8Array): void {
    let rest = data;
    while (rest.length > 0) {
      const written = this.write(rest);
      if (written === 0) throw IoError.withMessage('WriteZero', 'failed to write whole buffer');
      if (written > rest.length) {
        throw new Panic(`range start index ${written} out of range for slice of length ${rest.length}`);
      }
      rest = rest.subarray(written);
    }
  }

  /**
   * Appends to `vector` until a read gives nothing; gives the bytes appended (W3c). What was read before an
   * error stays in the vector.
   * @throws IoError, of kind OutOfMemory when the vector cannot grow
   * @throws Panic when a read says that it read more than it was asked for
   */
  readToEnd(vector: ByteVector): number {
    const start = vector.length;
    const startCapacity = vector.capacity;
    if (startCapacity - start < PROBE_BYTES && this.#probe(vector) === 0) return 0;
    for (;;) {
      if (vector.length === vector.capacity) {
        if (vector.capacity === startCapacity && this.#probe(vector) === 0) return vector.length - start;
        vector.tryReserve(PROBE_BYTES);
      }
      const read = this.#readInto(vector.spare(MAX_READ_BYTES));
      if (read === 0) return vector.length - start;
      vector.advance(read);
    }
  }

  /** Closes the handle, as dropping the file does. */
  close(): void {
    this.#process.CloseHandle(this.#handle);
  }

  /** A read on the side, so that a vector that is full need not grow for nothing. */
  #probe(vector: ByteVector): number {
    const probe = new Uint8Array(PROBE_BYTES);
    const read = this.#readInto(probe);
    vector.tryReserve(read);
    vector.spare(read).set(probe.subarray(0, read));
    vector.advance(read);
    return read;
  }

  #readInto(buffer: Uint8Array): number {
    const read = this.read(buffer);
    if (read > buffer.length) {
      throw new Panic(`range end index ${read} out of range for slice of length ${buffer.length}`);
    }
    return read;
  }
}
