import type { NTSTATUS } from '../../nt/ntstatus.ts';

/** How a call ended: with a status, never (the caller waits for ever), or with the machine. */
export type Ending = (typeof ENDINGS)[number];

export const ENDINGS = ['returned', 'blocked', 'bug-check'] as const;

/** What the caller of one system call observes. */
export interface Observation {
  readonly ending: Ending;
  /** The returned NTSTATUS; 0 and without meaning unless `ending` is `returned`. */
  readonly status: NTSTATUS;
  /** Whether the I/O status block was written (R49). */
  readonly iosbWritten: boolean;
  /** IoStatus.Status and IoStatus.Information as the block holds them; 0 when it was not written. */
  readonly iosbStatus: NTSTATUS;
  readonly information: number;
  /** The caller's event after the call, null when none was passed. */
  readonly eventSignaled: boolean | null;
  /** The file object's event after the call, null when the call has no file object. */
  readonly fileSignaled: boolean | null;
  /**
   * CurrentByteOffset of the file object after the call, bytes (R28); null for a handle that maintains
   * none or a call without a file object.
   */
  readonly position: bigint | null;
  /**
   * The user buffer's bytes after a transfer, `length` of them, and those of the output buffer after a control request;
   * null where there is no readable memory behind the buffer. Valid until the next case is executed.
   */
  readonly buffer: Uint8Array | null;
  /** The input buffer's bytes after a control request, in the same way; null for any other call. */
  readonly input: Uint8Array | null;
  /** Bytes around the buffers, in their pages, that the call changed. */
  readonly surroundingsChanged: number;
  /** Tells what those bytes became from something else that they might have become; 0 when none changed. */
  readonly surroundingsHash: number;
}

/** Of a call that has left no trace of itself; what differs is put over it. */
export const NOTHING_OBSERVED: Observation = {
  ending: 'returned',
  status: 0,
  iosbWritten: false,
  iosbStatus: 0,
  information: 0,
  eventSignaled: null,
  fileSignaled: null,
  position: null,
  buffer: null,
  input: null,
  surroundingsChanged: 0,
  surroundingsHash: 0,
};

/** The byte that user memory holds before a call; no data pattern contains it. */
export const USER_FILL = 0xf8;
/** The byte that user memory around a caller's buffer holds; no data pattern contains it either. */
export const USER_SURROUNDINGS = 0xf9;
/** What it holds around the input buffer of a control request: one behind the other's bytes is known by it. */
export const INPUT_SURROUNDINGS = 0xf7;
