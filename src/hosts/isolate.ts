import { Beacon, entryMode } from '../execution/beacon.ts';
import type { SubjectSource, SubjectSummary } from '../subjects/index.ts';
import type { BufferingMode } from '../trace/trace.ts';
import { slowness } from './calibration.ts';
import type { Death } from './host.ts';
import { Inbox, type Told } from './inbox.ts';
import { LoadDeath, NoTime, reasonOf } from './losses.ts';
import type { Answers, WorkerMessage, WorkerRequest, WorkerStart } from './messages.ts';
import { startWorker, type Thread } from './start-worker.ts';
import { type Meter, Watchdog } from './watchdog.ts';

/** An exception that a request ended in, by the name it had in the worker. */
export class WorkerFailure extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** A driver that is loaded, apart from the caller. */
export interface Isolated {
  readonly summary: SubjectSummary;
  /**
   * Asks it. A death is an answer too; it is of no use after it.
   *
   * @param limitMs processor time that one execution may take, milliseconds
   * @param tellsSteps whether each step is told before the next one, so that it is known where the driver ended what
   * it runs in
   * @throws WorkerFailure when answering ended in an exception; NoTime
   */
  ask<Kind extends WorkerRequest['kind']>(
    request: Extract<WorkerRequest, { kind: Kind }>,
    limitMs: number,
    tellsSteps?: boolean,
  ): Promise<Answers[Kind] | Death>;
  /** Ends it. */
  close(): Promise<void>;
}

/** How a driver is loaded. */
export interface LoadOptions {
  readonly source: SubjectSource;
  /** What the driver prints. */
  readonly onOutput: (text: string) => void;
  /** What is thrown outside of the driver's routines, by what it left behind: name and message, once each. */
  readonly onStray?: (thrown: string) => void;
  /** Modes in which DriverEntry is known not to come back. */
  readonly deadlyModes?: readonly BufferingMode[];
  /** Processor time that DriverEntry may take while the driver is loaded, milliseconds. */
  readonly entryLimitMs?: number;
  /** Gives up loading. */
  readonly signal?: AbortSignal;
}

export interface IsolateOptions extends LoadOptions {
  /** Starts the thread; the real one unless a test has its own. */
  readonly startThread?: (start: WorkerStart, onOutput: (text: string) => void) => Thread;
  /** Told each step where every step is to be told; it then calls `passed` for the thread to go on. */
  readonly onTold?: (told: Told, beacon: Beacon, passed: () => void) => void;
  /** Whether what nothing in the thread caught is the doing of what was loaded. */
  readonly isForeign?: boolean;
}

/** Processor time that evaluating a file may take, milliseconds. */
const LOAD_LIMIT_MS = 10_000;

/** A driver in a worker of its own, watched from outside. */
export class Isolate implements Isolated {
  readonly summary: SubjectSummary;
  readonly #loading: Loading;
  /** What was asked last: candidates one after the other are one piece of work. */
  #last: WorkerRequest['kind'] | null = null;

  private constructor(summary: SubjectSummary, loading: Loading) {
    this.summary = summary;
    this.#loading = loading;
  }

  /**
   * Starts a worker and loads the driver in it.
   *
   * @throws WorkerFailure when the driver does not load, by the name of the error: ModuleError and others; NoTime;
   * LoadDeath when loading kills it
   */
  static async start(options: IsolateOptions): Promise<Isolate> {
    const loading = begin(options);
    const { beacon, thread, inbox, watchdog } = loading;
    const entryLimitMs = options.entryLimitMs ?? LOAD_LIMIT_MS;
    const limitMs = (): number => (entryMode(beacon.stage) !== null ? entryLimitMs : LOAD_LIMIT_MS);
    const ending = await inbox.next(watchdog(limitMs));
    if ('message' in ending && ending.message.kind === 'loaded') {
      return new Isolate(ending.message.summary, loading);
    }
    await end(thread);
    if ('message' in ending) throw failureOf(ending.message);
    const { stage } = beacon;
    // A file may wait for a disk; what DriverEntry does is up to the driver.
    if (ending.loss === 'no-time' || (ending.loss === 'waits' && entryMode(stage) === null))
      throw new NoTime(options.source, 'loading it');
    throw new LoadDeath(options.source, stage, reasonOf(ending.loss));
  }

  async ask<Kind extends WorkerRequest['kind']>(
    request: Extract<WorkerRequest, { kind: Kind }>,
    limitMs: number,
    tellsSteps = false,
  ): Promise<Answers[Kind] | Death> {
    const { beacon, thread, inbox, watchdog, source, isFollowed } = this.#loading;
    beacon.tells = tellsSteps && isFollowed;
    const before = beacon.executions;
    const { kind } = request;
    inbox.begin(kind === 'fails' && this.#last === 'fails');
    this.#last = kind;
    thread.postMessage(request);
    const ending = await inbox.next(watchdog(() => limitMs));
    if ('loss' in ending) {
      const { caseIndex, op, modelCall, executions } = beacon;
      await this.close();
      if (ending.loss === 'no-time') throw new NoTime(source, 'a call into it');
      const { trace, events } = inbox;
      const reason = reasonOf(ending.loss);
      const place = { caseIndex, op, modelCall, executions: executions - before };
      return { died: true, reason, ...place, trace, events };
    }
    const { message } = ending;
    if (message.kind !== 'answer') throw failureOf(message);
    // Requests are answered in turn, each with its own kind of answer.
    return message.answer as Answers[Kind];
  }

  /** Ends the worker. */
  async close(): Promise<void> {
    await end(this.#loading.thread);
  }
}

/** A thread that loads a driver, or has loaded it. */
interface Loading {
  readonly source: SubjectSource;
  readonly thread: Thread;
  readonly beacon: Beacon;
  readonly inbox: Inbox;
  readonly watchdog: (limitMs: () => number) => Watchdog;
  /** Whether somebody is told of its steps. */
  readonly isFollowed: boolean;
}

function begin(options: IsolateOptions): Loading {
  const { source, onOutput, startThread = startWorker, deadlyModes = [], onTold } = options;
  const { isForeign = false, onStray = () => {} } = options;
  const beacon = new Beacon();
  beacon.tells = onTold !== undefined;
  const thread = startThread({ source, beacon: beacon.buffer, deadlyModes }, onOutput);
  const onStep = (told: Told): void => {
    if (beacon.tells) onTold?.(told, beacon, () => beacon.passed());
  };
  // Before it is loaded, or once it is, the driver's code has had the thread.
  const isOurs = (): boolean => !isForeign || (beacon.stage === null && beacon.executions === 0);
  const inbox = new Inbox(thread, onStray, onStep, isOurs);
  const scale = slowness();
  const meter: Meter = { usedMs: () => thread.usedMs() / scale, nowMs: () => performance.now() };
  const watchdog = (limitMs: () => number): Watchdog => new Watchdog(() => beacon.progress, limitMs, meter);
  return { source, thread, beacon, inbox, watchdog, isFollowed: onTold !== undefined };
}

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
