import { IoError } from './io-error.ts';

/** The least that a vector allocates, bytes. */
const MIN_CAPACITY = 8;

/** A `Vec<u8>` on a heap of limited size. */
export class ByteVector {
  /** The most it may grow to, bytes. */
  readonly limitBytes: number;
  #memory = new Uint8Array(0);
  #length = 0;

  constructor(limitBytes: number) {
    this.limitBytes = limitBytes;
  }

  get length(): number {
    return this.#length;
  }

  get capacity(): number {
    return this.#memory.length;
  }

  /** What it holds: a view until it grows. */
  get bytes(): Uint8Array {
    return this.#memory.subarray(0, this.#length);
  }

  /**
   * Makes room for `additional` bytes, at least doubling.
   * @throws IoError of kind OutOfMemory, with nothing changed
   */
  tryReserve(additional: number): void {
    const needed = this.#length + additional;
    if (needed <= this.capacity) return;
    const capacity = Math.max(needed, 2 * this.capacity, MIN_CAPACITY);
    if (capacity > this.limitBytes) throw IoError.outOfMemory();
    const memory = new Uint8Array(capacity);
    memory.set(this.bytes);
    this.#memory = memory;
  }

  /** Room behind what it holds, at most `most` bytes. */
  spare(most: number): Uint8Array {
    return this.#memory.subarray(this.#length, Math.min(this.capacity, this.#length + most));
  }

  /** Counts bytes that were placed in `spare` as held. */
  advance(bytes: number): void {
    this.#length += bytes;
  }
}
