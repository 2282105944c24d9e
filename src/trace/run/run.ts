import type { NTSTATUS } from '../../nt/ntstatus.ts';
import type { DuringEntry, Point } from '../during.ts';
import type { Call, CallOfAny } from '../ops/index.ts';
import type { Trace } from '../trace.ts';
import type { Win32Run } from '../win32/observation.ts';
import type { RunEvent } from './event.ts';
import type { History } from './history.ts';
import type { Ending, Observation } from './observation.ts';
import type { Request } from './request.ts';
import type { UnprobedAccess } from './unprobed-access.ts';
import type { Violation } from './violation.ts';
import type { Where } from './where.ts';

/** Which kind of request a UserPtr is of. */
export type UserPtrOwner = 'read' | 'write' | 'control';

/** One use of `UserPtr.read<T>` or `UserPtr.write<T>` by a driver on the framework (M6). */
export interface UserPtrRecord extends Where {
  /** Which kind of request the pointer is of. */
  readonly direction: UserPtrOwner;
  readonly method: 'read' | 'write';
  /** Size of T in bytes. */
  readonly sizeBytes: number;
  /** STATUS_SUCCESS, or the status of the error it returned. */
  readonly status: NTSTATUS;
  /** Bytes that moved between the user buffer and T. */
  readonly movedBytes: number;
}

/** How the machine stopped. */
export interface BugCheck extends Where {
  readonly code: number;
  /** The four parameters, hexadecimal. */
  readonly parameters: readonly string[];
  /** For people: what led to it. Deterministic. */
  readonly reason: string;
}

/**
 * What is refused of a driver that pends a request as it may (R45, R61): marked, STATUS_PENDING returned, and not
 * completed by then. What would complete it later is not executed.
 */
export const ASYNCHRONOUS_REQUESTS = 'asynchronous requests';

/** What `Refused.op` says while the driver was loaded. */
export const LOADING = -1;

/** Where a run ended because the driver asked for what is not executed. */
export interface Refused {
  /** What that is, for people: `asynchronous requests`, or a routine with what it was given. */
  readonly feature: string;
  /**
   * Index of the operation during which it was; as many as there are operations for the end of the process, -1 while the
   * driver was loaded.
   */
  readonly op: number;
  /** Of the request for which it was; null for none. */
  readonly major: number | null;
  /** The requests under way, at each level: what becomes of them is not known. */
  readonly requests: readonly number[];
}

/** What a run did with spin locks. */
export interface SpinLockRecord {
  /** Times one was acquired. */
  readonly acquired: number;
  /** Where a routine of the driver first returned with one held; null for nowhere. */
  readonly heldAtReturn: Where | null;
  /** Where an IRP was first completed with one held; null for nowhere. */
  readonly heldAtCompletion: Where | null;
  /** Where one was first acquired that closes a ring of waiting threads, and where another of the ring was; null for nowhere. */
  readonly inTwoOrders: { readonly before: Where; readonly here: Where } | null;
}

/** Of a run in which none was acquired. */
export const NO_SPIN_LOCKS: SpinLockRecord = {
  acquired: 0,
  heldAtReturn: null,
  heldAtCompletion: null,
  inTwoOrders: null,
};

/** A JavaScript exception that left a driver's routine: its name and message, never a stack. */
export interface DriverException extends Where {
  readonly name: string;
  readonly message: string;
}

/** What became of the entries of `during` that a run came to, those of load and unload included. */
export interface Happenings {
  readonly entries: readonly DuringEntry[];
  /** Those of them that struck at least once: the others' points were not passed. */
  readonly struck: readonly DuringEntry[];
  /** Points at which something could have happened, whether anything was to or not. */
  readonly passed: ReadonlySet<Point>;
}

/** Of a run in which nothing was to happen. */
export const NO_HAPPENINGS: Happenings = { entries: [], struck: [], passed: new Set() };

/** What is left when every handle is closed. */
export interface Balance {
  readonly poolBlocks: number;
  readonly mappings: number;
  readonly lockedPages: number;
}

/** Pool blocks that were the driver's to free, device objects included. */
export interface HeldBlocks {
  /** When DriverEntry had returned. */
  readonly whenLoaded: number;
  /** When every handle was closed, and the driver was not unloaded yet. */
  readonly whenClosed: number;
}

/** A recorded run: everything a judge may know (design §2). */
export interface Run {
  readonly trace: Trace;
  /** System calls made, in order; fewer than the trace's operations when the machine or the caller stopped. */
  readonly calls: readonly Call[];
  /** One observation per call. */
  readonly observations: readonly Observation[];
  /** Of a trace of the Win32 view, whose calls are these; null in another. */
  readonly program: Win32Run | null;
  /** Whether the driver was loaded: false where DriverEntry failed, as it may under a fault, or stopped the machine. */
  readonly loaded: boolean;
  readonly history: History;
  /** Those that the driver under test was sent, in the order of their identities. */
  readonly requests: readonly Request[];
  readonly userPtrs: readonly UserPtrRecord[];
  readonly violations: readonly Violation[];
  /** Of each request and address the first. */
  readonly unprobed: readonly UnprobedAccess[];
  /** Calls of MDL routines by the driver, MmGetSystemAddressForMdlSafe included. */
  readonly mdlCalls: number;
  readonly bugCheck: BugCheck | null;
  readonly driverException: DriverException | null;
  /** Set where the run ended at a request that is not executed further; its call is not among `calls`. */
  readonly refused: Refused | null;
  readonly spinLocks: SpinLockRecord;
  /** Null when the machine or the caller stopped before the end. */
  readonly balance: Balance | null;
  /** Null where the balance is. */
  readonly heldBlocks: HeldBlocks | null;
  /**
   * Pool blocks, device objects included, that were the driver's to free when it had been unloaded; null when it
   * was not, having no DriverUnload (R17), or the machine or the caller stopped before. Also those that a DriverEntry left
   * that failed.
   */
  readonly driverBlocks: number | null;
  /** Symbolic links that were there when the driver had been unloaded, or its DriverEntry had failed; 0 where neither is so. */
  readonly leftLinks: number;
  readonly during: Happenings;
  /** Whether what was asked for was not had while the driver was loaded, and while it was unloaded. */
  readonly faulted: { readonly load: boolean; readonly unload: boolean };
  /** Empty unless the run was recorded in full. */
  readonly events: readonly RunEvent[];
}

/** A run of a trace in which nothing happened; what did is put over it. */
export function emptyRun(trace: Trace): Run {
  return {
    trace,
    calls: [],
    observations: [],
    program: null,
    loaded: true,
    history: { called: [], returned: [], sent: [], completed: [] },
    requests: [],
    userPtrs: [],
    violations: [],
    unprobed: [],
    mdlCalls: 0,
    bugCheck: null,
    driverException: null,
    refused: null,
    spinLocks: NO_SPIN_LOCKS,
    balance: null,
    heldBlocks: null,
    driverBlocks: null,
    leftLinks: 0,
    during: NO_HAPPENINGS,
    faulted: { load: false, unload: false },
    events: [],
  };
}

/** The calls made, whatever the view. */
export function callsOf({ calls, program }: Pick<Run, 'calls' | 'program'>): readonly CallOfAny[] {
  return program?.calls ?? calls;
}

/** How the call of an operation ended; null where it was not made. */
export function endingOf({ observations, program }: Run, op: number): Ending | null {
  return (program?.observations ?? observations)[op]?.ending ?? null;
}
