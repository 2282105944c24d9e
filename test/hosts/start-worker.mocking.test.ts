import { EventEmitter } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import { beforeEach, expect, it, vi } from 'vitest';
import { Beacon } from '../../src/execution/beacon.ts';
import type { WorkerMessage } from '../../src/hosts/messages.ts';
import { startWorker, type WorkerData } from '../../src/hosts/start-worker.ts';
import { open, traceOf } from '../campaign/subjects.ts';

/** Node 20 starts no worker from TypeScript: one that is never started stands in. */
const { workers } = vi.hoisted(() => ({ workers: [] as FakeWorker[] }));

class FakeWorker extends EventEmitter {
  readonly url: URL;
  readonly options: { workerData: WorkerData; transferList: MessagePort[] };
  readonly stdout = Object.assign(new EventEmitter(), { setEncoding: () => this.stdout });
  readonly stderr = Object.assign(new EventEmitter(), { setEncoding: () => this.stderr });
  terminations = 0;

  constructor(url: URL, options: FakeWorker['options']) {
    super();
    this.url = url;
    this.options = options;
    workers.push(this);
  }

  terminate(): Promise<number> {
    this.terminations += 1;
    return Promise.resolve(1);
  }
}

vi.mock('node:worker_threads', async (original) => ({
  ...(await original<typeof import('node:worker_threads')>()),
  get Worker() {
    return FakeWorker;
  },
}));

const source = { name: 'article', driver: null, model: null };
const stray = (message: string): WorkerMessage => ({ kind: 'stray', message });

function started() {
  const output: string[] = [];
  const start = { source, beacon: new Beacon().buffer, deadlyModes: [] };
  const thread = startWorker(start, (text) => output.push(text));
  const [worker] = workers;
  if (worker === undefined) throw new Error('no worker was started');
  const { port } = worker.options.workerData;
  return { thread, worker, port, output, start };
}

beforeEach(() => {
  workers.length = 0;
});

it('starts the built worker with limited memory and what it is to do', () => {
  const { worker, start, port, thread } = started();
  expect(worker.url.pathname).toMatch(/\/hosts\/worker\.js$/);
  expect(worker.options.workerData.start).toBe(start);
  expect(worker.options).toMatchObject({
    transferList: [port],
    resourceLimits: { maxOldGenerationSizeMb: 768 },
    stdout: true,
    stderr: true,
  });
  thread.onExit(() => {});
  worker.emit('exit');
});

it('requests and messages go through a channel of its own', async () => {
  const { thread, worker, port } = started();
  const received: WorkerMessage[] = [];
  thread.onExit(() => {});
  const request = { kind: 'execute', trace: traceOf('direct', [open()]), events: false } as const;
  const seen = new Promise((resolve) => port.once('message', resolve));
  thread.postMessage(request);
  expect(await seen).toEqual(request);
  const told = new Promise<void>((resolve) =>
    thread.onMessage((message) => {
      received.push(message);
      resolve();
    }),
  );
  // What a driver sends to its parent is no message.
  worker.emit('message', { kind: 'answer', answer: null });
  port.postMessage(stray('first'));
  await told;
  expect(received).toEqual([stray('first')]);
  worker.emit('exit');
});

it('the last messages come before the end', () => {
  const { thread, worker, port } = started();
  const seen: unknown[] = [];
  thread.onMessage((message) => seen.push(message));
  thread.onExit(() => seen.push('exit'));
  port.postMessage(stray('first'));
  port.postMessage(stray('second'));
  worker.emit('exit');
  expect(seen).toEqual([stray('first'), stray('second'), 'exit']);
});

it('errors, what is printed and the end are passed on', async () => {
  const { thread, worker, output } = started();
  const errors: unknown[] = [];
  thread.onError((error) => errors.push(error));
  worker.emit('error', 'broken');
  worker.stdout.emit('data', 'out');
  worker.stderr.emit('data', 'err');
  await thread.terminate();
  expect([errors, output, worker.terminations]).toEqual([['broken'], ['out', 'err'], 1]);
  thread.onExit(() => {});
  worker.emit('exit');
});
