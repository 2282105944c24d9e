import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/campaign/detection/jobs.ts';
import { fakeThreads, jobs, performed, search } from './perform-jobs.setup.ts';

describe('performJobs', () => {
  it('tells each outcome', async () => {
    const told: Outcome[] = [];
    const outcomes = await performed(1, { onOutcome: (outcome) => told.push(outcome) });
    expect(outcomes).toHaveLength(jobs.length);
    expect(told).toEqual(outcomes);
  });

  it('comes to nothing where there is nothing to do', async () => {
    expect(await performed(2, {}, [])).toEqual([]);
  });

  it('fails with what a job fails with, and ends all hosts', async () => {
    const threads = fakeThreads();
    const wrong = [search('nonesuch', 1), ...jobs];
    await expect(performed(2, { startThread: threads.start }, wrong)).rejects.toThrow(
      'no defect is called nonesuch',
    );
    expect(threads.started.map(({ terminated }) => terminated)).toEqual([true, true]);
    await expect(performed(1, {}, wrong)).rejects.toThrow('no defect is called nonesuch');
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
