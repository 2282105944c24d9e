import { hex } from './hex.ts';
import { MalformedImageError } from './image-error.ts';

/**
 * Reads little-endian numbers of a file, within its bounds. `what` names what is being read, such as
 * `the section table`, for the error.
 */
export class BytesReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get sizeBytes(): number {
    return this.#bytes.byteLength;
  }

  /** Whether that many bytes are there, from an offset on. */
  holds(offset: number, sizeBytes: number): boolean {
    return offset >= 0 && sizeBytes >= 0 && offset + sizeBytes <= this.#bytes.byteLength;
  }

  /** @throws {MalformedImageError} unless that many bytes are there */
  require(offset: number, sizeBytes: number, what: string): void {
    if (this.holds(offset, sizeBytes)) return;
    throw new MalformedImageError(
      `${what} would go to ${hex(offset + sizeBytes)} in the file, which ends at ${hex(this.sizeBytes)}: is it complete?`,
    );
  }

  u8(offset: number, what: string): number {
    this.require(offset, 1, what);
    return this.#view.getUint8(offset);
  }

  u16(offset: number, what: string): number {
    this.require(offset, 2, what);
    return this.#view.getUint16(offset, true);
  }

  u32(offset: number, what: string): number {
    this.require(offset, 4, what);
    return this.#view.getUint32(offset, true);
  }

  /** The bytes themselves, no copy. */
  bytes(offset: number, sizeBytes: number, what: string): Uint8Array {
    this.require(offset, sizeBytes, what);
    return this.#bytes.subarray(offset, offset + sizeBytes);
  }

  /** A copy in a buffer of its own, with zeros behind it up to `paddedBytes`. */
  copy(offset: number, sizeBytes: number, what: string, paddedBytes = sizeBytes): ArrayBuffer {
    const copied = new Uint8Array(new ArrayBuffer(paddedBytes));
    copied.set(this.bytes(offset, sizeBytes, what));
    return copied.buffer;
  }
}
