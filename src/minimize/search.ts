import { isConsistent, type Op } from '../trace/ops/index.ts';
import { textHash } from '../trace/text-hash.ts';
import type { Trace } from '../trace/trace.ts';
import type { Asking } from './asking.ts';
import { compareTraces } from './order.ts';

/** How far a minimization may go. */
export interface MinimizeOptions {
  /** Executions allowed, the one that confirms the finding included. */
  readonly budget?: number;
  /** Told each simpler trace that still fails, and how many candidates were executed by then. */
  readonly onSimpler?: (trace: Trace, executions: number) => void;
}

/** One simplification, tried wherever it applies. It looks at the current trace only, never back. */
export type Pass = (search: Search) => Asking<void>;

/** Candidates with longer JSON are remembered by its hash and length. */
const MAX_KEY_LENGTH = 128;

/** The simplest failing trace so far, and what has been tried. */
export class Search {
  readonly #budget: number;
  readonly #passed = new Set<string>();
  #trace: Trace;
  #executions = 0;
  readonly #onSimpler: MinimizeOptions['onSimpler'];
  #exhausted = false;

  /** `trace` must fail; `budget` is the number of executions allowed. */
  constructor(trace: Trace, budget: number, onSimpler?: MinimizeOptions['onSimpler']) {
    this.#trace = trace;
    this.#budget = budget;
    this.#onSimpler = onSimpler;
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
   * Replaces the current trace by `candidate` and says so, if the candidate is strictly simpler, a trace that a file may
   * hold, and still fails. As every step descends in a total order, no sequence of passes can run in a circle. No
   * candidate that did not fail before is asked about again.
   */
  *attempt(candidate: Trace): Asking<boolean> {
    if (this.#exhausted || compareTraces(candidate, this.#trace) >= 0) return false;
    if (!candidate.ops.every(isConsistent)) return false;
    const key = candidateKey(candidate);
    if (this.#passed.has(key)) return false;
    if (this.#executions >= this.#budget) {
      this.#exhausted = true;
      return false;
    }
    this.#executions += 1;
    if (!(yield candidate)) {
      this.#passed.add(key);
      return false;
    }
    this.#trace = candidate;
    this.#onSimpler?.(candidate, this.#executions);
    return true;
  }

  attemptOps(ops: readonly Op[]): Asking<boolean> {
    return this.attempt({ ...this.#trace, ops });
  }

  /** Attempts to have `op` instead of the operation at `index`. */
  attemptOp(index: number, op: Op): Asking<boolean> {
    return this.attemptOps(this.ops.with(index, op));
  }
}

function candidateKey({ setting, ops }: Trace): string {
  const text = JSON.stringify([setting, ops]);
  return text.length <= MAX_KEY_LENGTH ? text : `${text.length} ${textHash(text)}`;
}
