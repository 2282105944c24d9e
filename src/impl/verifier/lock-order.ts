import { IRP_MJ_CLOSE, IRP_MJ_CREATE } from '../../nt/irp.ts';
import type { Where } from '../../trace/run/where.ts';
import type { Context } from '../kernel/context.ts';
import type { Recorder } from '../record/recorder.ts';

/** A lock that was acquired while others were held. Locks are the positions of theirs. */
interface Acquisition {
  readonly held: readonly number[];
  readonly wanted: number;
  readonly where: Where;
}

/**
 * The orders in which spin locks are acquired while requests are served. Threads that wait for each other in a ring need
 * acquisitions of which each wants a lock that the next one holds, and of which no two hold the same: those under a common
 * outer lock can't be under way at once.
 */
export class LockOrder {
  readonly #recorder: Recorder;
  readonly #context: Context;
  #acquisitions: Acquisition[] = [];

  constructor(recorder: Recorder, context: Context) {
    this.#recorder = recorder;
    this.#context = context;
  }

  reset(): void {
    if (this.#acquisitions.length > 0) this.#acquisitions = [];
  }

  /** A lock is acquired; `held` is not empty. */
  acquired(wanted: number, held: readonly number[]): void {
    const { request } = this.#context;
    // While a driver is loaded, and while a file is opened or closed, nobody else may know of its locks.
    if (request === null || request.major === IRP_MJ_CREATE || request.major === IRP_MJ_CLOSE) return;
    const known = this.#acquisitions.some((each) => each.wanted === wanted && isSame(each.held, held));
    if (known) return;
    const { spinLocks } = this.#recorder;
    const acquisition = { wanted, held, where: this.#recorder.where() };
    const before = spinLocks.inTwoOrders === null ? this.#ringOf([acquisition]) : null;
    if (before !== null) spinLocks.inTwoOrders = { before, here: acquisition.where };
    this.#acquisitions.push(acquisition);
  }

  /** Positions, `end` exclusive, hold no locks any more, or others. */
  forget(start: number, end: number): void {
    if (this.#acquisitions.length === 0) return;
    const isGone = (lock: number): boolean => lock >= start && lock < end;
    this.#acquisitions = this.#acquisitions.filter(
      ({ wanted, held }) => !isGone(wanted) && !held.some(isGone),
    );
  }

  /** Where the next acquisition of a ring was that ends at the first one; null for no ring. */
  #ringOf(chain: readonly Acquisition[]): Where | null {
    const [first] = chain;
    const last = chain.at(-1);
    if (first === undefined || last === undefined) return null;
    for (const next of this.#acquisitions) {
      if (!next.held.includes(last.wanted) || chain.some((each) => sharesLock(each, next))) continue;
      if (first.held.includes(next.wanted) || this.#ringOf([...chain, next]) !== null) return next.where;
    }
    return null;
  }
}

function isSame(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((lock, index) => lock === right[index]);
}

function sharesLock({ held }: Acquisition, other: Acquisition): boolean {
  return held.some((lock) => other.held.includes(lock));
}
