import type { Trace } from '../../trace/trace.ts';
import { PASSES } from './passes/index.ts';
import { type MinimizeOptions, Search, type StillFails } from './search.ts';

export type { MinimizeOptions, StillFails } from './search.ts';

/** Executions allowed when nothing else is said. */
export const DEFAULT_BUDGET_EXECUTIONS = 2000;

/** What a minimization came to. */
export interface Minimized {
  /** The simplest trace found that still fails. */
  readonly trace: Trace;
  /** How often `stillFails` was asked. */
  readonly executions: number;
  /** Whether the normal form was reached; false when the budget ended before. */
  readonly complete: boolean;
  /**
   * Candidates of `trace` that are known not to fail, the first ones; 0 when complete. A minimization of `trace` that
   * is told of them goes on behind them, so that any budget of two executions or more comes to the normal form if it
   * is given often enough.
   */
  readonly refused: number;
}

/** The trace that was to be minimized does not show its finding. */
export class NotFailingError extends Error {
  override readonly name = 'NotFailingError';
}

/**
 * Minimizes a trace that shows a finding. `stillFails` says whether a candidate shows the same finding
 * (property id and reason code); it must depend on the candidate alone. Subject, mode and seed are kept.
 *
 * A round applies every pass in order; rounds repeat until one changes nothing.
 *
 * The result is in normal form: none of the candidates that the passes derive from it both fails and comes
 * before it in the order of `compareTraces`. In particular no operation, pair of operations or
 * entry of what happens during one can go, no field can have its canonical value, and no number can be lower by one. Minimizing it
 * again changes nothing. The same trace and predicate always give the same result.
 *
 * @throws {NotFailingError} when `trace` itself does not fail. What `stillFails` throws is passed on.
 */
export function minimize(trace: Trace, stillFails: StillFails, options: MinimizeOptions = {}): Minimized {
  const budget = options.budget ?? DEFAULT_BUDGET_EXECUTIONS;
  if (!stillFails(trace)) throw new NotFailingError('The trace does not show the finding to be kept.');
  const search = new Search(trace, stillFails, budget - 1, options);
  let before: Trace;
  do {
    before = search.trace;
    for (const pass of PASSES) pass(search);
  } while (search.trace !== before && !search.exhausted);
  const { executions, exhausted, refused } = search;
  return {
    trace: search.trace,
    executions: executions + 1,
    complete: !exhausted,
    refused: exhausted ? refused : 0,
  };
}
