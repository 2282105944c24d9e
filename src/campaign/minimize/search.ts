import { createHash } from 'node:crypto';
import type { Op } from '../../trace/ops/index.ts';
import type { Trace } from '../../trace/trace.ts';
import { compareTraces } from './order.ts';

/** Whether the finding to be kept shows in a candidate. Must be a function of the candidate alone. */
export type StillFails = (candidate: Trace) => boolean;

/** How far a minimization may go. */
export interface MinimizeOptions {
  /** Executions allowed, the one that confirms the finding included. */
  readonly budget?: number;
  /** What an earlier minimization of the same trace by the same predicate says was refused: `Minimized.refused`. */
  readonly refused?: number;
  /** Told each simpler trace that still fails, and how many candidates were executed by then. */
  readonly onSimpler?: (trace: Trace, executions: number) => void;
}

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
  #known: number;
  #refused = 0;
  #isChanged = false;
  readonly #onSimpler: MinimizeOptions['onSimpler'];
  #exhausted = false;

  /** `trace` must fail; `budget` is the number of executions allowed. */
  constructor(trace: Trace, stillFails: StillFails, budget: number, options: MinimizeOptions = {}) {
    this.#trace = trace;
    this.#stillFails = stillFails;
    this.#budget = budget;
    this.#known = options.refused ?? 0;
    this.#onSimpler = options.onSimpler;
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

  /**
   * Candidates that were refused from the beginning on, as long as none was accepted: of the same trace, the same
   * ones come first again.
   */
  get refused(): number {
    return this.#isChanged ? 0 : this.#refused;
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
    if (this.#exhausted || compareTraces(candidate, this.#trace) >= 0) return false;
    const key = candidateKey(candidate);
    if (this.#passed.has(key)) return false;
    if (this.#known > 0) {
      this.#known -= 1;
      this.#refuse(key);
      return false;
    }
    if (this.#executions >= this.#budget) {
      this.#exhausted = true;
      return false;
    }
    this.#executions += 1;
    if (!this.#stillFails(candidate)) {
      this.#refuse(key);
      return false;
    }
    this.#trace = candidate;
    this.#isChanged = true;
    this.#onSimpler?.(candidate, this.#executions);
    return true;
  }

  #refuse(key: string): void {
    this.#passed.add(key);
    this.#refused += 1;
  }

  attemptOps(ops: readonly Op[]): boolean {
    return this.attempt({ ...this.#trace, ops });
  }

  /** Attempts to have `op` instead of the operation at `index`. */
  attemptOp(index: number, op: Op): boolean {
    return this.attemptOps(this.ops.with(index, op));
  }
}

function candidateKey({ setting, ops }: Trace): string {
  const text = JSON.stringify([setting, ops]);
  return text.length <= MAX_KEY_LENGTH ? text : createHash('sha256').update(text).digest('base64');
}
