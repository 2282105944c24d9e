import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/campaign/detection/jobs.ts';
import { FakeThreads, performed } from './pool.setup.ts';

describe('performAll', () => {
  it('tells each outcome', async () => {
    const told: Outcome[] = [];
    const outcomes = await performed(1, { onOutcome: (outcome) => told.push(outcome) });
    expect(told).toEqual(outcomes);
  });

  it('fails with what a thread fails with, and closes them all', async () => {
    const threads = new FakeThreads();
    threads.failing = true;
    await expect(performed(2, { startThread: threads.start })).rejects.toThrow('the thread fails');
    expect(threads.closed).toBe(2);
  });
});
