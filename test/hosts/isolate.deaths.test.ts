import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isDeath } from '../../src/hosts/host.ts';
import type { Dying } from './fake-thread.ts';
import { dying, EXECUTE, started, threadsWith } from './isolate.setup.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('asking', () => {
  it.each<[Dying, string]>([
    ['silent', 'never-returns'],
    ['exit', 'ends-the-process'],
    ['out-of-memory', 'out-of-memory'],
  ])('a death is an answer: %s', async (how, reason) => {
    const threads = dying(how);
    const isolate = await started(threads);
    const answer = isolate.ask(EXECUTE, 200);
    await vi.advanceTimersByTimeAsync(300);
    const death = await answer;
    if (!isDeath(death)) throw new Error('it lives');
    expect(death).toMatchObject({ reason, op: 1, executions: 1, modelCall: null, trace: null });
    expect(death.events.at(-1)).toMatchObject({ op: 1, kind: 'dispatch' });
    expect(threads.started[0]?.terminated).toBe(true);
  });

  it('an error that leaves the thread is a failure', async () => {
    const isolate = await started(dying('error'));
    await expect(isolate.ask(EXECUTE, 200)).rejects.toMatchObject({ name: 'RangeError' });
  });

  it('memory of the whole process is watched too', async () => {
    const isolate = await started(dying('silent'));
    const before = process.memoryUsage.rss();
    vi.spyOn(process.memoryUsage, 'rss')
      .mockReturnValueOnce(before)
      .mockReturnValue(before + 2 ** 32);
    const answer = isolate.ask(EXECUTE, 60_000);
    await vi.advanceTimersByTimeAsync(60);
    expect(await answer).toMatchObject({ died: true, reason: 'out-of-memory' });
  });

  it('a thread that is gone between two requests is a death of the second', async () => {
    const threads = threadsWith(() => {});
    const isolate = await started(threads);
    threads.started[0]?.die('exit');
    expect(await isolate.ask(EXECUTE, 200)).toMatchObject({ died: true, reason: 'ends-the-process' });
  });
});
