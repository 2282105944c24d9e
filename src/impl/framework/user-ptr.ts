import type { ByteView, MutByteView } from './byte-view.ts';
import type { Codec } from './codec.ts';
import type { Result } from './result.ts';

/**
 * The buffer of a request: the article's UserPtr, which hands out no raw pointer but a slice, or a value of
 * some type T.
 *
 * A read request's buffer is there to be written and a write request's to be read, so that one of the two
 * sizes is 0. In neither mode both are (M5).
 */
export interface UserPtr {
  /** Bytes that may be read. */
  readonly readSize: number;
  /** Bytes that may be written. */
  readonly writeSize: number;
  /** The `readSize` bytes that may be read. */
  asSlice(): ByteView;
  /** The `writeSize` bytes that may be written. */
  asMutSlice(): MutByteView;
  /** A T from the start of the buffer; INVALID_USER_BUFFER if T is larger than `readSize` (M6). */
  read<T>(codec: Codec<T>): Result<T>;
  /** Stores a T at the start of the buffer; INVALID_USER_BUFFER if T is larger than `writeSize` (M6). */
  write<T>(codec: Codec<T>, value: T): Result<void>;
}
