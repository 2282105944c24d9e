import { type NTSTATUS, STATUS_INVALID_USER_BUFFER, STATUS_SUCCESS } from '../nt/ntstatus.ts';
import type { BufferingMode } from '../trace/trace.ts';

/** One use of `UserPtr.read<T>` or `UserPtr.write<T>`. */
export interface UserPtrUse {
  /** The request whose buffer it is. */
  readonly request: 'read' | 'write';
  /** `read` fills T from the buffer, `write` the buffer from T. */
  readonly method: 'read' | 'write';
  /** Size of T in bytes. */
  readonly sizeBytes: number;
  /** Length of the request in bytes. */
  readonly length: number;
  readonly mode: BufferingMode;
}

/** What a use of UserPtr has to come to (M6). */
export interface UserPtrExpectation {
  readonly status: NTSTATUS;
  /** Bytes that move between T and the buffer. */
  readonly movedBytes: number;
}

/** Bytes a method has to work with: read_size or write_size (M6); in neither mode there are none (M5). */
function availableBytes({ request, method, length, mode }: UserPtrUse): number {
  // A read request's buffer is there to be written, a write request's to be read.
  const isOpposite = request === method;
  return mode === 'neither' || isOpposite ? 0 : length;
}

/** M6: INVALID_USER_BUFFER and nothing moves if T is larger than what there is; else exactly T moves. */
export function expectUserPtr(use: UserPtrUse): UserPtrExpectation {
  return use.sizeBytes > availableBytes(use)
    ? { status: STATUS_INVALID_USER_BUFFER, movedBytes: 0 }
    : { status: STATUS_SUCCESS, movedBytes: use.sizeBytes };
}
