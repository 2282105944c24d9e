import type { Finding, FindingKey } from '../trace/finding.ts';
import type { Trace } from '../trace/trace.ts';
import type { CaseRunner } from './case-runner.ts';
import { type Minimized, type MinimizeOptions, minimize, NotFailingError } from './minimize/minimize.ts';
import { newFinding } from './new-finding.ts';

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
  const { executions, complete } = minimized;
  const minimization = complete ? 'complete' : 'unfinished';
  const { explained } = runner.explain(minimized.trace, breach);
  return newFinding(breach, minimized.trace, { original: trace, executions, minimization }, explained);
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
