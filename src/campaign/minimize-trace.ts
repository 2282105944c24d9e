import { consequenceOf } from '../properties/documentation/index.ts';
import { type Finding, type FindingKey, NO_RELEVANCE } from '../trace/finding.ts';
import type { Trace } from '../trace/trace.ts';
import type { CaseRunner } from './case-runner.ts';
import { explain } from './explain.ts';
import { type Minimized, type MinimizeOptions, minimize, NotFailingError } from './minimize/minimize.ts';

/**
 * Minimizes a trace that shows a finding, from wherever it comes, and explains the result. Null when the trace does
 * not show the finding, or when the minimal one does not show it again.
 */
export function minimizeTrace(
  runner: CaseRunner,
  trace: Trace,
  key: FindingKey,
  options: MinimizeOptions = {},
): Finding | null {
  const minimized = minimizedWith(runner, trace, key, options);
  if (minimized === null) return null;
  const breach = runner.breachWith(minimized.trace, key);
  if (breach === null) return null;
  const { run, evidence } = runner.evidence(minimized.trace, breach);
  const { cause, picture } = explain(run, breach.op);
  return {
    ...breach,
    consequence: consequenceOf(breach.property),
    cause,
    picture,
    trace: minimized.trace,
    original: trace,
    executions: minimized.executions,
    minimization: minimized.complete ? 'complete' : 'unfinished',
    relevance: NO_RELEVANCE,
    evidence,
    known: false,
  };
}

function minimizedWith(
  runner: CaseRunner,
  trace: Trace,
  key: FindingKey,
  options: MinimizeOptions,
): Minimized | null {
  try {
    return minimize(trace, (candidate) => runner.breachWith(candidate, key) !== null, options);
  } catch (error) {
    if (error instanceof NotFailingError) return null;
    throw error;
  }
}
