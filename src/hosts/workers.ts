import { BOOT_OP } from '../execution/beacon.ts';
import type { SubjectSource, SubjectSummary } from '../subjects/index.ts';
import { AGAIN_MS } from './attempt-in.ts';
import { type Death, type Host, isDeath } from './host.ts';
import { Isolate, type IsolateOptions, WorkerFailure } from './isolate.ts';
import type { Answers, WorkerRequest } from './messages.ts';

export interface WorkersOptions extends Omit<IsolateOptions, 'source'> {
  /** How long one execution may take, milliseconds. */
  readonly stallMs: number;
}

const MODEL_DEATHS: Readonly<Record<Death['reason'], string>> = {
  'never-returns': 'does not come back',
  'ends-the-process': 'ends the process',
  'out-of-memory': 'uses up the memory',
};

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
};

/** The worker of one driver: started when it is needed, and again after it died. */
export class Workers implements Host {
  readonly isWatched = true;
  readonly casesPerRequest = 1_000;
  readonly #source: SubjectSource;
  readonly #options: WorkersOptions;
  #isolate: Isolate | null = null;
  /** The next worker, started ahead of need, also once the driver has died: it is likely to die again. */
  #standby: Promise<Isolate> | null = null;
  #deaths = 0;
  #closings = 0;

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
    return (await this.#running()).summary;
  }

  /**
   * Asks the worker that runs, or a new one. Closing meanwhile makes the answer a death.
   *
   * @throws WorkerFailure named DeviceModelError when it died in the device model, which is no fault of the driver
   */
  async ask<Kind extends WorkerRequest['kind']>(
    request: Extract<WorkerRequest, { kind: Kind }>,
    // Once the driver has died it is tried over and over.
    limitMs = this.#deaths === 0 ? this.#options.stallMs : AGAIN_MS,
  ): Promise<Answers[Kind] | Death> {
    const isolate = await this.#running();
    if (this.#isolate !== isolate) return ENDED;
    const answer = await isolate.ask(request, Math.min(limitMs, this.#options.stallMs));
    if (isDeath(answer)) {
      // It was ended from here.
      if (this.#isolate !== isolate) return answer;
      this.#isolate = null;
      this.#deaths += 1;
      this.#requireModelAlive(answer);
    }
    return answer;
  }

  /** Ends the worker, also one that is being started; the next request starts a new one. */
  async end(): Promise<void> {
    this.#closings += 1;
    const isolate = this.#isolate;
    const standby = this.#standby;
    this.#isolate = null;
    this.#standby = null;
    await isolate?.close();
    // One that did not start has been ended already.
    await standby?.then((next) => next.close()).catch(() => {});
  }

  #requireModelAlive({ modelCall, reason }: Death): void {
    if (modelCall === null) return;
    const path = this.#source.model?.path;
    const model = path === undefined ? `the model of driver '${this.#source.name}'` : `model '${path}'`;
    throw new WorkerFailure('DeviceModelError', `${model}: ${modelCall} ${MODEL_DEATHS[reason]}`);
  }

  /** The worker that runs, or a new one: an ended one, which is not kept, where it was closed while it started. */
  async #running(): Promise<Isolate> {
    if (this.#isolate !== null) return this.#isolate;
    const closings = this.#closings;
    const standby = this.#standby ?? this.#start();
    this.#standby = null;
    const isolate = await standby;
    if (this.#closings !== closings) {
      await isolate.close();
      return isolate;
    }
    this.#isolate = isolate;
    if (this.#deaths > 0) this.prepare();
    return isolate;
  }

  #start(): Promise<Isolate> {
    return Isolate.start({ source: this.#source, ...this.#options });
  }
}
