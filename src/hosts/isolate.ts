import { Beacon } from '../execution/beacon.ts';
import type { SubjectSource, SubjectSummary } from '../subjects/index.ts';
import type { Death } from './host.ts';
import { type DeathReason, Inbox } from './inbox.ts';
import type { Answers, WorkerMessage, WorkerRequest, WorkerStart } from './messages.ts';
import { startWorker, type Thread } from './start-worker.ts';
import { Watchdog } from './watchdog.ts';

/** An exception that a request ended in, by the name it had in the worker. */
export class WorkerFailure extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

export interface IsolateOptions {
  readonly source: SubjectSource;
  /** What the driver prints, and what goes wrong outside its routines. */
  readonly onOutput: (text: string) => void;
  /** Starts the thread; the real one unless a test has its own. */
  readonly startThread?: (start: WorkerStart, onOutput: (text: string) => void) => Thread;
}

/** How long loading a driver may take, milliseconds. */
const LOAD_LIMIT_MS = 10_000;
/** A driver in a worker of its own, watched from outside. */
export class Isolate {
  readonly summary: SubjectSummary;
  readonly #thread: Thread;
  readonly #beacon: Beacon;
  readonly #inbox: Inbox;
  /** What was asked last: candidates one after the other are one piece of work. */
  #last: WorkerRequest['kind'] | null = null;

  private constructor(summary: SubjectSummary, thread: Thread, beacon: Beacon, inbox: Inbox) {
    this.summary = summary;
    this.#thread = thread;
    this.#beacon = beacon;
    this.#inbox = inbox;
  }

  /**
   * Starts a worker and loads the driver in it.
   *
   * @throws WorkerFailure when the driver does not load, by the name of the error: ModuleError and others
   */
  static async start({ source, onOutput, startThread = startWorker }: IsolateOptions): Promise<Isolate> {
    const beacon = new Beacon();
    const thread = startThread({ source, beacon: beacon.buffer }, onOutput);
    const inbox = new Inbox(thread, onOutput);
    const ending = await inbox.next(new Watchdog(() => beacon.executions, LOAD_LIMIT_MS));
    if ('message' in ending && ending.message.kind === 'loaded') {
      return new Isolate(ending.message.summary, thread, beacon, inbox);
    }
    await end(thread);
    if ('reason' in ending) {
      throw new WorkerFailure('ModuleError', `driver '${source.name}': loading it ${LOADING[ending.reason]}`);
    }
    throw failureOf(ending.message);
  }

  /**
   * Asks the worker. A death is an answer too; the isolate is of no use after it.
   *
   * @param limitMs how long one execution may take, milliseconds
   * @throws WorkerFailure when answering ended in an exception
   */
  async ask<Kind extends WorkerRequest['kind']>(
    request: Extract<WorkerRequest, { kind: Kind }>,
    limitMs: number,
  ): Promise<Answers[Kind] | Death> {
    const before = this.#beacon.executions;
    const { kind } = request;
    this.#inbox.begin(kind === 'fails' && this.#last === 'fails');
    this.#last = kind;
    this.#thread.postMessage(request);
    const ending = await this.#inbox.next(new Watchdog(() => this.#beacon.executions, limitMs));
    if ('reason' in ending) {
      const { caseIndex, op, modelCall, executions } = this.#beacon;
      await this.close();
      const { trace, events } = this.#inbox;
      return {
        died: true,
        reason: ending.reason,
        caseIndex,
        op,
        modelCall,
        executions: executions - before,
        trace,
        events,
      };
    }
    const { message } = ending;
    if (message.kind !== 'answer') throw failureOf(message);
    // Requests are answered in turn, each with its own kind of answer.
    return message.answer as Answers[Kind];
  }

  /** Ends the worker. */
  async close(): Promise<void> {
    await end(this.#thread);
  }
}

const LOADING: Readonly<Record<DeathReason, string>> = {
  'never-returns': `does not come to an end (waited ${LOAD_LIMIT_MS / 1000} seconds)`,
  'ends-the-process': 'ends its thread, or waits for what never comes',
  'out-of-memory': 'uses up the memory',
};

function failureOf(message: WorkerMessage): Error {
  return message.kind === 'failed'
    ? new WorkerFailure(message.name, message.message)
    : new Error(`a driver's worker told ${message.kind} where an answer was due`);
}

/** Longest wait for a thread to end: one that is inside a blocking system call does not. */
const END_LIMIT_MS = 2_000;

async function end(thread: Thread): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, END_LIMIT_MS);
  });
  await Promise.race([thread.terminate(), limit]);
  clearTimeout(timer);
}
