import type { BufferMemory, Fault, OpenAccess } from './op.ts';

/**
 * A system call as it was made: an operation resolved against run-time state. The reference model and the
 * implementation are given the same calls.
 *
 * Handles are ordinals: the n-th handle the case created, counted from 0.
 */
export type Call =
  | CreateFileCall
  | ReadFileCall
  | WriteFileCall
  | FlushCall
  | SetPositionCall
  | QueryPositionCall
  | DuplicateCall
  | CloseCall;

/** A value that is no handle. */
export const NO_HANDLE = -1;
/** A handle to an event object, not to a file. */
export const EVENT_HANDLE = -2;

/** Opens a name. */
export interface CreateFileCall {
  readonly call: 'NtCreateFile';
  readonly name: string;
  readonly access: OpenAccess;
  readonly overlapped: boolean;
}

interface TransferCall {
  readonly handle: number;
  /** Bytes; null for a NULL ByteOffset. */
  readonly offset: bigint | null;
  /** Bytes. */
  readonly length: number;
  readonly key: number;
  readonly event: boolean;
  readonly pageOffset: number;
  readonly memory: BufferMemory;
  readonly shared: boolean;
  readonly fault: Fault | null;
}

/** Reads into a user buffer. */
export interface ReadFileCall extends TransferCall {
  readonly call: 'NtReadFile';
}

/** Writes from a user buffer. */
export interface WriteFileCall extends TransferCall {
  readonly call: 'NtWriteFile';
  /** The caller's bytes, exactly `length` of them. Owned by the caller: not to be changed or kept. */
  readonly data: Uint8Array;
}

/** Asks the device to flush (R16). */
export interface FlushCall {
  readonly call: 'NtFlushBuffersFile';
  readonly handle: number;
}

/** Sets the file position, bytes. */
export interface SetPositionCall {
  readonly call: 'NtSetInformationFile';
  readonly handle: number;
  readonly position: bigint;
}

/** Asks for the file position. */
export interface QueryPositionCall {
  readonly call: 'NtQueryInformationFile';
  readonly handle: number;
}

/** Makes a second handle to the same open. */
export interface DuplicateCall {
  readonly call: 'NtDuplicateObject';
  readonly handle: number;
}

/** Closes a handle. */
export interface CloseCall {
  readonly call: 'NtClose';
  readonly handle: number;
}
