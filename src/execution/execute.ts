import { passThroughFilter } from '../drivers/pass-through-filter.ts';
import type { DriverModule } from '../impl/ddi/driver-module.ts';
import { sizesFor } from '../impl/kernel/kernel.ts';
import { OTHER_POOL_POISON, POOL_POISON } from '../impl/memory/poison.ts';
import type { Recording } from '../impl/record/recorder.ts';
import { NT_SUCCESS, type NTSTATUS, ntstatusName } from '../nt/ntstatus.ts';
import type { Conditions } from '../trace/conditions.ts';
import { needsPointedMemory } from '../trace/ops/callers-addresses.ts';
import { MAX_LENGTH } from '../trace/ops/fields/length.ts';
import { type Call, isWin32Call, type Win32Call } from '../trace/ops/index.ts';
import type { View } from '../trace/ops/view.ts';
import { Resolver } from '../trace/resolve.ts';
import type { RunEvent } from '../trace/run/event.ts';
import type { Observation } from '../trace/run/observation.ts';
import type { Run } from '../trace/run/run.ts';
import { isCorruption } from '../trace/run/violation.ts';
import type { Trace } from '../trace/trace.ts';
import type { Win32Observation } from '../trace/win32/observation.ts';
import { PROGRAM_HEAP_BYTES } from '../trace/win32/program-heap.ts';
import { Beacon } from './beacon.ts';
import { blamed } from './blame.ts';
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

/** The longest transfer a trace can make that a machine has to have room for, bytes: relative lengths add to what was written before. */
function longestTransfer({ ops, setting }: Trace): number {
  // `read_to_end` may ask for as much as a program's memory holds.
  let longest = setting.view === 'win32' ? PROGRAM_HEAP_BYTES : 0;
  let relative = 0;
  for (const op of ops) {
    const lengths = 'code' in op ? [op.input.length, op.output.length] : 'length' in op ? [op.length] : [];
    for (const length of lengths) {
      if (typeof length !== 'number') relative += Math.max(0, length.last);
      // No machine has what is longer.
      else if (length <= MAX_LENGTH) longest = Math.max(longest, length);
    }
  }
  return Math.min(MAX_LENGTH, longest + relative);
}

type Poison = Conditions['poison'];

/** A machine's poison is the same all its life, and so are the processes that are made on it. */
function newMachines(): Readonly<Record<Poison, Machines>> {
  return { usual: new Machines(POOL_POISON), other: new Machines(OTHER_POOL_POISON) };
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
  readonly #machines: Readonly<Record<View, Readonly<Record<Poison, Machines>>>> = {
    native: newMachines(),
    win32: newMachines(),
  };

  /** Executes traces again in which memory was corrupted. */
  #checking: Executor | null = null;

  constructor(subject: Executable, beacon = new Beacon()) {
    this.#subject = subject;
    this.#beacon = beacon;
  }

  /**
   * Where a fault has DriverEntry fail, as it may, no call is made. A trace in which memory was corrupted is executed once
   * more, on a machine of its own, to find out which request did it.
   *
   * @throws DriverEntryError when the driver does not load otherwise
   */
  execute(trace: Trace, recording: Recording = 'judge'): Run {
    const run = this.#execute(trace, recording, false);
    if (!run.violations.some(isCorruption)) return run;
    this.#checking ??= new Executor(this.#subject, this.#beacon);
    return blamed(run, this.#checking.#execute(trace, 'judge', true));
  }

  #execute(trace: Trace, recording: Recording, checksPool: boolean): Run {
    const { mode, view, dialect, machine: layout, stack, conditions, load, unload } = trace.setting;
    const { compiled = null } = this.#subject.driver;
    const machine = this.#machines[view][conditions.poison].of(sizesFor(longestTransfer(trace)), compiled);
    // A process allocates when it is made: before the driver is loaded, as on each restart after that.
    const program = view === 'win32' ? machine.win32 : null;
    const { recorder } = machine.kernel;
    const beacon = this.#beacon;
    beacon.begin();
    recorder.onEvent = this.onEvent;
    machine.kernel.checksPool = checksPool;
    machine.hasPointedMemory = trace.ops.some(needsPointedMemory);
    const status = machine.boot(this.#subject.driver, mode, layout, dialect, recording, conditions, load);
    const isLoaded = NT_SUCCESS(status);
    if (!isLoaded && !machine.faulted.load) throw new DriverEntryError(status);
    const loaded = isLoaded && !machine.kernel.stopped && recorder.refused === null;
    let running = loaded;
    if (running) {
      for (const filter of stack.toReversed())
        machine.attachFilter((devices) => passThroughFilter(filter, devices), mode);
    }
    const resolver = new Resolver(this.#subject.openName);
    const calls: Call[] = [];
    const observations: Observation[] = [];
    const programCalls: Win32Call[] = [];
    const programObservations: Win32Observation[] = [];
    for (let index = 0; running && index < trace.ops.length; index += 1) {
      const op = trace.ops[index];
      if (op === undefined) break;
      recorder.begin(index);
      beacon.op = index;
      const call = resolver.resolve(op);
      let observation: Observation | Win32Observation;
      if (isWin32Call(call)) {
        const observed = machine.win32.perform(call);
        observation = observed;
        if (recorder.refused === null) {
          programCalls.push(call);
          programObservations.push(observed);
        }
      } else {
        const observed = machine.caller.perform(call);
        observation = observed;
        if (recorder.refused === null) {
          calls.push(call);
          observations.push(observed);
        }
      }
      this.afterCall?.();
      if (recorder.refused !== null) {
        running = false;
        break;
      }
      resolver.observe(call, observation);
      running = observation.ending === 'returned';
    }
    let balance: Run['balance'] = null;
    const hasFailed = !isLoaded && !machine.kernel.stopped;
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
      program: program === null ? null : { calls: programCalls, observations: programObservations },
      loaded,
      history: recorder.history,
      requests: recorder.driverRequests(),
      userPtrs: recorder.userPtrs,
      violations: recorder.violations,
      unprobed: recorder.unprobed,
      mdlCalls: recorder.mdlCalls,
      bugCheck: recorder.bugCheck,
      driverException: recorder.driverException,
      refused: recorder.refused,
      spinLocks: recorder.spinLocks,
      balance,
      heldBlocks: balance === null ? null : machine.heldBlocks,
      driverBlocks: balance !== null || hasFailed ? machine.driverBlocks : null,
      leftLinks: balance !== null || hasFailed ? machine.leftLinks : 0,
      events: recorder.events,
      during: machine.kernel.faults.happenings,
      faulted: machine.faulted,
    };
  }
}
