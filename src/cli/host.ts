import { wholeStream } from './output/file-stream.ts';
import { TextOutput } from './output/text-output.ts';

/** The environment variables that mean something to irpcheck. */
export interface Environment {
  readonly NO_COLOR?: string | undefined;
  readonly FORCE_COLOR?: string | undefined;
  readonly TERM?: string | undefined;
  readonly IRPCHECK_DEBUG?: string | undefined;
  /** `true` in a job of GitHub Actions. */
  readonly GITHUB_ACTIONS?: string | undefined;
  /** The file of the summary of such a job. */
  readonly GITHUB_STEP_SUMMARY?: string | undefined;
  /** Those by which services number the jobs of an array. */
  readonly [name: string]: string | undefined;
}

/** A request to end: Ctrl-C, what supervisors and CI services send, a terminal that was closed. */
export type Interrupt = 'SIGINT' | 'SIGTERM' | 'SIGHUP';
export type InterruptListener = (interrupt: Interrupt) => void;

/** What the command line needs of the process it runs in. */
export interface Host {
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly env: Environment;
  /** Milliseconds from an arbitrary start. */
  now(): number;
  /** The time of day, for people. */
  wallClock(): Date;
  /** From now on calls `listener` at each request to end, such as Ctrl-C, instead of ending the process. */
  onInterrupt(listener: InterruptListener): void;
  /** Ends the process at once, as the request does where nobody listens to it. */
  endBy(interrupt: Interrupt): void;
}

/** The exit codes by which shells report a process that a signal ended. */
const EXIT_CODES: Readonly<Record<Interrupt, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The process as it is. */
export function processHost(): Host {
  const listeners: InterruptListener[] = [];
  return {
    stdout: new TextOutput(wholeStream(process.stdout)),
    stderr: new TextOutput(wholeStream(process.stderr)),
    env: process.env,
    now: () => performance.now(),
    wallClock: () => new Date(),
    onInterrupt(listener) {
      listeners.push(listener);
      for (const signal of INTERRUPTS) process.on(signal, listener);
    },
    endBy(interrupt) {
      for (const listener of listeners.splice(0)) {
        for (const signal of INTERRUPTS) process.off(signal, listener);
      }
      // Leaving waits for what the system is asked to do, such as opening a pipe that nobody reads: the signal
      // does not. It has no effect on the first process of a container, and Windows has none.
      if (process.platform !== 'win32') process.kill(process.pid, interrupt);
      process.exit(EXIT_CODES[interrupt]);
    },
  };
}

/** Whether to colour what goes to `output`: the option first, then the environment, then the terminal. */
export function isColoured(output: TextOutput, env: Environment, option: boolean): boolean {
  if (!option || (env.NO_COLOR ?? '') !== '') return false;
  const force = env.FORCE_COLOR;
  if (force !== undefined) return force !== '0' && force !== 'false';
  return output.isTTY && env.TERM !== 'dumb';
}
