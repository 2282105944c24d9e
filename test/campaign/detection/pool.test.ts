import { describe, expect, it } from 'vitest';
import { type Job, Jobs, type Outcome } from '../../../src/campaign/detection/jobs.ts';
import { performAll } from '../../../src/campaign/detection/pool.ts';
import type { JobThread } from '../../../src/campaign/detection/start-thread.ts';

const jobs: readonly Job[] = ['overclaim', 'forgets-to-complete'].flatMap((defect) =>
  [1, 2].map((seed): Job => ({ kind: 'search', defect, source: 'ours', seed, cap: 50 })),
);

/** Threads that do their jobs in this one, later ones sooner. */
class FakeThreads {
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

const performed = async (workers: number, parts: Partial<Parameters<typeof performAll>[1]> = {}) =>
  await performAll(jobs, { workers, onOutcome: () => {}, signal: undefined, ...parts });

describe('performAll', () => {
  it('gives the same outcomes in the same order in any number of threads', async () => {
    const alone = await performed(1);
    expect(alone.map((outcome) => outcome?.kind)).toEqual(['search', 'search', 'search', 'search']);
    for (const workers of [2, 3, 9]) {
      const threads = new FakeThreads();
      expect(await performed(workers, { startThread: threads.start })).toEqual(alone);
      expect(threads).toMatchObject({ started: Math.min(workers, jobs.length), closed: threads.started });
    }
  });

  it('tells each outcome', async () => {
    const told: Outcome[] = [];
    const outcomes = await performed(1, { onOutcome: (outcome) => told.push(outcome) });
    expect(told).toEqual(outcomes);
  });

  it.each([1, 2])('leaves jobs out once it is interrupted, with %i workers', async (workers) => {
    const controller = new AbortController();
    const outcomes = await performed(workers, {
      startThread: new FakeThreads().start,
      signal: controller.signal,
      onOutcome: () => controller.abort(),
    });
    expect(outcomes[0]).toBeDefined();
    expect(outcomes.at(-1)).toBeUndefined();
  });

  it('fails with what a thread fails with, and closes them all', async () => {
    const threads = new FakeThreads();
    threads.failing = true;
    await expect(performed(2, { startThread: threads.start })).rejects.toThrow('the thread fails');
    expect(threads.closed).toBe(2);
  });
});
