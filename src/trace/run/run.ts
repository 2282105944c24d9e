import type { NTSTATUS } from '../../nt/ntstatus.ts';
import type { Call } from '../ops/index.ts';
import type { Trace } from '../trace.ts';
import type { RunEvent } from './event.ts';
import type { Observation } from './observation.ts';
import type { Violation } from './violation.ts';

/** What became of one IRP that was sent to the driver; of a driver with several devices, one for each it passed. */
export interface IrpRecord {
  /** Index of the operation during which it was sent. */
  readonly op: number;
  /** Drivers above that it had passed: 0 for an IRP that came from the I/O manager. */
  readonly level: number;
  readonly majorFunction: number;
  /** Parameters.Read/Write.Length in bytes, 0 for other majors. */
  readonly length: number;
  /** IRP.Flags as dispatched. */
  readonly flags: number;
  /** Times the driver completed it. */
  readonly completions: number;
  /** What the dispatch routine returned; null when it did not return. */
  readonly returned: NTSTATUS | null;
  /** IoStatus as it stood at the first completion; 0 while there was none. */
  readonly ioStatus: NTSTATUS;
  readonly information: number;
  /** Whether SL_PENDING_RETURNED was set in the driver's location when it completed the IRP or returned. */
  readonly pendingMarked: boolean;
  /** Whether the fault plan had a fault strike while this IRP was with the driver. */
  readonly faulted: boolean;
  /** Whether the I/O manager has done the second phase of completion, and freed the IRP (R44). */
  readonly finished: boolean;
  /** MDLs over the caller's pages that the driver made while it had the IRP, and never freed (R79). */
  readonly leftMdls: number;
  /** System mappings by such MDLs that stood at the end of the IRP, its pages unlocked (R78). */
  readonly leftMappings: number;
  /** Pages of the caller's that the driver locked while it had the IRP, and had not unlocked by process exit (R72). */
  readonly leftLockedPages: number;
  /** Whether it came with an MDL over the caller's locked pages: direct I/O (R39). */
  readonly hasMdl: boolean;
  /** Bytes of the caller's own buffer that the driver fetched; 0 unless the conditions change what is refetched. */
  readonly fetchedBytes: number;
  /** Of these, bytes that it fetched more than once (G3). */
  readonly refetchedBytes: number;
}

/** One use of `UserPtr.read<T>` or `UserPtr.write<T>` by a driver on the framework (M6). */
export interface UserPtrRecord {
  readonly op: number;
  readonly request: 'read' | 'write';
  readonly method: 'read' | 'write';
  /** Size of T in bytes. */
  readonly sizeBytes: number;
  /** STATUS_SUCCESS, or the status of the error it returned. */
  readonly status: NTSTATUS;
  /** Bytes that moved between the user buffer and T. */
  readonly movedBytes: number;
}

/** How the machine stopped. */
export interface BugCheck {
  readonly op: number;
  readonly code: number;
  /** The four parameters, hexadecimal. */
  readonly parameters: readonly string[];
  /** For people: what led to it. Deterministic. */
  readonly reason: string;
}

/**
 * A request that the driver pends as it may (R45, R61): marked, STATUS_PENDING returned, and not completed by then. What
 * would complete it later is not executed, so the run ends there.
 */
export interface RefusedRequest {
  /** Index of the operation during which it was sent; as many as there are operations for the end of the process. */
  readonly op: number;
  readonly majorFunction: number;
}

/** What a run did with spin locks. */
export interface SpinLockRecord {
  /** Times one was acquired. */
  readonly acquired: number;
  /** Index of the first operation during which a routine of the driver returned with one held; null for none. */
  readonly heldAtReturn: number | null;
  /** Index of the first operation during which an IRP was completed with one held; null for none. */
  readonly heldAtCompletion: number | null;
}

/** Of a run in which none was acquired. */
export const NO_SPIN_LOCKS: SpinLockRecord = { acquired: 0, heldAtReturn: null, heldAtCompletion: null };

/** A JavaScript exception that left a driver's routine: its name and message, never a stack. */
export interface DriverException {
  readonly op: number;
  readonly name: string;
  readonly message: string;
}

/** What is left when every handle is closed. */
export interface Balance {
  readonly poolBlocks: number;
  readonly mappings: number;
  readonly lockedPages: number;
}

/** A recorded run: everything a judge may know (design §2). */
export interface Run {
  readonly trace: Trace;
  /** Calls made, in order; fewer than the trace's operations when the machine or the caller stopped. */
  readonly calls: readonly Call[];
  /** One observation per call. */
  readonly observations: readonly Observation[];
  readonly irps: readonly IrpRecord[];
  readonly userPtrs: readonly UserPtrRecord[];
  readonly violations: readonly Violation[];
  /** Calls of MDL routines by the driver, MmGetSystemAddressForMdlSafe included. */
  readonly mdlCalls: number;
  readonly bugCheck: BugCheck | null;
  readonly driverException: DriverException | null;
  /** Set where the run ended at a request that is not executed further; its call is not among `calls`. */
  readonly refused: RefusedRequest | null;
  readonly spinLocks: SpinLockRecord;
  /** Null when the machine or the caller stopped before the end. */
  readonly balance: Balance | null;
  /**
   * Pool blocks, device objects included, that were the driver's to free when it had been unloaded; null when it
   * was not, having no DriverUnload (R17), or the machine or the caller stopped before.
   */
  readonly driverBlocks: number | null;
  /** Empty unless the run was recorded in full. */
  readonly events: readonly RunEvent[];
}
