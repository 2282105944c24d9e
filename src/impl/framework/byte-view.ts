import { type DriverMemory, type Va, vaAdd } from '../ddi/index.ts';

/**
 * A run of bytes in simulated memory: what a slice is in the article (design D2).
 *
 * Every access is translated page by page, so that what another mapping of the same frames writes is seen,
 * and a bad address raises what Windows raises. An index outside the view is a RangeError, as a slice would
 * panic.
 */
export class ByteView {
  readonly memory: DriverMemory;
  readonly va: Va;
  /** Bytes. */
  readonly length: number;

  constructor(memory: DriverMemory, va: Va, lengthBytes: number) {
    this.memory = memory;
    this.va = va;
    this.length = lengthBytes;
  }

  /** The byte at an index. */
  get(index: number): number {
    if (!(index >= 0 && index < this.length)) throw outOfRange(index, index + 1, this.length);
    return this.memory.readU8(vaAdd(this.va, index));
  }

  /** The bytes from `start` to before `end`, without copying them. */
  subview(start: number, end: number = this.length): ByteView {
    requireRange(start, end, this.length);
    return new ByteView(this.memory, vaAdd(this.va, start), end - start);
  }

  /** A copy of the bytes from `start` to before `end`. */
  toBytes(start = 0, end: number = this.length): Uint8Array {
    requireRange(start, end, this.length);
    const bytes = new Uint8Array(end - start);
    this.memory.copyOut(vaAdd(this.va, start), bytes, 0, end - start);
    return bytes;
  }

  /** Copies all of the view into `target`, which has room for it from `targetOffset` on. */
  copyTo(target: Uint8Array | MutByteView, targetOffset = 0): void {
    requireRange(targetOffset, targetOffset + this.length, target.length);
    if (target instanceof Uint8Array) this.memory.copyOut(this.va, target, targetOffset, this.length);
    else this.memory.copy(vaAdd(target.va, targetOffset), this.va, this.length);
  }
}

/** A run of bytes that may be written. */
export class MutByteView extends ByteView {
  /** Writes one byte; `index` is below `length`. */
  set(index: number, value: number): void {
    if (!(index >= 0 && index < this.length)) throw outOfRange(index, index + 1, this.length);
    this.memory.writeU8(vaAdd(this.va, index), value);
  }

  override subview(start: number, end: number = this.length): MutByteView {
    requireRange(start, end, this.length);
    return new MutByteView(this.memory, vaAdd(this.va, start), end - start);
  }

  /**
   * Copies `lengthBytes` bytes of `source`, from `sourceOffset` on, to the start of the view.
   * Without a length it is all that is left of the source.
   */
  copyFrom(
    source: Uint8Array | ByteView,
    sourceOffset = 0,
    lengthBytes: number = source.length - sourceOffset,
  ): void {
    requireRange(sourceOffset, sourceOffset + lengthBytes, source.length);
    requireRange(0, lengthBytes, this.length);
    if (source instanceof Uint8Array) this.memory.copyIn(this.va, source, sourceOffset, lengthBytes);
    else this.memory.copy(this.va, vaAdd(source.va, sourceOffset), lengthBytes);
  }

  /** Sets every byte to `value`. */
  fill(value: number): void {
    this.memory.fill(this.va, value, this.length);
  }
}

function requireRange(start: number, end: number, length: number): void {
  if (!(start >= 0 && start <= end && end <= length)) throw outOfRange(start, end, length);
}

function outOfRange(start: number, end: number, length: number): RangeError {
  return new RangeError(`bytes ${start} to ${end} of a slice of ${length} bytes`);
}
