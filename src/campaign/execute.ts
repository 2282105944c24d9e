import { passThroughFilter } from '../drivers/pass-through-filter.ts';
import type { DriverModule } from '../impl/ddi/driver-module.ts';
import { sizesFor } from '../impl/kernel/kernel.ts';
import { OTHER_POOL_POISON, POOL_POISON } from '../impl/memory/poison.ts';
import type { Recording } from '../impl/record/recorder.ts';
import { NT_SUCCESS, type NTSTATUS, ntstatusName } from '../nt/ntstatus.ts';
import { MAX_LENGTH } from '../trace/ops/fields/length.ts';
import type { Call, Op } from '../trace/ops/index.ts';
import { Resolver } from '../trace/resolve.ts';
import type { RunEvent } from '../trace/run/event.ts';
import type { Observation } from '../trace/run/observation.ts';
import type { Run } from '../trace/run/run.ts';
import type { Trace } from '../trace/trace.ts';
import { Beacon } from './beacon.ts';
import { Machines } from './machines.ts';

/** DriverEntry refused: there is nothing to test. */
export class DriverEntryError extends Error {
  readonly status: NTSTATUS;

  constructor(status: NTSTATUS) {
    super(`DriverEntry returned ${ntstatusName(status)}`);
    this.name = 'DriverEntryError';
    this.status = status;
  }
}

/** What execution needs of a subject. */
export interface Executable {
  readonly driver: DriverModule;
  /** What an open without a name opens. */
  readonly openName: string;
}

/** The longest transfer a trace can make, bytes: relative lengths add to what was written before. */
function longestTransfer(ops: readonly Op[]): number {
  let longest = 0;
  let relative = 0;
  for (const op of ops) {
    if (op.op !== 'read' && op.op !== 'write') continue;
    if (typeof op.length === 'number') longest = Math.max(longest, op.length);
    else relative += Math.max(0, op.length.last);
  }
  return Math.min(MAX_LENGTH, longest + relative);
}

/**
 * Executes traces on simulated machines, each from a restart. Machines are kept for the next trace, so
 * buffers of a run's observations are valid until the next execution.
 */
export class Executor {
  readonly #subject: Executable;
  readonly #beacon: Beacon;
  /** Told every event of a run that is recorded in full, as it happens. */
  onEvent: ((event: RunEvent) => void) | null = null;
  /** Whether handles are closed and the driver is unloaded at the end; the machine is restarted anyway. */
  shutsDown = true;
  /** Called after each call. What it throws ends the execution. */
  afterCall: (() => void) | null = null;
  readonly #machines = new Machines(POOL_POISON);
  /** A machine's poison is the same all its life, so the other one has machines of its own. */
  readonly #otherMachines = new Machines(OTHER_POOL_POISON);

  constructor(subject: Executable, beacon = new Beacon()) {
    this.#subject = subject;
    this.#beacon = beacon;
  }

  /**
   * Where a fault has DriverEntry fail, as it may, no call is made.
   *
   * @throws DriverEntryError when the driver does not load otherwise
   */
  execute(trace: Trace, recording: Recording = 'judge'): Run {
    const { mode, dialect, machine: layout, stack, conditions, load, unload } = trace.setting;
    const machines = conditions.poison === 'usual' ? this.#machines : this.#otherMachines;
    const machine = machines.of(sizesFor(longestTransfer(trace.ops)));
    const { recorder } = machine.kernel;
    const beacon = this.#beacon;
    beacon.begin();
    recorder.onEvent = this.onEvent;
    const status = machine.boot(this.#subject.driver, mode, layout, dialect, recording, conditions, load);
    const { counts } = machine.kernel.faults;
    const isLoaded = NT_SUCCESS(status);
    if (!isLoaded && counts.struck === 0) throw new DriverEntryError(status);
    let running = isLoaded && !machine.kernel.stopped;
    if (running) {
      for (const filter of stack.toReversed())
        machine.attachFilter((devices) => passThroughFilter(filter, devices), mode);
    }
    const resolver = new Resolver(this.#subject.openName);
    const calls: Call[] = [];
    const observations: Observation[] = [];
    for (let index = 0; running && index < trace.ops.length; index += 1) {
      const op = trace.ops[index];
      if (op === undefined) break;
      recorder.begin(index);
      beacon.op = index;
      const call = resolver.resolve(op);
      const observation = machine.caller.perform(call);
      this.afterCall?.();
      if (recorder.refused !== null) {
        running = false;
        break;
      }
      calls.push(call);
      observations.push(observation);
      resolver.observe(call, observation);
      running = observation.ending === 'returned';
    }
    let balance: Run['balance'] = null;
    if (running && this.shutsDown) {
      recorder.begin(trace.ops.length);
      beacon.op = trace.ops.length;
      balance = machine.shutDown(unload);
      if (recorder.refused !== null) machine.examine();
    } else machine.examine();
    return {
      trace,
      calls,
      observations,
      history: recorder.history,
      requests: recorder.driverRequests(),
      userPtrs: recorder.userPtrs,
      violations: recorder.violations,
      mdlCalls: recorder.mdlCalls,
      bugCheck: recorder.bugCheck,
      driverException: recorder.driverException,
      refused: recorder.refused,
      spinLocks: recorder.spinLocks,
      balance,
      driverBlocks: balance === null ? null : machine.driverBlocks,
      events: recorder.events,
      during: { ...counts },
    };
  }
}
