import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GateOptions } from '../../cli/gate/gate.ts';
import type { BufferingMode } from '../../trace/trace.ts';

/** What `checkDriver` checks. */
export interface DriverCheck {
  /**
   * A built-in driver's name, or the `.ts` or `.js` file of a driver: a path from the working directory, as on the
   * command line, or a URL such as `new URL('./my-driver.ts', import.meta.url)`.
   */
  readonly driver: string | URL;
  /** The file of a model of the device, given as the driver's; a built-in driver has its own. */
  readonly model?: string | URL;
  /** Modes of the driver; all of them if left out. */
  readonly modes?: readonly BufferingMode[];
  /** Cases of each mode; 5,000 if left out. */
  readonly cases?: number;
  /** An unsigned 32-bit number; 1 if left out. The same seed gives the same cases. */
  readonly seed?: number;
  /** The folder for traces of findings, from the working directory; `reports` if left out. */
  readonly out?: string;
  /**
   * The folder of a corpus, given as the driver's file: its traces are executed before the cases, and each new finding
   * adds its own. None if left out.
   */
  readonly corpus?: string | URL;
  /** The file of a baseline, given as the driver's: the findings that it names are told and fail nothing. */
  readonly baseline?: string | URL;
  /** How long one execution may take before the driver is taken to hang, seconds; 5 if left out. */
  readonly stallSeconds?: number;
  /** How long the cases of one mode may take, milliseconds; five minutes if left out. A campaign cut short fails. */
  readonly timeout?: number;
}

/** A check with everything that was left out. Paths are as on the command line. */
export interface CompleteCheck {
  readonly driver: string;
  readonly model: string | null;
  readonly modes: readonly BufferingMode[] | null;
  readonly cases: number;
  readonly seed: number;
  readonly out: string;
  readonly gate: GateOptions;
  readonly stallSeconds: number | null;
  readonly timeoutMs: number;
}

const DEFAULT_CHECK_CASES = 5_000;
const DEFAULT_TIMEOUT_MS = 300_000;

/** A URL as the path that a command in the working directory takes; a name or a path as it is. */
function pathOf(file: string | URL): string {
  if (typeof file === 'string') return file;
  const path = relative(process.cwd(), fileURLToPath(file)).replaceAll('\\', '/');
  return path.startsWith('../') ? path : `./${path}`;
}

function gateOf({ corpus, baseline }: DriverCheck): GateOptions {
  return {
    // A test changes nothing beside its reports that it was not told to.
    corpus: corpus === undefined ? false : pathOf(corpus),
    ...(baseline === undefined ? {} : { baseline: pathOf(baseline) }),
  };
}

/** The check with the values of what was left out. */
export function completeCheck(check: DriverCheck): CompleteCheck {
  return {
    driver: pathOf(check.driver),
    model: check.model === undefined ? null : pathOf(check.model),
    modes: check.modes ?? null,
    cases: check.cases ?? DEFAULT_CHECK_CASES,
    seed: check.seed ?? 1,
    out: check.out ?? 'reports',
    gate: gateOf(check),
    stallSeconds: check.stallSeconds ?? null,
    timeoutMs: check.timeout ?? DEFAULT_TIMEOUT_MS,
  };
}
