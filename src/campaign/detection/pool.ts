import { nextTurn } from '../next-turn.ts';
import { type Job, Jobs, type Outcome } from './jobs.ts';
import { type JobThread, startJobThread } from './start-thread.ts';

export interface PoolOptions {
  /** Threads, at least 1. One is this thread. */
  readonly workers: number;
  /** Called after each job. */
  readonly onOutcome: (outcome: Outcome) => void;
  /** Ends early: jobs that have not begun are left out. */
  readonly signal: AbortSignal | undefined;
  readonly startThread?: () => JobThread;
}

/**
 * Does all jobs, each in the next thread that is free. The outcomes are in the order of the jobs, whatever the
 * number of threads; undefined for jobs that were left out.
 *
 * @throws what a job or a thread fails with
 */
export async function performAll(
  jobs: readonly Job[],
  { workers, onOutcome, signal, startThread = startJobThread }: PoolOptions,
): Promise<(Outcome | undefined)[]> {
  const outcomes = new Array<Outcome | undefined>(jobs.length).fill(undefined);
  const left = jobs.entries();
  const workOff = async (perform: (job: Job) => Promise<Outcome>): Promise<void> => {
    for (const [index, job] of left) {
      if (signal?.aborted === true) return;
      const outcome = await perform(job);
      outcomes[index] = outcome;
      onOutcome(outcome);
    }
  };
  if (workers === 1) {
    const own = new Jobs();
    await workOff(async (job) => {
      await nextTurn();
      return own.perform(job);
    });
    return outcomes;
  }
  const threads = Array.from({ length: Math.min(workers, jobs.length) }, startThread);
  try {
    await Promise.all(threads.map((thread) => workOff((job) => thread.perform(job))));
  } finally {
    await Promise.all(threads.map((thread) => thread.close()));
  }
  return outcomes;
}
