import { Beacon } from '../../src/execution/beacon.ts';
import type { Changes } from '../../src/hosts/changes.ts';
import type { WorkerMessage, WorkerRequest, WorkerStart } from '../../src/hosts/messages.ts';
import { ModelWatch } from '../../src/hosts/model-watch.ts';
import { Server } from '../../src/hosts/serve.ts';
import type { Thread } from '../../src/hosts/start-worker.ts';
import { watchedSubject } from '../../src/hosts/watch-model.ts';
import { TICK_MS } from '../../src/hosts/watchdog.ts';
import { type Subject, summaryOf } from '../../src/subjects/index.ts';

/** How a thread ends: it stops answering, it is gone, it runs out of memory, or an error leaves it. */
export type Dying = 'silent' | 'exit' | 'out-of-memory' | 'error';

/** Nothing is ever changed. */
export const UNCHANGED: Changes = { restore: () => [], requireUsable: () => {}, isSpoiled: false };

/** A worker's thread in this one: it answers as a worker does until something in it calls `die`. */
export class FakeThread implements Thread {
  readonly requests: WorkerRequest[] = [];
  terminated = false;
  /** Called before a request is answered. */
  onAnswer: () => void = () => {};
  #usedMs = 0;
  readonly #fields: Int32Array;
  readonly #server: Server;
  #onMessage: (message: WorkerMessage) => void = () => {};
  #onError: (error: unknown) => void = () => {};
  #onExit: () => void = () => {};
  #death: { how: Dying; fields: Int32Array } | null = null;

  constructor(start: WorkerStart, subject: Subject, changes: Changes) {
    this.#fields = new Int32Array(start.beacon);
    const beacon = new Beacon(start.beacon);
    const watched = watchedSubject(subject, new ModelWatch(changes, beacon));
    this.#server = new Server(watched, beacon, changes, (message) => this.tell(message));
    queueMicrotask(() => this.tell({ kind: 'loaded', summary: summaryOf(subject) }));
  }

  postMessage(request: WorkerRequest): void {
    this.requests.push(structuredClone(request));
    queueMicrotask(() => this.#answer(structuredClone(request)));
  }

  onMessage(listener: (message: WorkerMessage) => void): void {
    this.#onMessage = listener;
  }

  onError(listener: (error: unknown) => void): void {
    this.#onError = listener;
  }

  onExit(listener: () => void): void {
    this.#onExit = listener;
  }

  terminate(): Promise<unknown> {
    this.terminated = true;
    return Promise.resolve();
  }

  /** Each look finds that it has used all the time since the last one. */
  usedMs(): number {
    this.#usedMs += TICK_MS;
    return this.#usedMs;
  }

  /** Tells a message, as long as the thread lives. */
  tell(message: WorkerMessage): void {
    if (this.#death === null) this.#onMessage(structuredClone(message));
  }

  /** To be called from within the driver or the model: nothing after this moment is seen from outside. */
  die(how: Dying): void {
    this.#death ??= { how, fields: this.#fields.slice() };
  }

  #answer(request: WorkerRequest): void {
    this.onAnswer();
    let message: WorkerMessage;
    try {
      message = { kind: 'answer', answer: this.#server.answer(request) };
    } catch (error) {
      const { name, message: text } = error instanceof Error ? error : new Error(String(error));
      message = { kind: 'failed', name, message: text };
    }
    if (this.#death === null) this.tell(message);
    else this.#end(this.#death);
  }

  #end({ how, fields }: { how: Dying; fields: Int32Array }): void {
    // What ran on after the death did not happen.
    this.#fields.set(fields);
    if (how === 'error') this.#onError(new RangeError('it left the thread'));
    if (how === 'out-of-memory') {
      this.#onError(Object.assign(new Error('heap'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }));
    }
    if (how !== 'silent') this.#onExit();
  }
}

/** Starts threads for a subject, and lets its code end the one that runs. */
export class FakeThreads {
  readonly started: FakeThread[] = [];
  readonly #subject: () => Subject;
  readonly #changes: Changes;
  #answering: FakeThread | null = null;

  /** @param subject asked for at each start */
  constructor(subject: () => Subject, changes: Changes = UNCHANGED) {
    this.#subject = subject;
    this.#changes = changes;
  }

  readonly start = (start: WorkerStart): FakeThread => {
    const thread = new FakeThread(start, this.#subject(), this.#changes);
    thread.onAnswer = () => {
      this.#answering = thread;
    };
    this.started.push(thread);
    return thread;
  };

  /** Ends the thread that runs: the one that answers a request. */
  die(how: Dying): void {
    this.#answering?.die(how);
  }

  /** Every request to any of them. */
  get requests(): WorkerRequest[] {
    return this.started.flatMap(({ requests }) => requests);
  }
}
