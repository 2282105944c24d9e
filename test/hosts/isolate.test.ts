import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Isolate, WorkerFailure } from '../../src/hosts/isolate.ts';
import type { Thread } from '../../src/hosts/start-worker.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { EXECUTE, source, started, threadsWith } from './isolate.setup.ts';

/** A thread that never says a word, except what it is made to. */
function silentThread(parts: Partial<Thread> = {}): Thread & { terminations: number } {
  return {
    terminations: 0,
    usedMs: () => 0,
    postMessage: () => {},
    onMessage: () => {},
    onError: () => {},
    onExit: () => {},
    terminate() {
      this.terminations += 1;
      return Promise.resolve();
    },
    ...parts,
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('loading', () => {
  it('gives the summary', async () => {
    const { summary } = await started(threadsWith(() => {}));
    expect(summary).toMatchObject({ name: 'test', openName: '\\??\\Example', modelArms: null });
  });

  it.each<[Partial<Thread>, string, string]>([
    [
      {
        onMessage: (tell) =>
          queueMicrotask(() => tell({ kind: 'failed', name: 'ModuleError', message: 'no' })),
      },
      'ModuleError',
      'no',
    ],
    [{ onError: (tell) => queueMicrotask(() => tell(new RangeError('far'))) }, 'RangeError', 'far'],
    [{ onError: (tell) => queueMicrotask(() => tell('text')) }, 'thrown value', 'text'],
    [
      { onExit: (tell) => queueMicrotask(tell) },
      'ModuleError',
      "driver 'test': loading it ends its thread, or waits for what never comes",
    ],
    [
      {
        onError: (tell) => tell(Object.assign(new Error(), { code: 'ERR_WORKER_OUT_OF_MEMORY' })),
        onExit: (tell) => queueMicrotask(tell),
      },
      'ModuleError',
      "driver 'test': loading it uses up the memory",
    ],
    [
      { onMessage: (tell) => queueMicrotask(() => tell(JSON.parse('"forged"'))) },
      'ModuleError',
      "driver 'test': loading it writes into the channel by which it is asked",
    ],
    [
      { onMessage: (tell) => queueMicrotask(() => tell({ kind: 'answer', answer: null })) },
      'Error',
      "a driver's worker told answer where an answer was due",
    ],
  ])('fails as the thread says: %#', async (parts, name, message) => {
    const thread = silentThread(parts);
    const start = Isolate.start({ source, onOutput: () => {}, startThread: () => thread });
    await expect(start).rejects.toMatchObject({ name, message });
    expect(thread.terminations).toBe(1);
  });

  it('may use the processor for ten seconds, however long that takes', async () => {
    let usedMs = 0;
    const thread = silentThread({ usedMs: () => usedMs });
    const start = Isolate.start({ source, onOutput: () => {}, startThread: () => thread });
    const failed = expect(start).rejects.toThrow("driver 'test': loading it does not come to an end");
    // On a machine that is four times busier.
    for (let look = 0; look < 790; look += 1) {
      usedMs += 12.5;
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(thread.terminations).toBe(0);
    usedMs += 200_000;
    await vi.advanceTimersByTimeAsync(100);
    await failed;
    expect(thread.terminations).toBe(1);
  });

  it('nothing is said of one that uses no processor time', async () => {
    const thread = silentThread();
    const start = Isolate.start({ source, onOutput: () => {}, startThread: () => thread });
    const failed = expect(start).rejects.toMatchObject({
      name: 'NoTimeError',
      message:
        "driver 'test': loading it does not come to an end, and does not use the processor: the machine may be slow",
    });
    await vi.advanceTimersByTimeAsync(39_900);
    expect(thread.terminations).toBe(0);
    await vi.advanceTimersByTimeAsync(200);
    await failed;
  });

  it('a thread that can not be ended is not waited for', async () => {
    const thread = silentThread({
      terminate: () => new Promise(() => {}),
      onExit: (tell) => queueMicrotask(tell),
    });
    const failed = expect(
      Isolate.start({ source, onOutput: () => {}, startThread: () => thread }),
    ).rejects.toThrow('loading it ends its thread');
    await vi.advanceTimersByTimeAsync(2_000);
    await failed;
  });
});

describe('asking', () => {
  it('gives the answer, more than once', async () => {
    const threads = threadsWith(() => {});
    const isolate = await started(threads);
    expect(await isolate.ask(EXECUTE, 1_000)).toBeNull();
    expect(await isolate.ask(EXECUTE, 1_000)).toBeNull();
    await isolate.close();
    expect(threads.started.map(({ terminated }) => terminated)).toEqual([true]);
  });

  it('what answering ended in is told by its name', async () => {
    const isolate = await started(threadsWith(() => {}));
    // What no reader of traces lets through.
    const trace: Trace = JSON.parse('{}');
    const failure = await isolate.ask({ ...EXECUTE, trace }, 200).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WorkerFailure);
    expect(failure).toMatchObject({ name: 'TypeError' });
    // The isolate is as good as before.
    expect(await isolate.ask(EXECUTE, 200)).toBeNull();
  });

  it('memory is counted from the first of several candidates on, and from each other request', async () => {
    const isolate = await started(threadsWith(() => {}));
    const gone = vi.spyOn(process.memoryUsage, 'rss');
    const key = { property: 'contract/complete-once', reason: 'never-completed' };
    const fails = { kind: 'fails', trace: EXECUTE.trace, key } as const;
    for (let candidate = 0; candidate < 3; candidate += 1) await isolate.ask(fails, 200);
    expect(gone).toHaveBeenCalledTimes(1);
    await isolate.ask(EXECUTE, 200);
    await isolate.ask(EXECUTE, 200);
    await isolate.ask(fails, 200);
    expect(gone).toHaveBeenCalledTimes(4);
  });

  it('looks end soon after the last answer, and keep no process from its end', async () => {
    const isolate = await started(threadsWith(() => {}));
    await isolate.ask(EXECUTE, 200);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(100);
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('what is left behind and fails later is told once each, five at most', async () => {
  const strays: string[] = [];
  const threads = threadsWith(() => {});
  const isolate = await started(threads, strays);
  for (let turn = 0; turn < 3; turn += 1) {
    for (let index = 0; index < 7; index += 1) {
      threads.started[0]?.tell({ kind: 'stray', message: `Error: number ${index}` });
    }
  }
  expect(await isolate.ask(EXECUTE, 200)).toBeNull();
  expect(strays).toEqual([0, 1, 2, 3, 4].map((index) => `Error: number ${index}`));
});
