import type { NTSTATUS } from '../../nt/ntstatus.ts';
import {
  type BugCheck,
  type DriverException,
  type IrpRecord,
  NO_SPIN_LOCKS,
  type RunEvent,
  type SpinLockRecord,
  type UserPtrRecord,
  type Violation,
  type ViolationKind,
} from '../../trace/run.ts';
import type { WrittenBeyond } from '../memory/pool.ts';
import { NULL_VA, type Va } from '../memory/va.ts';

/** What is kept of an IRP as it is dispatched. */
export interface DispatchedIrp {
  readonly va: Va;
  readonly flags: number;
  readonly systemBuffer: Va;
  readonly mdlAddress: Va;
  readonly currentLocation: number;
}

/** An IRP under way at one level of the device stack, with what the run record will say of it. */
export class TrackedIrp implements IrpRecord {
  readonly va: Va;
  readonly op: number;
  readonly level: number;
  readonly majorFunction: number;
  readonly length: number;
  readonly flags: number;
  /** Its SystemBuffer and MDL as dispatched, NULL for none. */
  readonly systemBuffer: Va;
  readonly mdl: Va;
  /** The number of its stack location there. */
  readonly location: number;
  /** The same IRP one level above; null at the level it was sent to. */
  readonly upper: TrackedIrp | null;
  /** Whether the driver of this level is the filter, not the one under test. */
  readonly ofFilter: boolean;
  completions = 0;
  returned: NTSTATUS | null = null;
  ioStatus: NTSTATUS = 0;
  information = 0;
  pendingMarked = false;
  faulted = false;
  finished = false;
  leftMdls = 0;
  leftMappings = 0;
  leftLockedPages = 0;
  readonly hasMdl: boolean;
  fetchedBytes = 0;
  refetchedBytes = 0;

  constructor(
    irp: DispatchedIrp,
    op: number,
    majorFunction: number,
    length: number,
    upper: TrackedIrp | null = null,
    ofFilter = false,
  ) {
    this.va = irp.va;
    this.op = op;
    this.level = upper === null ? 0 : upper.level + 1;
    this.majorFunction = majorFunction;
    this.length = length;
    this.flags = irp.flags;
    this.systemBuffer = irp.systemBuffer;
    this.mdl = irp.mdlAddress;
    this.location = irp.currentLocation;
    this.upper = upper;
    this.ofFilter = ofFilter;
    this.hasMdl = this.mdl !== NULL_VA;
  }
}

/** Whether only what judges need is recorded, or every event too. */
export type Recording = 'judge' | 'full';

/** Of an event that its kind says all about. */
export const NO_DETAIL: RunEvent['detail'] = {};

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Collects what one run's record says; reset before each run. */
export class Recorder {
  /** Index of the operation that runs now. */
  op = 0;
  recording: Recording = 'judge';
  /** Told each event as it happens. */
  onEvent: ((event: RunEvent) => void) | null = null;
  /** Of every level. */
  irps: TrackedIrp[] = [];
  userPtrs: UserPtrRecord[] = [];
  violations: Violation[] = [];
  events: RunEvent[] = [];
  /** Calls of MDL routines by the driver. */
  mdlCalls = 0;
  bugCheck: BugCheck | null = null;
  driverException: DriverException | null = null;
  spinLocks: Writable<SpinLockRecord> = { ...NO_SPIN_LOCKS };

  reset(recording: Recording): void {
    this.op = 0;
    this.recording = recording;
    this.irps = [];
    this.userPtrs = [];
    this.violations = [];
    this.events = [];
    this.mdlCalls = 0;
    this.bugCheck = null;
    this.driverException = null;
    this.spinLocks = { ...NO_SPIN_LOCKS };
  }

  /** @param written where a pool block was written beyond its ends, if that is what is wrong */
  violation(kind: ViolationKind, detail: string, written: WrittenBeyond | null = null): void {
    this.violations.push({ op: this.op, kind, detail });
    if (this.recording !== 'full') return;
    const ofRequest = this.irps.some(({ systemBuffer }) => systemBuffer === written?.block);
    this.event('violation', {
      kind,
      detail,
      ...(written === null ? {} : { from: written.from, to: written.to, ofRequest }),
    });
  }

  /** Records an event if the run is recorded in full. `detail` names no host values. */
  event(kind: string, detail: RunEvent['detail']): void {
    if (this.recording !== 'full') return;
    const event = { op: this.op, kind, detail };
    this.events.push(event);
    this.onEvent?.(event);
  }

  /** The IRPs that the driver under test was sent. */
  driverIrps(): TrackedIrp[] {
    const { irps } = this;
    return irps.some(({ ofFilter }) => ofFilter) ? irps.filter(({ ofFilter }) => !ofFilter) : irps;
  }

  /** The record of the IRP at an address, the latest and lowest if several had it; undefined if none had. */
  tracked(irp: Va): TrackedIrp | undefined {
    for (let index = this.irps.length - 1; index >= 0; index -= 1) {
      const tracked = this.irps[index];
      if (tracked?.va === irp) return tracked;
    }
    return undefined;
  }
}
