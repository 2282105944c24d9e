/**
 * Operations of a trace: what a caller does, as plain records (design D5).
 *
 * Every field refers to run-time state in a way that always resolves ("the k-th open handle", "the length
 * written last"), so that any subset of a trace's operations is again a trace.
 */

/**
 * Which handle an operation uses: `k` is the k-th handle then open, counted modulo their number;
 * `none` is a value that is no handle (and what any `k` becomes while nothing is open);
 * `closed` is the value of the handle closed last (`none` before any was);
 * `event` is a handle to an event object, so of the wrong type.
 */
export type HandleRef = number | 'none' | 'closed' | 'event';

/** Relative to the length last written with success, in bytes. */
export interface RelativeToLast {
  readonly last: number;
}

/**
 * A file offset in bytes: a 64-bit decimal string (`"-1"` appends, `"-2"` uses the file position),
 * `null` for a NULL ByteOffset, or relative to the length last written.
 */
export type OffsetSpec = string | null | RelativeToLast;

/** A length in bytes, at least 0, or relative to the length last written (never below 0). */
export type LengthSpec = number | RelativeToLast;

/** Contents of a write: a counter pattern that starts at `seed`, zeros, or bytes repeated to the length. */
export type DataSpec =
  | { readonly pattern: 'counter'; readonly seed: number }
  | { readonly pattern: 'zero' }
  | { readonly hex: string };

/**
 * The memory behind a user buffer. `read-only` and `no-access` hold for all of its pages,
 * `last-page-no-access` for the last alone; `null` and `kernel` are addresses without user memory.
 */
export type BufferMemory =
  | 'read-write'
  | 'read-only'
  | 'no-access'
  | 'last-page-no-access'
  | 'null'
  | 'kernel';

/** A user buffer: where it starts in its first page and what stands behind it. */
export interface BufferSpec {
  /** Bytes into the first page, 0 to 4095. */
  readonly pageOffset: number;
  readonly memory: BufferMemory;
  /** The same frames are mapped a second time, and the caller fills and reads them through that mapping. */
  readonly shared: boolean;
}

/**
 * A fault injected while one operation runs: the I/O manager's allocation of the IRP fails, or its
 * allocation of the SystemBuffer or the MDL, or every mapping of an MDL into system space, or every
 * allocation the driver itself makes, of pool or of an MDL.
 */
export type Fault = 'irp-allocation' | 'buffer-allocation' | 'system-mapping' | 'pool-allocation';

/** Rights a handle is opened with; `append` is FILE_APPEND_DATA without FILE_WRITE_DATA. */
export type OpenAccess = 'read-write' | 'read' | 'write' | 'append';

/** Opens a name by NtCreateFile. */
export interface OpenOp {
  readonly op: 'open';
  /** The object's name, or null for the subject's own. */
  readonly name: string | null;
  readonly access: OpenAccess;
  /** True for a handle without FILE_SYNCHRONOUS_IO: no maintained position (R7). */
  readonly overlapped: boolean;
}

interface TransferOp {
  readonly handle: HandleRef;
  readonly offset: OffsetSpec;
  readonly length: LengthSpec;
  readonly buffer: BufferSpec;
  /** `Parameters.Read.Key` or `Parameters.Write.Key` (R30), an unsigned 32-bit number. */
  readonly key: number;
  /** Whether the caller passes an event, signaled beforehand (R32). */
  readonly event: boolean;
  readonly fault: Fault | null;
}

/** Reads by NtReadFile. */
export interface ReadOp extends TransferOp {
  readonly op: 'read';
}

/** Writes by NtWriteFile. */
export interface WriteOp extends TransferOp {
  readonly op: 'write';
  readonly data: DataSpec;
}

/** Asks the device to flush (R16). */
export interface FlushOp {
  readonly op: 'flush';
  readonly handle: HandleRef;
}

/** Sets the file position. */
export interface SetPositionOp {
  readonly op: 'set-position';
  readonly handle: HandleRef;
  /** 64-bit decimal string. */
  readonly position: string;
}

/** Asks for the file position. */
export interface QueryPositionOp {
  readonly op: 'query-position';
  readonly handle: HandleRef;
}

/** Makes a second handle to the same open. */
export interface DuplicateOp {
  readonly op: 'duplicate';
  readonly handle: HandleRef;
}

/** Closes a handle. */
export interface CloseOp {
  readonly op: 'close';
  readonly handle: HandleRef;
}

/** One operation of a trace. */
export type Op =
  | OpenOp
  | ReadOp
  | WriteOp
  | FlushOp
  | SetPositionOp
  | QueryPositionOp
  | DuplicateOp
  | CloseOp;

/** What kind of operation it is. */
export type OpKind = Op['op'];

/** Every kind of operation, in the order in which reports list them. */
export const OP_KINDS: readonly OpKind[] = [
  'open',
  'read',
  'write',
  'flush',
  'set-position',
  'query-position',
  'duplicate',
  'close',
];

/** The buffer a minimal trace uses: page-aligned, ordinary memory. */
export const PLAIN_BUFFER: BufferSpec = { pageOffset: 0, memory: 'read-write', shared: false };
