import { TextOutput } from './output/text-output.ts';

/** The environment variables that mean something to irpcheck. */
export interface Environment {
  readonly NO_COLOR?: string | undefined;
  readonly FORCE_COLOR?: string | undefined;
  readonly TERM?: string | undefined;
  readonly IRPCHECK_DEBUG?: string | undefined;
}

/** What the command line needs of the process it runs in. */
export interface Host {
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly env: Environment;
  /** Milliseconds from an arbitrary start. */
  now(): number;
  /** Calls `listener` at each Ctrl-C instead of ending the process; the result undoes that. */
  onInterrupt(listener: () => void): () => void;
  /** Ends the process at once. */
  exit(code: number): void;
}

/** The process as it is. */
export function processHost(): Host {
  return {
    stdout: new TextOutput(process.stdout),
    stderr: new TextOutput(process.stderr),
    env: process.env,
    now: () => performance.now(),
    onInterrupt(listener) {
      process.on('SIGINT', listener);
      return () => process.off('SIGINT', listener);
    },
    exit: (code) => process.exit(code),
  };
}

/** Whether to colour what goes to `output`: the option first, then the environment, then the terminal. */
export function isColoured(output: TextOutput, env: Environment, option: boolean): boolean {
  if (!option || (env.NO_COLOR ?? '') !== '') return false;
  const force = env.FORCE_COLOR;
  if (force !== undefined) return force !== '0' && force !== 'false';
  return output.isTTY && env.TERM !== 'dumb';
}
