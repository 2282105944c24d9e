import type { NTSTATUS } from '../nt/ntstatus.ts';
import type { BufferingMode } from '../trace/trace.ts';

/** A read or write request as a device sees it; a device model knows no IRPs. */
export interface DeviceRequest {
  /** Parameters.Read/Write.ByteOffset in bytes, already resolved by the I/O manager (R24 to R27). */
  readonly offset: bigint;
  /** Parameters.Read/Write.Length in bytes. */
  readonly length: number;
  readonly key: number;
  /** How the buffer reaches the device. */
  readonly mode: BufferingMode;
  /** False when the device's attempt to map the buffer into system space fails (M10). */
  readonly mappable: boolean;
}

export interface DeviceWriteRequest extends DeviceRequest {
  /** The caller's bytes, `length` of them; not to be changed, and copied if kept. */
  readonly data: Uint8Array;
}

/** One allowed answer of a device to a request. */
export interface DeviceOutcome<S> {
  /** Which arm of the model answered, such as `M3 offset`; listed in `arms`. */
  readonly arm: string;
  readonly status: NTSTATUS;
  /** IoStatus.Information. */
  readonly information: number;
  /** For a read: the bytes the device placed at the start of the buffer. Empty for a write. */
  readonly data: Uint8Array;
  readonly next: S;
}

/**
 * The reference model of a device: pure functions from a state and a request to the set of allowed answers
 * (at least one). `S` is immutable.
 */
export interface DeviceModel<S> {
  readonly name: string;
  /** Every arm its outcomes can name. */
  readonly arms: readonly string[];
  initial(): S;
  read(state: S, request: DeviceRequest): readonly DeviceOutcome<S>[];
  write(state: S, request: DeviceWriteRequest): readonly DeviceOutcome<S>[];
}
