import type { CaseRunner } from '../execution/case-runner.ts';
import type { Evidence } from '../trace/finding/evidence.ts';
import type { JudgedBreach } from '../trace/finding/finding.ts';
import type { Run } from '../trace/run/run.ts';
import type { Trace } from '../trace/trace.ts';
import { evidenceOf } from './evidence/evidence.ts';

/**
 * What the run of a trace shows of a breach, or of itself where it is null: the trace, and for a property that
 * compares two runs the variant in which it shows, are executed with every event recorded. The run is valid until the
 * runner's next.
 */
export function explain(
  runner: CaseRunner,
  trace: Trace,
  breach: JudgedBreach | null,
): { run: Run; evidence: Evidence } {
  const run = runner.record(trace);
  const variant = breach === null ? null : runner.recordedVariant(run, breach);
  return { run, evidence: evidenceOf({ run, variant }, breach, runner.context) };
}
