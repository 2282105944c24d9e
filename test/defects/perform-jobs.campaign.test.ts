import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/detection/jobs.ts';
import { fakeThreads, jobs, performed } from './perform-jobs.setup.ts';

describe('performJobs', () => {
  it('gives the same outcomes in the same order by any number of hosts', async () => {
    const alone = await performed(1);
    expect(alone.map((outcome) => outcome?.kind)).toEqual(['search', 'search', 'search', 'search']);
    for (const workers of [2, 3, 9]) {
      const threads = fakeThreads();
      expect(await performed(workers, { startThread: threads.start })).toEqual(alone);
      expect(threads.started).toHaveLength(Math.min(workers, jobs.length));
      expect(threads.started.every(({ terminated }) => terminated)).toBe(true);
    }
  });

  it.each([1, 2])('leaves jobs out once it is interrupted, with %i workers', async (workers) => {
    const controller = new AbortController();
    const outcomes = await performed(workers, {
      startThread: fakeThreads().start,
      signal: controller.signal,
      onOutcome: () => controller.abort(),
    });
    expect(outcomes[0]).toBeDefined();
    expect(outcomes.at(-1)).toBeUndefined();
  });

  it('tells each outcome', async () => {
    const told: Outcome[] = [];
    const outcomes = await performed(1, { onOutcome: (outcome) => told.push(outcome) });
    expect(outcomes).toHaveLength(jobs.length);
    expect(told).toEqual(outcomes);
  });

  it('fails where a driver does not survive', async () => {
    const threads = fakeThreads();
    const failing = performed(2, {
      startThread: (start) => {
        const thread = threads.start(start);
        thread.onAnswer = () => thread.die('exit');
        return thread;
      },
    });
    await expect(failing).rejects.toThrow(/a worker died of .*overclaim.*: ends-the-process/);
  });
});
