import { describe, expect, it } from 'vitest';
import { fakeThreads, jobs, performed, search } from './perform-jobs.setup.ts';

describe('performJobs', () => {
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
});
