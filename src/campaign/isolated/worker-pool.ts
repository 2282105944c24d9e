import { type Death, isDeath } from './isolate.ts';
import type { Answers, WorkerRequest } from './messages.ts';
import { Turnstile } from './turnstile.ts';
import type { Workers } from './workers.ts';

/** Asks a worker. */
export type Ask = <Kind extends WorkerRequest['kind']>(
  request: Extract<WorkerRequest, { kind: Kind }>,
) => Promise<Answers[Kind] | Death>;

/** Several workers of one driver, each in a thread of its own. */
export class WorkerPool {
  readonly #workers: readonly Workers[];
  readonly #turnstile = new Turnstile();

  /** @param workers at least one */
  constructor(workers: readonly Workers[]) {
    this.#workers = workers;
  }

  get size(): number {
    return this.#workers.length;
  }

  /**
   * Asks one of the workers. Memory is counted for all of them together, so a driver that seems to use it up is asked
   * again while the others rest: it is the one only if it does so then.
   */
  askerFor(workers: Workers): Ask {
    return async (request) => {
      const answer = await this.#turnstile.beside(() => workers.ask(request));
      if (this.size === 1 || !isDeath(answer) || answer.reason !== 'out-of-memory') return answer;
      return await this.#turnstile.alone(() => workers.ask(request));
    };
  }

  /**
   * Does each piece of work by the next worker that is free, in their order. The results are in that order too. Once
   * one has failed no more are begun.
   *
   * @throws what the first of the failing pieces of work threw, when all that were begun have ended
   */
  async map<Work, Result>(
    works: readonly Work[],
    perform: (work: Work, workers: Workers) => Promise<Result>,
  ): Promise<Result[]> {
    const results: Result[] = [];
    const failures = new Map<number, unknown>();
    let next = 0;
    const serve = async (workers: Workers): Promise<void> => {
      while (next < works.length && failures.size === 0) {
        const index = next;
        next += 1;
        const work = works[index];
        if (work === undefined) return;
        try {
          results[index] = await perform(work, workers);
        } catch (failure) {
          failures.set(index, failure);
        }
      }
    };
    await Promise.all(this.#workers.slice(0, works.length).map(serve));
    const first = Math.min(...failures.keys());
    if (failures.size > 0) throw failures.get(first);
    return results;
  }

  /** Does one piece of work by the first worker. */
  async first<Result>(perform: (workers: Workers) => Promise<Result>): Promise<Result> {
    const [workers] = this.#workers;
    if (workers === undefined) throw new RangeError('a pool has at least one worker');
    return await perform(workers);
  }

  /** Does work by all workers at once. */
  async each(perform: (workers: Workers) => Promise<void>): Promise<void> {
    await Promise.all(this.#workers.map(perform));
  }
}
