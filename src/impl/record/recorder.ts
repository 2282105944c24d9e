import {
  IRP_MJ_DEVICE_CONTROL,
  IRP_MJ_FILE_SYSTEM_CONTROL,
  IRP_MJ_READ,
  IRP_MJ_WRITE,
} from '../../nt/irp.ts';
import type { NTSTATUS } from '../../nt/ntstatus.ts';
import type {
  EventContext,
  EventDetails,
  EventKind,
  EventOf,
  NoDetail,
  RunEvent,
} from '../../trace/run/event.ts';
import type { History } from '../../trace/run/history.ts';
import type { Request, RequestParameters } from '../../trace/run/request.ts';
import {
  type BugCheck,
  type DriverException,
  NO_SPIN_LOCKS,
  type Refused,
  type SpinLockRecord,
  type UserPtrRecord,
} from '../../trace/run/run.ts';
import type { CallersAddress, UnprobedAccess } from '../../trace/run/unprobed-access.ts';
import { isCorruption, type Violation, type ViolationKind } from '../../trace/run/violation.ts';
import type { Moment, Where } from '../../trace/run/where.ts';
import type { WrittenBeyond } from '../memory/pool-guard.ts';
import { quadOf } from '../memory/quad.ts';
import { NULL_VA, type Va } from '../memory/va.ts';

/** What is kept of an IRP as it is dispatched. */
export interface DispatchedIrp {
  readonly va: Va;
  readonly flags: number;
  readonly systemBuffer: Va;
  readonly mdlAddress: Va;
  readonly currentLocation: number;
}

/** What is kept of the driver's own stack location as it is dispatched. */
export interface DispatchedLocation {
  readonly majorFunction: number;
  readonly length: number;
  readonly key: number;
  readonly byteOffsetLow: number;
  readonly byteOffsetHigh: number;
  readonly ioControlCode: number;
  readonly inputBufferLength: number;
  readonly outputBufferLength: number;
}

/** Who runs, and for what, when something is recorded. */
export interface Running {
  runs: EventContext;
  /** The request that a driver serves or the I/O manager ends; null for none. */
  request: TrackedIrp | null;
}

/**
 * The parameters of a read or write as sent. The offset is made a bigint for those who ask for it; its halves are plain
 * fields, since each request has them.
 */
class TransferParameters implements RequestParameters {
  readonly length: number;
  readonly key: number;
  readonly offsetLow: number;
  readonly offsetHigh: number;

  constructor(location: DispatchedLocation) {
    this.length = location.length;
    this.key = location.key;
    this.offsetLow = location.byteOffsetLow;
    this.offsetHigh = location.byteOffsetHigh;
  }

  get byteOffset(): bigint {
    return quadOf(this.offsetLow, this.offsetHigh);
  }

  get control(): null {
    return null;
  }
}

/** The parameters of a control request as sent. */
function controlParameters(location: DispatchedLocation): RequestParameters {
  const { ioControlCode: code, inputBufferLength: inputLength, outputBufferLength: outputLength } = location;
  return { ...NO_PARAMETERS, control: { code, inputLength, outputLength } };
}

function parametersOf(location: DispatchedLocation): RequestParameters {
  switch (location.majorFunction) {
    case IRP_MJ_READ:
    case IRP_MJ_WRITE:
      return new TransferParameters(location);
    case IRP_MJ_DEVICE_CONTROL:
    case IRP_MJ_FILE_SYSTEM_CONTROL:
      return controlParameters(location);
    default:
      return NO_PARAMETERS;
  }
}

const NO_PARAMETERS: RequestParameters = { length: 0, key: 0, byteOffset: 0n, control: null };

/** An IRP under way at one level of the device stack, with what the run record will say of it. */
export class TrackedIrp implements Request {
  readonly va: Va;
  readonly id: number;
  readonly op: number;
  readonly level: number;
  readonly major: number;
  readonly parameters: RequestParameters;
  readonly flags: number;
  readonly dispatchedAt: Moment;
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
  completedAt: Moment | null = null;
  returned: NTSTATUS | null = null;
  returnedAt: Moment | null = null;
  ioStatus: NTSTATUS = 0;
  information = 0;
  pendingMarked = false;
  faulted = false;
  finishedAt: Moment | null = null;
  /** When its second phase ended, and with which status (R44): at the level it was sent to. */
  secondPhaseAt: Moment | null = null;
  finalStatus: NTSTATUS = 0;
  leftMdls = 0;
  leftMappings = 0;
  leftLockedPages = 0;
  keptBlocks = 0;
  readonly hasMdl: boolean;
  fetchedBytes = 0;
  refetchedBytes = 0;

  /** @param irp at the stack location of the driver that it is sent to; `op` and `moment` are of a new request */
  constructor(
    irp: DispatchedIrp,
    location: DispatchedLocation,
    id: number,
    op: number,
    moment: Moment,
    upper: TrackedIrp | null = null,
    ofFilter = false,
  ) {
    const { majorFunction } = location;
    this.va = irp.va;
    this.id = id;
    this.op = upper === null ? op : upper.op;
    this.level = upper === null ? 0 : upper.level + 1;
    this.major = majorFunction;
    this.parameters = parametersOf(location);
    this.flags = irp.flags;
    this.dispatchedAt = moment;
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
export const NO_DETAIL: NoDetail = {};

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** {@link History} while it is written. */
type Tape = { readonly [List in keyof History]: History[List][number][] };

const newTape = (): Tape => ({ called: [], returned: [], sent: [], completed: [] });

/** Collects what one run's record says; reset before each run. */
export class Recorder {
  /** Index of the operation that the caller is making: what happens meanwhile happens during it. */
  op = 0;
  /** The moment that was recorded last, 0 before the first. */
  moment: Moment = 0;
  readonly #running: Running;
  recording: Recording = 'judge';
  /** Told each event as it happens. */
  onEvent: ((event: RunEvent) => void) | null = null;
  history: Tape = newTape();
  /** Of every level. */
  requests: TrackedIrp[] = [];
  userPtrs: UserPtrRecord[] = [];
  violations: Violation[] = [];
  unprobed: UnprobedAccess[] = [];
  /** The first violation that is a corruption. */
  corruption: Violation | null = null;
  events: RunEvent[] = [];
  /** Calls of MDL routines by the driver. */
  mdlCalls = 0;
  bugCheck: BugCheck | null = null;
  driverException: DriverException | null = null;
  /** The request at which the run ended because it is not executed further. */
  refused: Refused | null = null;
  spinLocks: Writable<SpinLockRecord> = { ...NO_SPIN_LOCKS };

  constructor(running: Running = { runs: 'caller', request: null }) {
    this.#running = running;
  }

  /** As before a run. */
  reset(recording: Recording): void {
    this.moment = 0;
    this.recording = recording;
    this.history = newTape();
    this.requests = [];
    this.userPtrs = [];
    this.violations = [];
    this.unprobed = [];
    this.corruption = null;
    this.events = [];
    this.mdlCalls = 0;
    this.bugCheck = null;
    this.driverException = null;
    this.refused = null;
    this.spinLocks = { ...NO_SPIN_LOCKS };
    this.begin(0);
  }

  /** The caller goes on to an operation; nothing else runs. */
  begin(op: number): void {
    this.op = op;
    this.#running.runs = 'caller';
    this.#running.request = null;
    this.history.sent[op] = null;
  }

  /** The next moment. */
  tick(): Moment {
    this.moment += 1;
    return this.moment;
  }

  /** Where the run is. */
  where(): Where {
    return { op: this.op, request: this.#running.request?.id ?? null, moment: this.moment };
  }

  /** The caller makes its call. */
  called(): void {
    this.history.called.push(this.tick());
  }

  /** It has ended, whichever way. */
  answered(): void {
    this.#running.request = null;
    this.history.returned.push(this.tick());
  }

  /**
   * A driver is sent an IRP.
   *
   * @param location the driver's own stack location
   * @param upper the record of the level above; null for the I/O manager itself
   */
  dispatched(
    irp: DispatchedIrp,
    location: DispatchedLocation,
    upper: TrackedIrp | null,
    ofFilter: boolean,
  ): TrackedIrp {
    const { requests, op } = this;
    const tracked = new TrackedIrp(irp, location, requests.length, op, this.tick(), upper, ofFilter);
    requests.push(tracked);
    // A filter's requests are not the driver's: the call became what the filter passed on.
    if (!ofFilter && (upper === null || upper.ofFilter)) this.history.sent[tracked.op] = tracked.id;
    return tracked;
  }

  /** The second phase of a caller's request has ended. */
  completed({ id }: TrackedIrp): void {
    this.history.completed.push(id);
  }

  /**
   * @param written where a pool block was written beyond its ends, if that is what is wrong
   * @param request whose request it is about
   */
  violation(
    kind: ViolationKind,
    detail: string,
    written: WrittenBeyond | null = null,
    request: number | null = this.#running.request?.id ?? null,
  ): void {
    const violation: Violation = { op: this.op, request, moment: this.tick(), kind, detail };
    this.violations.push(violation);
    if (this.corruption === null && isCorruption(violation)) this.corruption = violation;
    if (this.recording !== 'full') return;
    const ofRequest = written !== null && this.#running.request?.systemBuffer === written.block;
    const beyond = written === null ? null : { from: written.from, to: written.to, ofRequest };
    this.event('violation', { kind, detail, beyond }, request);
  }

  /** A driver accesses a user's memory at an address that was not probed. */
  unprobedAccess(address: CallersAddress): void {
    this.unprobed.push({ ...this.where(), address });
  }

  /**
   * Records an event if the run is recorded in full. `detail` names no host values.
   *
   * @param request whose request it is about
   */
  event<Kind extends EventKind>(
    kind: Kind,
    detail: EventDetails[Kind],
    request: number | null = this.#running.request?.id ?? null,
  ): void {
    if (this.recording !== 'full') return;
    const { op, moment } = this;
    const context = this.#running.runs;
    // The compiler doesn't see that a kind and its own detail are an event of that kind.
    const event = { op, request, moment, context, kind, detail } as EventOf<Kind>;
    this.events.push(event);
    this.onEvent?.(event);
  }

  /** The requests that the driver under test was sent. */
  driverRequests(): TrackedIrp[] {
    const { requests } = this;
    return requests.some(({ ofFilter }) => ofFilter)
      ? requests.filter(({ ofFilter }) => !ofFilter)
      : requests;
  }

  /**
   * The record of the IRP at an address, the latest and lowest if several had it; undefined if none had. It is looked
   * for from the latest on: that costs as many steps as requests were sent since.
   */
  tracked(irp: Va): TrackedIrp | undefined {
    const { requests } = this;
    for (let index = requests.length - 1; index >= 0; index -= 1) {
      const request = requests[index];
      if (request?.va === irp) return request;
    }
    return undefined;
  }
}
