import type { Job, Outcome } from '../detection/jobs.ts';
import { DEFAULT_STALL_SECONDS } from '../hosts/default-stall.ts';
import { type Host, isDeath } from '../hosts/host.ts';
import { HostPool } from '../hosts/host-pool.ts';
import type { IsolateOptions } from '../hosts/isolate.ts';
import { ThreadHost } from '../hosts/thread-host.ts';
import { Workers } from '../hosts/workers.ts';
import { findSubject } from '../subjects/index.ts';

export interface PerformOptions {
  /** Hosts, at least 1. One is this thread. */
  readonly workers: number;
  /** Called after each job. */
  readonly onOutcome: (outcome: Outcome) => void;
  /** Ends early: jobs that have not begun are left out. */
  readonly signal: AbortSignal | undefined;
  readonly startThread?: IsolateOptions['startThread'];
}

/** The driver that a host has; jobs name those that they are about. */
const OF_HOSTS = 'article';

function hostsOf(count: number, startThread: PerformOptions['startThread']): Host[] {
  if (count <= 1) return [new ThreadHost(findSubject(OF_HOSTS))];
  const source = { name: OF_HOSTS, driver: null, model: null };
  const options = {
    // Our own print nothing.
    onOutput: () => {},
    stallMs: 1000 * DEFAULT_STALL_SECONDS,
    ...(startThread === undefined ? {} : { startThread }),
  };
  return Array.from({ length: count }, () => new Workers(source, options));
}

/**
 * Does all jobs, each by the next host that is free. The outcomes are in the order of the jobs, whatever the number of
 * hosts; undefined for jobs that were left out.
 *
 * @throws what a job or a host fails with
 */
export async function performJobs(
  jobs: readonly Job[],
  { workers, onOutcome, signal, startThread }: PerformOptions,
): Promise<(Outcome | undefined)[]> {
  const pool = new HostPool(hostsOf(Math.min(workers, jobs.length), startThread));
  try {
    return await pool.map(jobs, async (job, host) => {
      if (signal?.aborted === true) return undefined;
      const outcome = await pool.askerFor(host)({ kind: 'measure', job });
      if (isDeath(outcome)) throw new Error(`a worker died of ${JSON.stringify(job)}: ${outcome.reason}`);
      onOutcome(outcome);
      return outcome;
    });
  } finally {
    await pool.each((host) => host.end());
  }
}
