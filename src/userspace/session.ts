import type { DriverModule } from '../impl/ddi/driver-module.ts';
import { sizesFor } from '../impl/kernel/kernel.ts';
import { SimulatedMachine } from '../impl/machine.ts';
import { MachineStopped } from '../impl/memory/exceptions.ts';
import { CallerBlocked } from '../impl/win32/caller-blocked.ts';
import { IoError } from '../impl/win32/io-error.ts';
import { Panic } from '../impl/win32/panic.ts';
import { UserProcess } from '../impl/win32/process.ts';
import { Sc, stopLines } from '../impl/win32/sc.ts';
import { ServiceControlManager } from '../impl/win32/service-control.ts';
import { majorFunctionName } from '../nt/irp.ts';
import { featureIs, refusedDoing } from '../trace/refusal.ts';
import type { Refused } from '../trace/run/run.ts';
import { type BufferingMode, DEFAULT_DIALECT, PLAIN_MACHINE } from '../trace/trace.ts';
import { controls } from './controls.ts';
import { readWrite } from './read-write.ts';

const SERVICE = 'example';

/** The most that a session writes, bytes: each write_all makes a copy of what is left for each 4096 bytes. */
export const MAX_DATA_BYTES = 1 << 20;

/** What a session runs: `read-write` writes data and reads them back, `controls` sends control codes. */
export type Program =
  | { readonly name: 'read-write' /** At most MAX_DATA_BYTES bytes. */; readonly data: Uint8Array }
  | { readonly name: 'controls' };

export interface SessionOptions {
  /** What `binPath=` names. */
  readonly image: string;
  /** The driver that is there. */
  readonly driver: DriverModule;
  readonly mode: BufferingMode;
  readonly program: Program;
}

export interface SessionResult {
  /** Each command after `> `, followed by what it printed; what the driver printed meanwhile to a debugger is in between. */
  readonly lines: readonly string[];
  /** Whether every command ended with exit code 0. */
  readonly succeeded: boolean;
  /** What the driver asked for that is not executed, in a sentence: the session went no further. Null for nothing. */
  readonly refused: string | null;
}

/**
 * The article's session on a machine of its own: creates and starts the driver's service, runs the program, stops
 * the service and deletes it. A service that was created is stopped and deleted whatever happened in between,
 * unless the machine stopped.
 */
export function runSession({ image, driver, mode, program }: SessionOptions): SessionResult {
  const machine = new SimulatedMachine(sizesFor(program.name === 'read-write' ? program.data.length : 0));
  // Reads and writes may be many; what a driver prints is recorded of the few control requests alone.
  machine.restart(PLAIN_MACHINE, DEFAULT_DIALECT, program.name === 'read-write' ? 'judge' : 'full');
  const manager = new ServiceControlManager(machine, (path) => (path === image ? driver : null), mode);
  const sc = new Sc(machine, manager);
  const lines: string[] = [];
  let succeeded = true;

  const control = (...args: readonly string[]): boolean => {
    lines.push(`> sc ${args.join(' ')}`);
    const result = sc.run(args);
    lines.push(...result.lines);
    const done = result.ending === 'returned' && result.exitCode === 0;
    succeeded &&= done;
    return done;
  };
  const { kernel } = machine;
  const stopped = (): boolean => kernel.stopped || kernel.recorder.refused !== null;

  if (control('create', SERVICE, 'binPath=', image, 'type=', 'kernel')) {
    if (control('start', SERVICE)) {
      lines.push(`> ${program.name}`);
      succeeded = runProgram(machine, program, (...printed) => lines.push(...printed)) && succeeded;
      if (!stopped()) control('stop', SERVICE);
    }
    if (!stopped()) control('delete', SERVICE);
  }
  const { refused } = kernel.recorder;
  return { lines, succeeded, refused: refused === null ? null : refusedText(refused) };
}

function refusedText(refused: Refused): string {
  const request = refused.major === null ? '' : `, for ${majorFunctionName(refused.major)}`;
  return `${featureIs(refused)} not executed by this version: the driver ${refusedDoing(refused)}${request}`;
}

/** Runs the program and prints how it ended, unless that was well, and what the driver printed. Whether it was. */
function runProgram(
  machine: SimulatedMachine,
  program: Program,
  print: (...lines: string[]) => void,
): boolean {
  const { recorder } = machine.kernel;
  let told = recorder.events.length;
  const printAfter = (...lines: string[]): void => {
    const printed = recorder.events
      .slice(told)
      .flatMap((event) => (event.kind === 'DbgPrint' ? [`DbgPrint: ${event.detail.text}`] : []));
    told = recorder.events.length;
    print(...printed, ...lines);
  };
  try {
    const process = new UserProcess(machine.io);
    if (program.name === 'controls') controls(process, printAfter);
    else readWrite(process, program.data, printAfter);
    printAfter();
    return true;
  } catch (error) {
    printAfter(...endingLines(error, machine));
    return false;
  }
}

/** How a program ended that was not well. */
function endingLines(error: unknown, { kernel }: SimulatedMachine): readonly string[] {
  const { bugCheck, refused } = kernel.recorder;
  if (error instanceof IoError) return [`Error: ${error.debug()}`];
  if (error instanceof Panic) return [`thread 'main' panicked: ${error.message}`];
  if (error instanceof CallerBlocked) return ['(waits for ever: the driver did not complete its request)'];
  if (error instanceof MachineStopped && refused !== null)
    return [`(the driver ${refusedDoing(refused)}: ${featureIs(refused)} not executed)`];
  if (error instanceof MachineStopped && bugCheck !== null) return stopLines(bugCheck);
  throw error;
}
