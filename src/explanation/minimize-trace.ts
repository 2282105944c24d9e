import type { CaseRunner } from '../execution/case-runner.ts';
import { type Minimized, type MinimizeOptions, minimize, NotFailingError } from '../minimize/minimize.ts';
import type { Breach, Finding, FindingKey } from '../trace/finding/finding.ts';
import type { Trace } from '../trace/trace.ts';
import { explain } from './explain.ts';
import { type Known, newFinding } from './new-finding.ts';

/** A breach that a trace shows, with what is known of it. Plain data. */
export interface ExplainedBreach extends Known {
  readonly breach: Breach;
}

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
  const shown = explainTrace(runner, minimized.trace, key);
  return shown === null ? null : findingOf(shown, minimized, trace);
}

/** What a trace shows of a finding, explained; null when it does not show it. */
export function explainTrace(runner: CaseRunner, trace: Trace, key: FindingKey): ExplainedBreach | null {
  const breach = runner.breachWith(trace, key);
  if (breach === null) return null;
  return { breach, evidence: explain(runner, trace, breach).evidence, remarks: [] };
}

/** The finding of a trace that was minimized. Which of its fields matter is another question. */
export function findingOf(
  { breach, ...known }: ExplainedBreach,
  { trace, executions, complete }: Minimized,
  original: Trace,
): Finding {
  const minimization = complete ? 'complete' : 'unfinished';
  return newFinding(breach, trace, { original, executions, minimization }, known);
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
