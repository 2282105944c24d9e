import { EventEmitter } from 'node:events';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Job, Outcome } from '../../../src/campaign/detection/jobs.ts';
import { startJobThread } from '../../../src/campaign/detection/start-thread.ts';

/** Node 20 starts no worker from TypeScript: one that is never started stands in. */
const { workers } = vi.hoisted(() => ({ workers: [] as FakeWorker[] }));

class FakeWorker extends EventEmitter {
  readonly url: URL;
  readonly posted: unknown[] = [];

  constructor(url: URL) {
    super();
    this.url = url;
    workers.push(this);
  }

  postMessage(message: unknown): void {
    this.posted.push(message);
  }

  terminate(): Promise<number> {
    return Promise.resolve(1);
  }
}

vi.mock('node:worker_threads', async (original) => ({
  ...(await original<typeof import('node:worker_threads')>()),
  get Worker() {
    return FakeWorker;
  },
}));

const job: Job = { kind: 'base', subject: 'article', seed: 1, from: 0, to: 1 };
const outcome: Outcome = { kind: 'base', subject: 'article', cases: 1, findings: [], compared: new Map() };

function started() {
  const thread = startJobThread();
  const worker = workers.at(-1);
  if (worker === undefined) throw new Error('no worker was started');
  return { thread, worker };
}

beforeEach(() => {
  workers.length = 0;
});

it('hands jobs to a built worker and gives back its answers', async () => {
  const { thread, worker } = started();
  expect(worker.url.pathname).toMatch(/\/detection\/worker\.js$/);
  for (let turn = 0; turn < 2; turn += 1) {
    const answer = thread.perform(job);
    worker.emit('message', outcome);
    expect(await answer).toBe(outcome);
  }
  expect(worker.posted).toEqual([job, job]);
  expect(worker.eventNames()).toEqual([]);
  expect(await thread.close()).toBe(1);
});

it('fails with an error of the thread, and when it ends', async () => {
  const { thread, worker } = started();
  const failing = thread.perform(job);
  worker.emit('error', new RangeError('no defect is called x'));
  await expect(failing).rejects.toThrow('no defect is called x');
  const ending = startJobThread();
  const ended = ending.perform(job);
  workers.at(-1)?.emit('exit', 3);
  await expect(ended).rejects.toThrow('a worker ended with code 3');
});
