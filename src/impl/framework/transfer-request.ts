import type { IoRequest } from './io-request.ts';
import type { UserPtr } from './user-ptr.ts';

/** What a read and a write request offer beside all of IoRequest. */
interface TransferRequest extends IoRequest {
  /** The caller's buffer. */
  userPtr(): UserPtr;
  /** Where in the file the caller wants to read or write, bytes (M1). May be negative (M8). */
  offset(): bigint;
}

/** A read request: its buffer is to be written. */
export interface ReadRequest extends TransferRequest {
  readonly direction: 'read';
}

/** A write request: its buffer is to be read. */
export interface WriteRequest extends TransferRequest {
  readonly direction: 'write';
}
