import { pathToFileURL } from 'node:url';
import type { Workload } from '../measure.ts';

/** A workload that another commit has too, by the same name. */
export interface NamedWorkload extends Workload {
  readonly name: string;
  /** What it does each time is this many of what a rate counts. */
  readonly each: number;
}

/** A run that shows whether the cost of a request grows with the requests before it. */
export interface LongRun {
  readonly name: string;
  /** Runs once; returns the cost of its request 5,000 over that of its request 100. */
  growth(): number;
}

/** What `bench/workloads.ts` of a commit exports. Each call makes workloads of their own. */
export interface CommitBench {
  /** Rates are cases per second. */
  campaigns(): NamedWorkload[];
  /** Rates are system calls per second. */
  roundTrips(): NamedWorkload[];
  longRuns(): LongRun[];
}

export type Part = keyof CommitBench;

/** What can be compared, by its name on the command line. */
export const PARTS: Readonly<Record<string, Part>> = {
  campaigns: 'campaigns',
  'round-trips': 'roundTrips',
  'long-runs': 'longRuns',
};

/**
 * Loads what a compiled commit exports.
 *
 * @param folder where it was compiled to
 * @throws Error if it exports something else
 */
export async function loadBench(folder: string): Promise<CommitBench> {
  const file = `${folder}/bench/workloads.js`;
  const loaded: unknown = await import(pathToFileURL(file).href);
  if (!isCommitBench(loaded)) throw new Error(`${file} has to export ${Object.values(PARTS).join(', ')}`);
  return loaded;
}

function isCommitBench(loaded: unknown): loaded is CommitBench {
  if (typeof loaded !== 'object' || loaded === null) return false;
  return Object.values(PARTS).every((part) => typeof Reflect.get(loaded, part) === 'function');
}
