import type { NTSTATUS } from '../nt/ntstatus.ts';
import type { ArmReaches } from '../trace/arm-reach.ts';
import type { BufferingMode } from '../trace/trace.ts';

/** The open that a request belongs to: a number, for every open another one. */
export type FileIdentity = number;

/** A read or write request as a device sees it; a device model knows no IRPs. */
export interface DeviceRequest {
  /** Parameters.Read/Write.ByteOffset in bytes, already resolved by the I/O manager (R24 to R27). */
  readonly offset: bigint;
  /** Parameters.Read/Write.Length in bytes. */
  readonly length: number;
  readonly key: number;
  /** How the buffer reaches the device. */
  readonly mode: BufferingMode;
  /** False when the device's attempt to map the buffer that it was given into system space fails (M10). */
  readonly mappable: boolean;
  /** False when the device's attempt to map a buffer that it locked itself into system space fails. */
  readonly ownMappable: boolean;
  /** False when allocations that the device makes itself fail, of pool or of an MDL. */
  readonly allocatable: boolean;
  /** What MmProbeAndLockPages raises when the device locks pages itself; null where it locks them (R71). */
  readonly lockRaises: NTSTATUS | null;
  /** False in neither mode, where nobody but the device looks, when the buffer can't be accessed in full (R41). */
  readonly accessible: boolean;
  /** Which open of the device the request belongs to. */
  readonly file: FileIdentity;
  /** Whether the open has a file position (R7). */
  readonly synchronous: boolean;
  /** CurrentByteOffset in bytes before the request; without meaning unless `synchronous`. */
  readonly position: bigint;
}

export interface DeviceWriteRequest extends DeviceRequest {
  /** The caller's bytes, `length` of them; not to be changed, and copied if kept. */
  readonly data: Uint8Array;
}

/** A control request as a device sees it (R43). */
export interface DeviceControlRequest {
  /** Parameters.DeviceIoControl.IoControlCode, an unsigned 32-bit number. */
  readonly code: number;
  /** Whether it came by NtFsControlFile, as IRP_MJ_FILE_SYSTEM_CONTROL (R43b). */
  readonly fileSystem: boolean;
  /** InputBufferLength as the device is told, bytes. */
  readonly inputLength: number;
  /** OutputBufferLength as the device is told, bytes. */
  readonly outputLength: number;
  /**
   * The caller's bytes in the input buffer, `inputLength` of them, as they are when the device is given the request; not
   * to be changed, and copied if kept. Null with METHOD_NEITHER, where nobody but the device looks, when they can't all
   * be read.
   */
  readonly input: Uint8Array | null;
  /**
   * Where the output begins, bytes from the input's first, when both are in one piece of the caller's memory: each byte
   * that a device writes there is one less of the input (R43d). Null for buffers apart, and with all methods but
   * METHOD_NEITHER, where the device has a copy of the input.
   */
  readonly outputAt: number | null;
  /** With METHOD_IN_DIRECT, the caller's bytes in the second buffer, `outputLength` of them; empty otherwise. */
  readonly second: Uint8Array;
  /** False with METHOD_NEITHER, where nobody but the device looks, when the output buffer can't be written in full. */
  readonly writable: boolean;
  /** As in {@link DeviceRequest}, of the buffer that is described by an MDL. */
  readonly mappable: boolean;
  readonly ownMappable: boolean;
  readonly allocatable: boolean;
  readonly lockRaises: NTSTATUS | null;
  readonly file: FileIdentity;
}

/** One allowed answer of a device to a request. */
export interface DeviceOutcome<S> {
  /** Which arm of the model answered, such as `M3 offset`; listed in `arms`. */
  readonly arm: string;
  readonly status: NTSTATUS;
  /** IoStatus.Information, bytes. */
  readonly information: number;
  /**
   * For a read or a control request: the bytes the device placed at the start of the buffer, of the latter's output or, with
   * METHOD_BUFFERED, SystemBuffer. Empty for a write.
   */
  readonly data: Uint8Array;
  /** What the device sets the CurrentByteOffset of a synchronous open to (R28), bytes; left out, it leaves it. */
  readonly position?: bigint;
  readonly next: S;
}

/** One allowed answer to a request without a buffer. */
export interface DeviceAnswer<S> {
  /** As in {@link DeviceOutcome}. */
  readonly arm: string;
  readonly status: NTSTATUS;
  /** IoStatus.Information; any when left out, for nothing is copied (R49a). */
  readonly information?: number;
  readonly next: S;
}

/**
 * The reference model of a device: pure functions from a state and a request to the set of allowed answers
 * (at least one). `S` is immutable. What a model has no function for is the device's own choice (R19): any answer is
 * allowed, and changes no state.
 */
export interface DeviceModel<S> {
  readonly name: string;
  /** Every arm its outcomes can name. */
  readonly arms: readonly string[];
  /** Of arms that calls alone do not reach, or not in every mode: what it takes. */
  readonly reach?: ArmReaches;
  /**
   * Whether a read leaves the caller's buffer as it was behind `data` where the device reaches that buffer itself (direct
   * and neither mode). Nothing is promised about these bytes, so left out, they are not looked at.
   */
  readonly leavesRest?: boolean;
  /** The state of a device that was just created. */
  initial(): S;
  /** A read (IRP_MJ_READ) that reached the device. */
  read(state: S, request: DeviceRequest): readonly DeviceOutcome<S>[];
  /** A write (IRP_MJ_WRITE) that reached the device. */
  write(state: S, request: DeviceWriteRequest): readonly DeviceOutcome<S>[];
  /** A control request (IRP_MJ_DEVICE_CONTROL, IRP_MJ_FILE_SYSTEM_CONTROL) that reached the device. */
  control?(state: S, request: DeviceControlRequest): readonly DeviceOutcome<S>[];
  /** An open, which anything but a success refuses (R10). */
  create?(state: S, file: FileIdentity): readonly DeviceAnswer<S>[];
  /** The state once the last handle of an open is closed. Without it nothing changes. */
  close?(state: S, file: FileIdentity): S;
  /** IRP_MJ_FLUSH_BUFFERS. */
  flush?(state: S, file: FileIdentity): readonly DeviceAnswer<S>[];
  /** IRP_MJ_QUERY_INFORMATION: of an open without a position, also of that (R28). */
  queryInformation?(state: S, file: FileIdentity): readonly DeviceAnswer<S>[];
  /** IRP_MJ_SET_INFORMATION: of an open without a position, also of that (R28). */
  setInformation?(state: S, file: FileIdentity): readonly DeviceAnswer<S>[];
}
