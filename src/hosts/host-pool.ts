import { type Ask, type Host, isDeath } from './host.ts';
import { Turnstile } from './turnstile.ts';

/** Several hosts that are asked the same kind of thing, each in a thread of its own. */
export class HostPool {
  readonly #hosts: readonly Host[];
  readonly #turnstile = new Turnstile();

  /** @param hosts at least one */
  constructor(hosts: readonly Host[]) {
    this.#hosts = hosts;
  }

  /** Whether all of its hosts are watched. */
  get isWatched(): boolean {
    return this.#hosts.every(({ isWatched }) => isWatched);
  }

  get size(): number {
    return this.#hosts.length;
  }

  /**
   * Asks one of the hosts. Memory is counted for all of them together, so a driver that seems to use it up is asked
   * again while the others rest: it is the one only if it does so then.
   */
  askerFor(host: Host): Ask {
    return async (request) => {
      const answer = await this.#turnstile.beside(() => host.ask(request));
      if (this.size === 1 || !isDeath(answer) || answer.reason !== 'out-of-memory') return answer;
      return await this.#turnstile.alone(() => host.ask(request));
    };
  }

  /**
   * Does each piece of work by the next host that is free, in their order. The results are in that order too. Once
   * one has failed no more are begun.
   *
   * @throws what the first of the failing pieces of work threw, when all that were begun have ended
   */
  async map<Work, Result>(
    works: readonly Work[],
    perform: (work: Work, host: Host) => Promise<Result>,
  ): Promise<Result[]> {
    const results: Result[] = [];
    const failures = new Map<number, unknown>();
    let next = 0;
    const serve = async (host: Host): Promise<void> => {
      while (next < works.length && failures.size === 0) {
        const index = next;
        next += 1;
        const work = works[index];
        if (work === undefined) return;
        try {
          results[index] = await perform(work, host);
        } catch (failure) {
          failures.set(index, failure);
        }
      }
    };
    await Promise.all(this.#hosts.slice(0, works.length).map(serve));
    const first = Math.min(...failures.keys());
    if (failures.size > 0) throw failures.get(first);
    return results;
  }

  /** Does one piece of work by the first host. */
  async first<Result>(perform: (host: Host) => Promise<Result>): Promise<Result> {
    const [host] = this.#hosts;
    if (host === undefined) throw new RangeError('a pool has at least one host');
    return await perform(host);
  }

  /** Does work by all hosts at once. */
  async each(perform: (host: Host) => Promise<void>): Promise<void> {
    await Promise.all(this.#hosts.map(perform));
  }
}
