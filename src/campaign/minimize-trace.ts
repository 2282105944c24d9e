import { consequenceOf } from '../properties/documentation/index.ts';
import type { Evidence } from '../trace/evidence.ts';
import { type Breach, type Finding, type FindingKey, NO_RELEVANCE } from '../trace/finding.ts';
import type { Trace } from '../trace/trace.ts';
import type { CaseRunner } from './case-runner.ts';
import { explain } from './explain.ts';
import { type Minimized, type MinimizeOptions, minimize, NotFailingError } from './minimize/minimize.ts';

/** A breach that a trace shows, with what there is to say of it. Plain data. */
export interface Explained {
  readonly breach: Breach;
  readonly cause: readonly string[];
  readonly picture: readonly string[];
  readonly evidence: Evidence;
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
  const explained = explainTrace(runner, minimized.trace, key);
  return explained === null ? null : findingOf(explained, minimized, trace);
}

/** What a trace shows of a finding, explained; null when it does not show it. */
export function explainTrace(runner: CaseRunner, trace: Trace, key: FindingKey): Explained | null {
  const breach = runner.breachWith(trace, key);
  if (breach === null) return null;
  const { run, evidence } = runner.evidence(trace, breach);
  return { breach, ...explain(run, breach.op), evidence };
}

/** The finding of a trace that was minimized. Which of its fields matter is another question. */
export function findingOf(
  { breach, cause, picture, evidence }: Explained,
  { trace, executions, complete }: Minimized,
  original: Trace,
): Finding {
  return {
    ...breach,
    consequence: consequenceOf(breach.property),
    cause,
    picture,
    trace,
    original,
    executions,
    minimization: complete ? 'complete' : 'unfinished',
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
