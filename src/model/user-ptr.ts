import { METHOD_IN_DIRECT, METHOD_NEITHER, methodOf } from '../nt/control-code.ts';
import { type NTSTATUS, STATUS_INVALID_USER_BUFFER, STATUS_SUCCESS } from '../nt/ntstatus.ts';
import type { BufferingMode } from '../trace/trace.ts';

interface Typed {
  /** `read` fills T from the buffer, `write` the buffer from T. */
  readonly method: 'read' | 'write';
  /** Size of T in bytes. */
  readonly sizeBytes: number;
}

/** A use in a read or write request. */
export interface TransferUserPtrUse extends Typed {
  /** The request whose buffer it is. */
  readonly request: 'read' | 'write';
  /** Length of the request in bytes. */
  readonly length: number;
  readonly mode: BufferingMode;
}

/** A use in a control request. */
export interface ControlUserPtrUse extends Typed {
  readonly request: 'control';
  /** An unsigned 32-bit number, whose method says which buffers there are (R43). */
  readonly code: number;
  /** As the driver is told, bytes. */
  readonly inputLength: number;
  readonly outputLength: number;
}

/** One use of `UserPtr.read<T>` or `UserPtr.write<T>`. */
export type UserPtrUse = TransferUserPtrUse | ControlUserPtrUse;

/** What a use of UserPtr has to come to (M6). */
export interface UserPtrExpectation {
  readonly status: NTSTATUS;
  /** Bytes that move between T and the buffer. */
  readonly movedBytes: number;
}

/** Bytes a method has to work with: read_size or write_size (M6); in neither mode there are none (M5). */
function availableBytes(use: UserPtrUse): number {
  if (use.request === 'control') return availableToControl(use);
  // A read request's buffer is there to be written, a write request's to be read.
  const isOpposite = use.request === use.method;
  return use.mode === 'neither' || isOpposite ? 0 : use.length;
}

/** The input is there to be read, the output to be written, unless it is the caller's to give or not reached at all. */
function availableToControl({ method, code, inputLength, outputLength }: ControlUserPtrUse): number {
  const passing = methodOf(code);
  if (passing === METHOD_NEITHER) return 0;
  if (method === 'read') return inputLength;
  return passing === METHOD_IN_DIRECT ? 0 : outputLength;
}

/** M6: INVALID_USER_BUFFER and nothing moves if T is larger than what there is; else exactly T moves. */
export function expectUserPtr(use: UserPtrUse): UserPtrExpectation {
  return use.sizeBytes > availableBytes(use)
    ? { status: STATUS_INVALID_USER_BUFFER, movedBytes: 0 }
    : { status: STATUS_SUCCESS, movedBytes: use.sizeBytes };
}
