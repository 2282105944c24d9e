import { createHash } from 'node:crypto';
import type { Op } from '../../trace/op.ts';
import type { Trace } from '../../trace/trace.ts';
import { compareTraces } from './order.ts';

/** Whether the finding to be kept shows in a candidate. Must be a function of the candidate alone. */
export type StillFails = (candidate: Trace) => boolean;

/** One simplification, tried wherever it applies. It looks at the current trace only, never back. */
export type Pass = (search: Search) => void;

/** Candidates with longer JSON are remembered by their digest. */
const MAX_KEY_LENGTH = 128;

/** The simplest failing trace so far, and what has been tried. */
export class Search {
  readonly #stillFails: StillFails;
  readonly #budget: number;
  readonly #passed = new Set<string>();
  #trace: Trace;
  #executions = 0;
  #exhausted = false;

  /** `trace` must fail; `budget` is the number of executions allowed. */
  constructor(trace: Trace, stillFails: StillFails, budget: number) {
    this.#trace = trace;
    this.#stillFails = stillFails;
    this.#budget = budget;
  }

  get trace(): Trace {
    return this.#trace;
  }

  get ops(): readonly Op[] {
    return this.#trace.ops;
  }

  get executions(): number {
    return this.#executions;
  }

  /** Whether a candidate was left untried for lack of budget. */
  get exhausted(): boolean {
    return this.#exhausted;
  }

  /**
   * Replaces the current trace by `candidate` and says so, if the candidate is strictly simpler and still
   * fails. As every step descends in a total order, no sequence of passes can run in a circle. A candidate
   * that did not fail before isn't executed again.
   */
  attempt(candidate: Trace): boolean {
    if (compareTraces(candidate, this.#trace) >= 0) return false;
    const key = candidateKey(candidate);
    if (this.#passed.has(key)) return false;
    if (this.#executions >= this.#budget) {
      this.#exhausted = true;
      return false;
    }
    this.#executions += 1;
    if (!this.#stillFails(candidate)) {
      this.#passed.add(key);
      return false;
    }
    this.#trace = candidate;
    return true;
  }

  attemptOps(ops: readonly Op[]): boolean {
    return this.attempt({ ...this.#trace, ops });
  }

  /** Attempts to have `op` instead of the operation at `index`. */
  attemptOp(index: number, op: Op): boolean {
    return this.attemptOps(this.ops.with(index, op));
  }
}

function candidateKey({ machine, options, schedule, ops }: Trace): string {
  const text = JSON.stringify([machine, options, schedule, ops]);
  return text.length <= MAX_KEY_LENGTH ? text : createHash('sha256').update(text).digest('base64');
}
