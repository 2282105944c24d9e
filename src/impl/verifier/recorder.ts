import type { NTSTATUS } from '../../nt/ntstatus.ts';
import type {
  BugCheck,
  DriverException,
  IrpRecord,
  RunEvent,
  UserPtrRecord,
  Violation,
  ViolationKind,
} from '../../trace/run.ts';
import type { Irp } from '../io/irp.ts';
import type { Va } from '../memory/va.ts';

/** An IRP under way, with what the run record will say of it. */
export class TrackedIrp implements IrpRecord {
  readonly va: Va;
  readonly op: number;
  readonly majorFunction: number;
  readonly length: number;
  readonly flags: number;
  /** Its SystemBuffer and MDL as dispatched, NULL for none. */
  readonly systemBuffer: Va;
  readonly mdl: Va;
  completions = 0;
  returned: NTSTATUS | null = null;
  ioStatus: NTSTATUS = 0;
  information = 0;
  pendingMarked = false;
  faulted = false;

  constructor(irp: Irp, op: number, majorFunction: number, length: number) {
    this.va = irp.va;
    this.op = op;
    this.majorFunction = majorFunction;
    this.length = length;
    this.flags = irp.flags;
    this.systemBuffer = irp.systemBuffer;
    this.mdl = irp.mdlAddress;
  }
}

/** Whether only what judges need is recorded, or every event too. */
export type Recording = 'judge' | 'full';

/** Collects what one run's record says; reset before each run. */
export class Recorder {
  /** Index of the operation that runs now. */
  op = 0;
  recording: Recording = 'judge';
  /** Told each event as it happens. */
  onEvent: ((event: RunEvent) => void) | null = null;
  irps: TrackedIrp[] = [];
  userPtrs: UserPtrRecord[] = [];
  violations: Violation[] = [];
  events: RunEvent[] = [];
  bugCheck: BugCheck | null = null;
  driverException: DriverException | null = null;

  reset(recording: Recording): void {
    this.op = 0;
    this.recording = recording;
    this.irps = [];
    this.userPtrs = [];
    this.violations = [];
    this.events = [];
    this.bugCheck = null;
    this.driverException = null;
  }

  violation(kind: ViolationKind, detail: string): void {
    this.violations.push({ op: this.op, kind, detail });
  }

  /** Records an event if the run is recorded in full. `detail` names no host values. */
  event(kind: string, detail: RunEvent['detail']): void {
    if (this.recording !== 'full') return;
    const event = { op: this.op, kind, detail };
    this.events.push(event);
    this.onEvent?.(event);
  }

  /** The record of the IRP at an address, the latest if several had it; undefined if none had. */
  tracked(irp: Va): TrackedIrp | undefined {
    for (let index = this.irps.length - 1; index >= 0; index -= 1) {
      const tracked = this.irps[index];
      if (tracked?.va === irp) return tracked;
    }
    return undefined;
  }
}
