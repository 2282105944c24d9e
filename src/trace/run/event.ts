import type { NTSTATUS } from '../../nt/ntstatus.ts';
import type { BufferMemory } from '../ops/index.ts';
import type { Ending } from './observation.ts';
import type { ControlOfRequest } from './request.ts';
import type { ViolationKind } from './violation.ts';
import type { Where } from './where.ts';

/** Of an event that its kind says all about. */
export type NoDetail = Readonly<Record<never, never>>;

/** A buffer of the caller's, with the numbers of the frames behind its pages. */
export interface MappedBuffer {
  readonly pageOffset: number;
  readonly lengthBytes: number;
  readonly memory: BufferMemory;
  readonly shared: boolean;
  readonly frames: readonly number[];
  /** Of an output in the memory of the input (R43d): where it begins, bytes from the input's first; else left out. */
  readonly at?: number;
}

/** What is recorded of each kind of event. Sizes and places are bytes; no event names an address. */
export interface EventDetails {
  /** The caller makes a call, in words. */
  readonly call: { readonly text: string };
  /** The caller's buffer, mapped for the call, with the numbers of the frames behind its pages; a control request's output. */
  readonly buffer: MappedBuffer;
  /** The input buffer of a control request, in the same way. */
  readonly 'input-buffer': MappedBuffer;
  /** What the caller observes of its call, but for bytes; the position where the call has to do with one. */
  readonly answer: {
    readonly ending: Ending;
    readonly status: NTSTATUS;
    readonly iosbWritten: boolean;
    readonly information: number;
    readonly eventSignaled: boolean | null;
    readonly position: bigint | null;
    readonly surroundingsChanged: number;
  };
  /** What a program observes of its call, but for bytes. */
  readonly 'program.answer': { readonly ending: Ending; readonly succeeded: boolean; readonly text: string };
  /** What bytes near the caller's buffer became, in lower-case hexadecimal; places counted from its first byte. */
  readonly surroundings: {
    readonly from: number;
    readonly to: number;
    readonly hex: string;
    /** The byte that they all held before. */
    readonly surrounding: number;
  };
  /** The process ends. */
  readonly exit: NoDetail;

  /** There was no memory for an IRP. */
  readonly 'no-irp': NoDetail;
  /** An IRP's buffer could not be built. */
  readonly unbuilt: { readonly status: NTSTATUS };
  /** A driver is sent an IRP. */
  readonly dispatch: {
    readonly major: number;
    readonly length: number;
    readonly byteOffset: bigint;
    readonly key: number;
    readonly control: ControlOfRequest | null;
    readonly systemBuffer: boolean;
    readonly mdl: boolean;
    readonly mdlByteOffset: number;
    readonly userBuffer: boolean;
    readonly level: number;
  };
  /** A dispatch routine returned. */
  readonly returned: {
    readonly status: NTSTATUS;
    readonly completions: number;
    readonly pendingMarked: boolean;
    readonly level: number;
  };
  /** A driver completed an IRP: the first phase begins (R44). */
  readonly complete: { readonly status: NTSTATUS; readonly information: number };
  /** The IRP that is being completed had been marked pending. */
  readonly 'marked-pending': NoDetail;
  /** The run ends at a request that is not executed further. */
  /** The run ends: this is not executed. */
  readonly refused: { readonly feature: string };
  /** The second phase copied a SystemBuffer back (R46). */
  readonly 'copy-back': { readonly lengthBytes: number; readonly status: NTSTATUS };
  /** The second phase has ended. */
  readonly finish: {
    readonly status: NTSTATUS;
    readonly information: number;
    readonly iosbWritten: boolean;
    readonly eventSet: boolean;
  };

  /** A driver calls a routine of the kernel: with the parameter that is worth telling, null for none. */
  readonly ddi: { readonly name: string; readonly bytes: number | null; readonly irql: number | null };
  /** What it returned, where that is worth telling; for a mapping whether it is of pages of the request's own MDL. */
  readonly 'ddi.result': { readonly name: string; readonly result: string; readonly ofRequest: boolean };
  /** It raised an exception. */
  readonly 'ddi.raised': { readonly name: string; readonly status: NTSTATUS };
  readonly DbgPrint: { readonly text: string };

  /** `request.offset()` of the framework was answered. */
  readonly 'request.offset': { readonly offset: bigint };
  /** `request.userPtr()` of the framework was answered. */
  readonly 'request.userPtr': {
    readonly isNull: boolean;
    readonly readSizeBytes: number;
    readonly writeSizeBytes: number;
  };
  /** A use of `UserPtr.read<T>` or `UserPtr.write<T>` ended (M6). */
  readonly userPtr: {
    readonly method: 'read' | 'write';
    readonly sizeBytes: number;
    readonly status: NTSTATUS;
    readonly movedBytes: number;
  };

  /** The driver fetched bytes of the caller's buffer again, which had changed meanwhile (G3). */
  readonly refetched: { readonly from: number; readonly to: number };
  /** The kernel noticed a violation; where it is a write beyond a pool block, counted from the block's first byte. */
  readonly violation: {
    readonly kind: ViolationKind;
    readonly detail: string;
    readonly beyond: { readonly from: number; readonly to: number; readonly ofRequest: boolean } | null;
  };
  /** The machine stops. */
  readonly 'bug-check': { readonly code: number; readonly reason: string };

  /** DriverUnload is called, and has returned. */
  readonly unload: NoDetail;
  readonly unloaded: NoDetail;
}

/** The names of the kinds of events. */
export type EventKind = keyof EventDetails;

/** What runs: a caller's thread, drivers that it calls included, or a driver's routine that has no caller. */
export type EventContext = 'caller' | 'entry' | 'unload';

/** By kind. The moment is the last one that was recorded: not every event is one of its own. */
type Events = {
  readonly [Kind in EventKind]: Where & {
    /** What it happened in. */
    readonly context: EventContext;
    readonly kind: Kind;
    readonly detail: EventDetails[Kind];
  };
};

/** An event of a kind. */
export type EventOf<Kind extends EventKind> = Events[Kind];

/** One event of a run that was recorded in full, for explanations: a union, told apart by `kind`. */
export type RunEvent = EventOf<EventKind>;
