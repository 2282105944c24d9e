import { PASSIVE_LEVEL } from '../../nt/irql.ts';
import type { EventContext } from '../../trace/run/event.ts';
import type { Va } from '../memory/va.ts';
import type { Running, TrackedIrp } from '../record/recorder.ts';

/** What a context is on Windows; drivers are called by the caller's own thread alone. */
export type ContextKind = 'thread';

/** Where code runs: what it has raised, acquired and been called for. Drivers' routines run in one, nested. */
export class Context implements Running {
  readonly kind: ContextKind;
  runs: EventContext = 'caller';
  irql = PASSIVE_LEVEL;
  /** Spin locks that are held, in the order in which they were acquired. */
  readonly heldSpinLocks: Va[] = [];
  /** The request that the innermost routine of a driver was called for, or that the I/O manager ends; null for none. */
  request: TrackedIrp | null = null;
  /** Routines of drivers that have been called here and have not returned. */
  depth = 0;
  /** Whether a driver's own code runs, not the kernel's: what it accesses is watched. */
  inDriver = false;

  constructor(kind: ContextKind) {
    this.kind = kind;
  }

  /** As when it began. */
  reset(): void {
    this.irql = PASSIVE_LEVEL;
    this.heldSpinLocks.length = 0;
    this.request = null;
    this.runs = 'caller';
    this.depth = 0;
    this.inDriver = false;
  }
}
