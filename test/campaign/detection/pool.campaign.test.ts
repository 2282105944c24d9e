import { describe, expect, it } from 'vitest';
import { FakeThreads, jobs, performed } from './pool.setup.ts';

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
});
