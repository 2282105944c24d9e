import { type Finding, NO_RELEVANCE, type Relevance } from '../trace/finding.ts';
import type { CaseRunner } from './case-runner.ts';
import { relevanceOf } from './relevance/relevance.ts';

/** Which fields of a finding's trace matter; nothing for a finding that was not minimized. */
export function findingRelevance(runner: CaseRunner, finding: Finding): Relevance {
  if (!hasRelevance(finding)) return NO_RELEVANCE;
  const stillFails = (candidate: Finding['trace']): boolean => runner.breachWith(candidate, finding) !== null;
  return relevanceOf(finding.trace, stillFails, { op: finding.op, modes: runner.modes });
}

/** Whether a finding's fields are worth trying: those of a trace that was not minimized hide what matters. */
export function hasRelevance({ minimization, executions }: Finding): boolean {
  return minimization !== 'none' && executions > 0;
}
