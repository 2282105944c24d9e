import type { SubjectSource, SubjectSummary } from '../../subjects/index.ts';
import type { Trace } from '../../trace/trace.ts';
import { type Death, Isolate, type IsolateOptions, isDeath } from './isolate.ts';
import type { Answers, WorkerRequest } from './messages.ts';

export interface WorkersOptions extends Omit<IsolateOptions, 'source'> {
  /** How long one execution may take, milliseconds. */
  readonly stallMs: number;
}

/** How long an execution may take once the driver has died before: it is tried over and over then. */
const AGAIN_MS = 1_000;

/** The worker of one driver: started when it is needed, and again after it died. */
export class Workers {
  readonly #source: SubjectSource;
  readonly #options: WorkersOptions;
  #isolate: Isolate | null = null;
  #deaths = 0;

  constructor(source: SubjectSource, options: WorkersOptions) {
    this.#source = source;
    this.#options = options;
  }

  async summary(): Promise<SubjectSummary> {
    return (await this.#running()).summary;
  }

  /** Asks the worker that runs, or a new one. */
  async ask<Kind extends WorkerRequest['kind']>(
    request: Extract<WorkerRequest, { kind: Kind }>,
  ): Promise<Answers[Kind] | Death> {
    const isolate = await this.#running();
    const { stallMs } = this.#options;
    const answer = await isolate.ask(request, this.#deaths === 0 ? stallMs : Math.min(stallMs, AGAIN_MS));
    if (isDeath(answer)) {
      this.#isolate = null;
      this.#deaths += 1;
    }
    return answer;
  }

  /** Executes a trace. Null unless the driver dies of it. */
  async attempt(trace: Trace, events: boolean): Promise<Death | null> {
    const answer = await this.ask({ kind: 'execute', trace, events });
    return isDeath(answer) ? answer : null;
  }

  /** Ends the worker; the next request starts a new one. */
  async close(): Promise<void> {
    const isolate = this.#isolate;
    this.#isolate = null;
    await isolate?.close();
  }

  async #running(): Promise<Isolate> {
    this.#isolate ??= await Isolate.start({ source: this.#source, ...this.#options });
    return this.#isolate;
  }
}
