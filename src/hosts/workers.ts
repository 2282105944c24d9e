import { BOOT_OP } from '../execution/beacon.ts';
import type { SubjectSource, SubjectSummary } from '../subjects/index.ts';
import type { BufferingMode } from '../trace/trace.ts';
import { AGAIN_MS } from './attempt-in.ts';
import { type Death, type Host, isDeath } from './host.ts';
import { Isolate, type Isolated, type IsolateOptions, WorkerFailure } from './isolate.ts';
import { LoadDeath } from './losses.ts';
import type { Answers, WorkerRequest } from './messages.ts';
import { ProcessIsolate, type ProcessOptions } from './process/process-isolate.ts';

export interface WorkersOptions {
  /** Processor time that one execution may take, milliseconds. */
  readonly stallMs: number;
  readonly onOutput: (text: string) => void;
  readonly onStray?: (thrown: string) => void;
  readonly startThread?: IsolateOptions['startThread'];
  readonly startProcess?: ProcessOptions['startProcess'];
}

const MODEL_DEATHS: Readonly<Record<Death['reason'], string>> = {
  'never-returns': 'does not come back',
  'ends-the-process': 'ends the process',
  'out-of-memory': 'uses up the memory',
  'breaks-the-channel': 'writes into the channel by which the driver is asked',
};

/** Requests that are about one trace, of which the driver is expected to die. */
const STEP_BY_STEP: ReadonlySet<WorkerRequest['kind']> = new Set(['probe', 'execute', 'perform']);

/** The answer of a worker that was ended from here before it was asked. */
const ENDED: Death = {
  died: true,
  reason: 'ends-the-process',
  caseIndex: 0,
  op: BOOT_OP,
  modelCall: null,
  executions: 0,
  trace: null,
  events: [],
  wasEnded: true,
};

/** The worker of one driver: started when it is needed, and again after it died. */
export class Workers implements Host {
  readonly isWatched = true;
  readonly casesPerRequest = 500;
  readonly #source: SubjectSource;
  readonly #options: WorkersOptions;
  #isolate: Isolated | null = null;
  /** The next worker, started ahead of need, also once the driver has died: it is likely to die again. */
  #standby: Promise<Isolated> | null = null;
  #deaths = 0;
  /** Modes in which DriverEntry kills what it is loaded in. */
  readonly #deadlyModes: BufferingMode[] = [];
  /** Cases that killed the driver last, which may be the model's doing. */
  #suspect: { readonly request: WorkerRequest; readonly death: Death; readonly limitMs: number } | null =
    null;
  #closings = 0;
  /** Gives up what is being started. */
  #ending = new AbortController();

  constructor(source: SubjectSource, options: WorkersOptions) {
    this.#source = source;
    this.#options = options;
  }

  /** Starts the worker before it is asked. One that does not start says so then. */
  prepare(): void {
    this.#standby ??= this.#start();
    this.#standby.catch(() => {});
  }

  async summary(): Promise<SubjectSummary> {
    const isolate = await this.#running();
    if (isolate === null) throw new Error('a driver has no summary once it was ended while it was loaded');
    return isolate.summary;
  }

  /**
   * Asks the worker that runs, or a new one. Closing meanwhile makes the answer a death.
   *
   * @throws WorkerFailure named DeviceModelError when it died of the device model, which is no fault of the driver
   */
  async ask<Kind extends WorkerRequest['kind']>(
    request: Extract<WorkerRequest, { kind: Kind }>,
    // Once the driver has died it is tried over and over.
    limitMs = this.#deaths === 0 ? this.#options.stallMs : AGAIN_MS,
  ): Promise<Answers[Kind] | Death> {
    const limit = Math.min(limitMs, this.#options.stallMs);
    const closings = this.#closings;
    const first = await this.#askOnce(request, limit, STEP_BY_STEP.has(request.kind));
    if (this.#closings !== closings) return isDeath(first) ? ENDED : first;
    const answer =
      isDeath(first) && needsAgain(first, request) ? await this.#again(first, request, limit) : first;
    if (this.#closings !== closings) return isDeath(answer) ? ENDED : answer;
    await this.#requireModelAlive(answer, request, limit);
    return answer;
  }

  async #askOnce<Kind extends WorkerRequest['kind']>(
    request: Extract<WorkerRequest, { kind: Kind }>,
    limitMs: number,
    tellsSteps: boolean,
  ): Promise<Answers[Kind] | Death> {
    const isolate = await this.#running();
    if (isolate === null) return ENDED;
    const answer = await isolate.ask(request, limitMs, tellsSteps);
    // It may have been ended from here.
    if (isDeath(answer) && this.#isolate === isolate) {
      this.#isolate = null;
      this.#deaths += 1;
    }
    return answer;
  }

  /** Tries what the driver died of once more, step by step: where it does not die of it again, it did in the long run. */
  async #again<Kind extends WorkerRequest['kind']>(
    first: Death,
    request: Extract<WorkerRequest, { kind: Kind }>,
    limitMs: number,
  ): Promise<Answers[Kind] | Death> {
    const again = await this.#askOnce(request, limitMs, true);
    if (isDeath(again) ? again.isUnplaced === undefined : first.isUnplaced === undefined) return again;
    const { isUnplaced: _unplaced, ...death } = first;
    const asked: WorkerRequest = request;
    return { ...death, caseIndex: asked.kind === 'cases' ? asked.from : 0, op: 0 };
  }

  /** Ends the worker, also one that is being started; the next request starts a new one. */
  async end(): Promise<void> {
    this.#closings += 1;
    this.#ending.abort();
    this.#ending = new AbortController();
    const isolate = this.#isolate;
    const standby = this.#standby;
    this.#isolate = null;
    this.#standby = null;
    await isolate?.close();
    // One that did not start has been ended already.
    await standby?.then((next) => next.close()).catch(() => {});
  }

  /**
   * What a model does shows where it is called, or later: by what it left behind, or by the memory it keeps. Then the
   * driver dies with it, also in a worker of its own, and not without it.
   */
  async #requireModelAlive(
    answer: Answers[WorkerRequest['kind']] | Death,
    request: WorkerRequest,
    limitMs: number,
  ): Promise<void> {
    if (isDeath(answer) && answer.modelCall !== null) throw this.#modelFailure(answer, answer.modelCall);
    if (this.#source.model === null) return;
    if (isDeath(answer) && request.kind === 'cases') {
      // Whether the driver dies of the case alone, without the model, is asked next.
      this.#suspect = { request, death: answer, limitMs };
      return;
    }
    if (request.kind === 'probe' && !isDeath(answer) && this.#suspect !== null) {
      const { death, ...asked } = this.#suspect;
      if (await this.#isOfModel(asked.request, asked.limitMs))
        throw this.#modelFailure(death, 'what it leaves behind');
    } else if (isDeath(answer) && !STEP_BY_STEP.has(request.kind)) {
      if (await this.#isOfModel(request, limitMs)) throw this.#modelFailure(answer, 'what it leaves behind');
    }
    this.#suspect = null;
  }

  /** Whether the driver dies of a request with the model, and not without it. */
  async #isOfModel(request: WorkerRequest, limitMs: number): Promise<boolean> {
    const diesOf = async (source: SubjectSource): Promise<boolean> => {
      const isolate = await this.#start(source);
      try {
        return isDeath(await isolate.ask(request, limitMs));
      } finally {
        await isolate.close();
      }
    };
    return (await diesOf(this.#source)) && !(await diesOf({ ...this.#source, model: null }));
  }

  #modelFailure({ reason }: Death, what: string): WorkerFailure {
    const path = this.#source.model?.path;
    const model = path === undefined ? `the model of driver '${this.#source.name}'` : `model '${path}'`;
    return new WorkerFailure('DeviceModelError', `${model}: ${what} ${MODEL_DEATHS[reason]}`);
  }

  /** The worker that runs, or a new one. Null where it was ended while it started. */
  async #running(): Promise<Isolated | null> {
    if (this.#isolate !== null) return this.#isolate;
    const closings = this.#closings;
    const standby = this.#standby ?? this.#start();
    this.#standby = null;
    let isolate: Isolated;
    try {
      isolate = await standby;
    } catch (error) {
      if (this.#closings !== closings) return null;
      throw error;
    }
    if (this.#closings !== closings) {
      await isolate.close();
      return null;
    }
    this.#isolate = isolate;
    if (this.#deaths > 0) this.prepare();
    return isolate;
  }

  /**
   * Starts a worker. Where a driver dies of DriverEntry, in a mode, it is started without calling that: executing a
   * case shows it then. Whatever else does not come back is tried twice.
   */
  async #start(source = this.#source): Promise<Isolated> {
    const { signal } = this.#ending;
    let tries = 0;
    for (;;) {
      try {
        return await this.#startOnce(source, signal);
      } catch (error) {
        if (!(error instanceof LoadDeath) || signal.aborted) throw error;
        const { mode } = error;
        tries += 1;
        if (mode !== null && !this.#deadlyModes.includes(mode)) this.#deadlyModes.push(mode);
        else if (error.reason !== 'never-returns' || tries > 1) throw error;
      }
    }
  }

  #startOnce(source: SubjectSource, signal: AbortSignal): Promise<Isolated> {
    const { onOutput, onStray = () => {}, stallMs, startThread, startProcess } = this.#options;
    const deadlyModes = [...this.#deadlyModes];
    const entryLimitMs = deadlyModes.length === 0 ? stallMs : Math.min(stallMs, AGAIN_MS);
    const options = { source, onOutput, onStray, deadlyModes, entryLimitMs, signal };
    // What runs an image is ours: its code reaches nothing else.
    const isOurs = (source.driver === null || source.driver.isImage === true) && source.model === null;
    if (startThread === undefined && !isOurs)
      return ProcessIsolate.start({ ...options, ...(startProcess && { startProcess }) });
    return Isolate.start({
      ...options,
      ...(startThread && { startThread }),
    });
  }
}

/** Whether one death does not say enough: where it was is not known, or it is to be seen twice and nobody else does. */
function needsAgain({ isUnplaced, modelCall, reason }: Death, { kind }: WorkerRequest): boolean {
  if (isUnplaced === true || modelCall !== null) return true;
  return reason === 'never-returns' && (kind === 'replay' || kind === 'show');
}
