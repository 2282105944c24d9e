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
import { readWrite } from './read-write.ts';

const SERVICE = 'example';

/** The most that a session writes, bytes: each write_all makes a copy of what is left for each 4096 bytes. */
export const MAX_DATA_BYTES = 1 << 20;

export interface SessionOptions {
  /** What `binPath=` names. */
  readonly image: string;
  /** The driver that is there. */
  readonly driver: DriverModule;
  readonly mode: BufferingMode;
  /** What the program writes, at most MAX_DATA_BYTES bytes. */
  readonly data: Uint8Array;
}

export interface SessionResult {
  /** Each command after `> `, followed by what it printed. */
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
export function runSession({ image, driver, mode, data }: SessionOptions): SessionResult {
  const machine = new SimulatedMachine(sizesFor(data.length));
  machine.restart(PLAIN_MACHINE, DEFAULT_DIALECT, 'judge');
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
      lines.push('> read-write');
      succeeded = runProgram(machine, data, (line) => lines.push(line)) && succeeded;
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

/** Runs the program and prints how it ended, unless that was well. Whether it was. */
function runProgram(machine: SimulatedMachine, data: Uint8Array, print: (line: string) => void): boolean {
  try {
    readWrite(new UserProcess(machine.io), data, print);
    return true;
  } catch (error) {
    const { bugCheck, refused } = machine.kernel.recorder;
    if (error instanceof IoError) print(`Error: ${error.debug()}`);
    else if (error instanceof Panic) print(`thread 'main' panicked: ${error.message}`);
    else if (error instanceof CallerBlocked)
      print('(waits for ever: the driver did not complete its request)');
    else if (error instanceof MachineStopped && refused !== null)
      print(`(the driver ${refusedDoing(refused)}: ${featureIs(refused)} not executed)`);
    else if (error instanceof MachineStopped && bugCheck !== null) stopLines(bugCheck).forEach(print);
    else throw error;
    return false;
  }
}
