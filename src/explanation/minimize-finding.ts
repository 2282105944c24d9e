import type { CaseRunner } from '../execution/case-runner.ts';
import type { FirstCase } from '../execution/first-case.ts';
import { NO_EVIDENCE } from '../trace/finding/evidence.ts';
import type { Finding } from '../trace/finding/finding.ts';
import { minimizeTrace } from './minimize-trace.ts';
import { newFinding } from './new-finding.ts';

export const INTERRUPTED = 'not minimized: the campaign was interrupted';

export const DEADLY = 'not minimized: the driver does not come back from the traces that are tried';

export const NOT_REPEATABLE =
  'it did not show again when the trace was repeated: the driver keeps state across restarts';

/**
 * Turns the first case of a finding into the finding: minimizes its trace and explains the result. Property, reason
 * and origin stay the same throughout.
 */
export function minimizeFinding(runner: CaseRunner, first: FirstCase): Finding {
  return minimizeTrace(runner, first.trace, first.breach) ?? unminimized(first, NOT_REPEATABLE);
}

/** A finding as it was generated, with the reason why it is not minimized. */
export function unminimized({ breach, trace }: FirstCase, why: string): Finding {
  const minimization = why === INTERRUPTED ? 'unfinished' : 'none';
  const origin = { original: trace, executions: 0, minimization } as const;
  return newFinding(breach, trace, origin, { evidence: NO_EVIDENCE, remarks: [why] });
}
