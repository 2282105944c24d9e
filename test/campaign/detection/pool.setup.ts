import { type Job, Jobs } from '../../../src/campaign/detection/jobs.ts';
import { performAll } from '../../../src/campaign/detection/pool.ts';
import type { JobThread } from '../../../src/campaign/detection/start-thread.ts';

export const jobs: readonly Job[] = ['overclaim', 'forgets-to-complete'].flatMap((defect) =>
  [1, 2].map((seed): Job => ({ kind: 'search', defect, source: 'ours', seed, cap: 50 })),
);

/** Threads that do their jobs in this one, later ones sooner. */
export class FakeThreads {
  started = 0;
  closed = 0;
  failing = false;

  readonly start = (): JobThread => {
    this.started += 1;
    const turns = 5 - this.started;
    return {
      perform: async (job) => {
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
        if (this.failing) throw new Error('the thread fails');
        return new Jobs().perform(job);
      },
      close: async () => {
        this.closed += 1;
      },
    };
  };
}

export const performed = async (workers: number, parts: Partial<Parameters<typeof performAll>[1]> = {}) =>
  await performAll(jobs, { workers, onOutcome: () => {}, signal: undefined, ...parts });
