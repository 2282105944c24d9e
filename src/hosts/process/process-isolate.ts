import { BOOT_OP } from '../../execution/beacon.ts';
import type { SubjectSource, SubjectSummary } from '../../subjects/index.ts';
import type { RunEvent } from '../../trace/run/event.ts';
import type { Trace } from '../../trace/trace.ts';
import { AwaitedEnding, type Ending as EndingOf } from '../awaited-ending.ts';
import type { Death } from '../host.ts';
import type { DeathReason } from '../inbox.ts';
import { type Isolated, type LoadOptions, WorkerFailure } from '../isolate.ts';
import { LoadDeath, NoTime } from '../losses.ts';
import type { Answers, WorkerRequest } from '../messages.ts';
import { answerSchema } from './answers.ts';
import { type Place, processMessage, type ReadMessage } from './messages.ts';
import { type DriverProcess, startProcess } from './start-process.ts';

export interface ProcessOptions extends LoadOptions {
  /** Starts the process; the real one unless a test has its own. */
  readonly startProcess?: typeof startProcess;
}

/** What ends a wait: a message, or the end of the process, and who made it. */
type Ending = EndingOf<ReadMessage, DeathReason | 'silent'>;

/** Looks in a row, one a second, without a word of a process that tells each second that it is alive. */
const MAX_SILENT_LOOKS = 120;
const LOOK_MS = 1_000;
/** How long a process may take to pass on what was printed and end, milliseconds. */
const END_LIMIT_MS = 2_000;
const ENTRY_LIMIT_MS = 10_000;

/** A driver in a process of its own: nothing it does there ends the one that asks. */
export class ProcessIsolate implements Isolated {
  #summary: SubjectSummary | null = null;
  readonly #source: SubjectSource;
  readonly #process: DriverProcess;
  readonly #onOutput: (text: string) => void;
  readonly #onStray: (thrown: string) => void;
  readonly #ending = new AwaitedEnding<ReadMessage, DeathReason | 'silent'>();
  #place: Place | null = null;
  #trace: Trace | null = null;
  #events: RunEvent[] = [];
  #silentLooks = 0;
  #isAsked = false;
  #isGone = false;
  #onGone: () => void = () => {};

  private constructor(options: ProcessOptions) {
    const { source, onOutput, onStray = () => {}, startProcess: start = startProcess } = options;
    this.#source = source;
    this.#onOutput = onOutput;
    this.#onStray = onStray;
    this.#process = start(onOutput);
    this.#process.onMessage((message) => this.#receive(message));
    this.#process.onForgery(() => this.#lose('breaks-the-channel'));
    this.#process.onGone(() => {
      this.#isGone = true;
      this.#ending.settle({ loss: 'ends-the-process' });
      this.#onGone();
    });
  }

  /**
   * Starts a process and loads the driver in it.
   *
   * @throws as Isolate does
   */
  static async start(options: ProcessOptions): Promise<ProcessIsolate> {
    const { source, deadlyModes = [], entryLimitMs = ENTRY_LIMIT_MS } = options;
    const isolate = new ProcessIsolate(options);
    const giveUp = (): void => isolate.#lose('ends-the-process');
    options.signal?.addEventListener('abort', giveUp);
    isolate.#process.send({ kind: 'load', source, deadlyModes, entryLimitMs });
    const ending = await isolate.#next();
    options.signal?.removeEventListener('abort', giveUp);
    if ('message' in ending && ending.message.kind === 'loaded') {
      isolate.#summary = ending.message.summary as SubjectSummary;
      return isolate;
    }
    await isolate.#kill();
    const stage = isolate.#place?.stage ?? null;
    if ('loss' in ending) {
      if (ending.loss === 'silent') throw new NoTime(source, 'loading it');
      throw new LoadDeath(source, stage, ending.loss);
    }
    const { message } = ending;
    if (message.kind === 'load-died') throw new LoadDeath(source, message.stage, message.reason);
    if (message.kind === 'failed') throw new WorkerFailure(message.name, message.message);
    // It has answered what it was not asked.
    throw new LoadDeath(source, stage, 'breaks-the-channel');
  }

  get summary(): SubjectSummary {
    if (this.#summary === null) throw new Error('a driver has a summary once it is loaded');
    return this.#summary;
  }

  async ask<Kind extends WorkerRequest['kind']>(
    request: Extract<WorkerRequest, { kind: Kind }>,
    limitMs: number,
    tellsSteps = false,
  ): Promise<Answers[Kind] | Death> {
    this.#begin();
    this.#process.send({ kind: 'ask', request, limitMs, tellsSteps });
    const ending = await this.#next();
    if ('loss' in ending) return await this.#lostDeath(ending.loss, tellsSteps);
    const { message } = ending;
    switch (message.kind) {
      case 'answer': {
        const answer = answerSchema(request).safeParse(message.answer);
        if (answer.success) return answer.data as Answers[Kind];
        break;
      }
      case 'died': {
        const { kind: _kind, stage: _stage, ...death } = message;
        await this.#kill();
        return { died: true, ...death } as Death;
      }
      case 'failed':
        if (message.name === 'NoTimeError') throw new NoTime(this.#source, 'a call into it');
        throw new WorkerFailure(message.name, message.message);
      default:
    }
    return await this.#lostDeath('breaks-the-channel', tellsSteps);
  }

  /** The death of a driver that ended what it ran in, as far as it told where. */
  async #lostDeath(loss: DeathReason | 'silent', tellsSteps: boolean): Promise<Death> {
    await this.#kill();
    if (loss === 'silent') throw new NoTime(this.#source, 'a call into it');
    const { caseIndex, op, modelCall, executions } = this.#place ?? START;
    const place = { caseIndex, op, modelCall, executions, trace: this.#trace, events: this.#events };
    const death: Death = { died: true, reason: loss, ...place };
    return tellsSteps && this.#place !== null ? death : { ...death, isUnplaced: true };
  }

  /** Lets it pass on what was printed, unless it is busy, and ends it. */
  async close(): Promise<void> {
    if (this.#isAsked || this.#isGone) {
      await this.#kill();
      return;
    }
    this.#process.send({ kind: 'end' });
    await this.#gone(END_LIMIT_MS);
    await this.#kill();
  }

  async #kill(): Promise<void> {
    this.#process.kill();
    await this.#gone(END_LIMIT_MS);
  }

  /** Waits until it is gone, so long at most. */
  async #gone(limitMs: number): Promise<void> {
    if (this.#isGone) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, limitMs);
      this.#onGone = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #begin(): void {
    this.#place = null;
    this.#trace = null;
    this.#events = [];
    this.#ending.begin();
  }

  async #next(): Promise<Ending> {
    this.#silentLooks = 0;
    this.#isAsked = true;
    const timer = setInterval(() => this.#look(), LOOK_MS);
    try {
      return await this.#ending.next();
    } finally {
      clearInterval(timer);
      this.#isAsked = false;
    }
  }

  #look(): void {
    this.#silentLooks += 1;
    if (this.#silentLooks >= MAX_SILENT_LOOKS) this.#lose('silent');
  }

  #receive(given: unknown): void {
    this.#silentLooks = 0;
    const read = processMessage.safeParse(given);
    if (!read.success) {
      this.#lose('breaks-the-channel');
      return;
    }
    const message = read.data;
    switch (message.kind) {
      case 'alive':
        return;
      case 'output':
        this.#onOutput(message.text);
        return;
      case 'stray':
        this.#onStray(message.thrown);
        return;
      case 'moved':
        this.#place = message;
        return;
      case 'executing':
        this.#place = message;
        this.#trace = message.trace;
        this.#events = [];
        return;
      case 'event':
        this.#place = message;
        // What it shows is told to people: that it is of the right kind is all that matters.
        this.#events.push(message.event as RunEvent);
        return;
      default:
        this.#ending.settle({ message });
    }
  }

  #lose(loss: DeathReason | 'silent'): void {
    this.#ending.settle({ loss });
    this.#process.kill();
  }
}

/** Where a driver is that has told nothing. */
const START = { caseIndex: 0, op: BOOT_OP, modelCall: null, executions: 0 } as const;
