import type { NTSTATUS } from '../nt/ntstatus.ts';
import type { Ending } from '../trace/run/observation.ts';

/** What may be in the caller's I/O status block; null where the rules leave it open. */
export type ExpectedIosb<Information = number | undefined> =
  | { readonly written: false }
  | { readonly written: true; readonly status: NTSTATUS; readonly information: Information }
  | null;

/**
 * What a caller may observe of one call: one member of the allowed set (design D7).
 * A field that is undefined is left open by the rules.
 */
export interface Expected {
  readonly ending: Ending;
  readonly status: NTSTATUS | undefined;
  readonly iosb: ExpectedIosb;
  /** The caller's event; null when none was passed. */
  readonly eventSignaled: boolean | null | undefined;
  /** The file object's event; null when the call has no file object. */
  readonly fileSignaled: boolean | null | undefined;
  /** CurrentByteOffset in bytes; null for a handle that maintains none or a call without a file object. */
  readonly position: bigint | null | undefined;
  /**
   * What the user buffer holds afterwards: these bytes from its start and what it held before in the
   * rest (for a write all of the caller's data, so an unchanged buffer is an empty prefix). Null where the
   * buffer has no readable memory or the call none; undefined where its contents are left open.
   */
  readonly buffer: Uint8Array | null | undefined;
  /** Whether the rest of `buffer` is left open: its device reached it itself, and promises nothing of it (R47). */
  readonly restOpen?: boolean;
}

/** Of a control request. */
export interface ControlExpected extends Expected {
  readonly iosb: ExpectedIosb<number>;
}

/** Of a read or a write: a device's model says what it answers. */
export interface TransferExpected extends Expected {
  readonly status: NTSTATUS;
  readonly iosb: ExpectedIosb<number>;
}
