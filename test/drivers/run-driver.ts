import type { DriverModule } from '../../src/impl/ddi/index.ts';
import { SimulatedMachine } from '../../src/impl/machine.ts';
import type { NTSTATUS } from '../../src/nt/ntstatus.ts';
import type { Call } from '../../src/trace/ops/index.ts';
import type { Observation } from '../../src/trace/run/observation.ts';
import type { Request } from '../../src/trace/run/request.ts';
import type { Balance, BugCheck, UserPtrRecord } from '../../src/trace/run/run.ts';
import type { Violation } from '../../src/trace/run/violation.ts';
import { type BufferingMode, DEFAULT_DIALECT, PLAIN_MACHINE } from '../../src/trace/trace.ts';

const machine = new SimulatedMachine();

/** What a driver did with a series of calls. */
export interface DriverRun {
  /** What DriverEntry returned. */
  readonly status: NTSTATUS;
  readonly observations: readonly Observation[];
  /** What the last call observed. */
  readonly last: Observation | undefined;
  readonly requests: readonly Request[];
  readonly userPtrs: readonly UserPtrRecord[];
  readonly violations: readonly Violation[];
  readonly bugCheck: BugCheck | null;
  /** After unloading; null if the machine stopped. */
  readonly balance: Balance | null;
}

/** Loads a driver on a fresh machine, makes the calls up to one that does not return, and unloads it. */
export function runDriver(driver: DriverModule, mode: BufferingMode, calls: readonly Call[]): DriverRun {
  const status = machine.boot(driver, mode, PLAIN_MACHINE, DEFAULT_DIALECT, 'judge');
  const observations: Observation[] = [];
  const { recorder } = machine.kernel;
  for (const [index, call] of calls.entries()) {
    recorder.begin(index);
    const observation = machine.caller.perform(call);
    observations.push({ ...observation, buffer: observation.buffer?.slice() ?? null });
    if (observation.ending !== 'returned') break;
  }
  const blocked = observations.at(-1)?.ending === 'blocked';
  const balance = machine.kernel.stopped || blocked ? null : machine.shutDown();
  const { requests, userPtrs, violations, bugCheck } = recorder;
  return {
    status,
    observations,
    last: observations.at(-1),
    requests,
    userPtrs,
    violations,
    bugCheck,
    balance,
  };
}

/** Nothing is left allocated, mapped or locked. */
export const NOTHING_LEFT: Balance = { poolBlocks: 0, mappings: 0, lockedPages: 0 };
