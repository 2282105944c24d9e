import type { Trace } from '../trace/trace.ts';
import { type Asking, askAll } from './asking.ts';
import { PASSES } from './passes/index.ts';
import { type MinimizeOptions, Search } from './search.ts';

export type { MinimizeOptions } from './search.ts';

/** Whether the finding to be kept shows in a candidate. Must be a function of the candidate alone. */
export type StillFails = (candidate: Trace) => boolean;

/** Executions allowed when nothing else is said. */
export const DEFAULT_BUDGET_EXECUTIONS = 2000;

/** What a minimization came to. */
export interface Minimized {
  /** The simplest trace found that still fails. */
  readonly trace: Trace;
  /** How many candidates were asked about, the trace itself included. */
  readonly executions: number;
  /** Whether the normal form was reached; false when the budget ended before. */
  readonly complete: boolean;
}

/** The trace that was to be minimized does not show its finding. */
export class NotFailingError extends Error {
  override readonly name = 'NotFailingError';
}

/**
 * Minimizes a trace that shows a finding, and asks about one candidate after the other, the trace itself first: whether
 * it shows the same finding (property id and reason code), which must depend on the candidate alone. Subject, mode and
 * seed are kept.
 *
 * A round applies every pass in order; rounds repeat until one changes nothing.
 *
 * The result is in normal form: none of the candidates that the passes derive from it both fails and comes
 * before it in the order of `compareTraces`. In particular no operation, pair of operations or entry of
 * what happens during one can go, no field can have its canonical value, and no number can be lower by one. Minimizing it
 * again changes nothing. The same trace and answers always give the same result.
 *
 * @throws {NotFailingError} when `trace` itself does not fail
 */
export function* minimization(trace: Trace, options: MinimizeOptions = {}): Asking<Minimized> {
  const { budget = DEFAULT_BUDGET_EXECUTIONS, onSimpler } = options;
  if (!(yield trace)) throw new NotFailingError('The trace does not show the finding to be kept.');
  const search = new Search(trace, budget - 1, onSimpler);
  let before: Trace;
  do {
    before = search.trace;
    for (const pass of PASSES) yield* pass(search);
  } while (search.trace !== before && !search.exhausted);
  return { trace: search.trace, executions: search.executions + 1, complete: !search.exhausted };
}

/**
 * Minimizes as `minimization` does, with answers that are known at once.
 *
 * @throws {NotFailingError} when `trace` itself does not fail. What `stillFails` throws is passed on.
 */
export function minimize(trace: Trace, stillFails: StillFails, options: MinimizeOptions = {}): Minimized {
  return askAll(minimization(trace, options), stillFails);
}
