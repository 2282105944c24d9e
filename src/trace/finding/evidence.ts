import type { NTSTATUS } from '../../nt/ntstatus.ts';
import type { BufferMemory, Call } from '../ops/index.ts';
import type { Ending } from '../run/observation.ts';
import type { Fact } from './fact.ts';

/** Who acts in a run, from the top of the picture to its bottom. */
export type Actor = 'caller' | 'io-manager' | 'driver';

export const ACTORS: readonly Actor[] = ['caller', 'io-manager', 'driver'];

/** One step of a run as a reader follows it. */
export interface TimelineEvent {
  /** Index of the operation during which it happened; as many as the trace has for what followed the last one. */
  readonly op: number;
  /** Who did it. */
  readonly actor: Actor;
  /** Who is called or answered; null for what stays with the actor. */
  readonly to: Actor | null;
  /** For people: `IRP_MJ_WRITE, Length 1, ByteOffset 0`. */
  readonly text: string;
  /** Whether this is what the finding is about. */
  readonly isMarked: boolean;
}

/** Bytes `from` to `to`, the last one not included, counted from the buffer's first byte; negative before it. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** What of a buffer an IRP holds: SystemBuffer (R36), an MDL (R39), UserBuffer alone (R41), or nothing. */
export type Delivery = 'system-buffer' | 'mdl' | 'user-buffer' | 'none';

export const DELIVERIES: readonly Delivery[] = ['system-buffer', 'mdl', 'user-buffer', 'none'];

/** The caller's buffer in the operation at which a finding shows, and how it reached the driver. */
export interface BufferEvidence {
  /** Where it starts in its first page, bytes. */
  readonly pageOffset: number;
  readonly lengthBytes: number;
  readonly memory: BufferMemory;
  /** Whether the same frames are mapped a second time. */
  readonly shared: boolean;
  /** Numbers of the frames behind its virtual pages, in their order, reachable or not; none where it has no memory. */
  readonly frames: readonly number[];
  /** Of an output in the memory of the input (R43d): where it begins, bytes from the input's first; else left out. */
  readonly at?: number;
  /** The IRP that the driver was sent: the length in it, bytes, and what of the buffer. Null where none was sent. */
  readonly irp: { readonly lengthBytes: number; readonly delivery: Delivery } | null;
  /** Whether the driver had pages of the MDL mapped into system space, by it or by another one that describes them. */
  readonly mapped: boolean;
  /** Bytes that are wrong, were touched though they are nobody's, or should not have been readable. */
  readonly offending: readonly ByteRange[];
}

/** Bytes of a buffer or of a transfer, as they should be and as they are. */
export interface BytesEvidence {
  /** What the bytes are, such as `the caller's buffer after the read`. */
  readonly what: string;
  /** Where the shown part starts, bytes from the buffer's first. */
  readonly from: number;
  /** Of the shown part, lower-case hexadecimal; null where nothing definite is expected. */
  readonly expected: string | null;
  readonly observed: string;
  /** Bytes of the whole, of which at most MAX_SHOWN_BYTES are shown. */
  readonly totalBytes: number;
}

/** Bytes of a buffer that evidence holds at most. */
export const MAX_SHOWN_BYTES = 256;

/** What a caller observed of one operation, as trace files record it. */
export interface ObservedCall {
  readonly ending: Ending;
  /** 0 and without meaning unless `ending` is `returned`. */
  readonly status: NTSTATUS;
  readonly iosbWritten: boolean;
  readonly information: number;
  /** What a program was told, in words; absent for system calls. The other fields but `ending` then mean nothing. */
  readonly answer?: string;
}

/** What the recorded run of a finding's minimal trace shows, for reports. */
export interface Evidence {
  readonly timeline: readonly TimelineEvent[];
  /**
   * What the events of the operation at which it shows say of why it came to this, in the order of the kinds. They are
   * of the run itself, also where the finding shows in a variant.
   */
  readonly facts: readonly Fact[];
  /** Null where the operation has no buffer; the output buffer of a control request. */
  readonly buffer: BufferEvidence | null;
  /** The input buffer of a control request; left out where the operation is none. */
  readonly input?: BufferEvidence;
  readonly bytes: readonly BytesEvidence[];
  /** One for each operation that was executed. */
  readonly observed: readonly ObservedCall[];
  /**
   * Codes of what led to it, as far as the run tells, in alphabetical order: findings of one campaign that have one in
   * common have one cause. None where nothing is known.
   */
  readonly signs: readonly string[];
}

/** Of a finding whose trace could not be run again. */
export const NO_EVIDENCE: Evidence = {
  timeline: [],
  facts: [],
  buffer: null,
  bytes: [],
  observed: [],
  signs: [],
};

/** One of the outcomes that the reference model allows for a call. */
export interface AllowedOutcome {
  readonly ending: Ending;
  /** Null where it is left open. */
  readonly status: NTSTATUS | null;
  /** Null where the rules leave it open. */
  readonly iosbWritten: boolean | null;
  /** Null where it is left open; 0 and without meaning unless `iosbWritten` is true. */
  readonly information: number | null;
  /**
   * The first bytes of the buffer that a read or a control request fills, as many as are definite; null where none are.
   */
  readonly data: Uint8Array | null;
  /** Whether what is behind `data` is the device's own choice; otherwise it is as it was before, also where left out. */
  readonly restOpen?: boolean;
  /** The file position afterwards; null where none is maintained or it is not observed. */
  readonly position: bigint | null;
}

/** One operation of a trace as it is performed: the call, what the model allows, what the simulated machine did. */
export interface PerformedCall {
  readonly call: Call;
  /** At least one; null without a model, and after the first call that no outcome allowed. */
  readonly allowed: readonly AllowedOutcome[] | null;
  readonly observed: ObservedCall;
}
