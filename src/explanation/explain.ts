import type { CaseRunner } from '../execution/case-runner.ts';
import type { JudgedBreach } from '../trace/finding/finding.ts';
import type { Run } from '../trace/run/run.ts';
import type { Trace } from '../trace/trace.ts';
import { type Explained, explained } from './explained.ts';

/**
 * What the run of a trace explains of a breach, or of itself where it is null: the trace, and for a property that
 * compares two runs the variant in which it shows, are executed with every event recorded. The run is valid until the
 * runner's next.
 */
export function explain(
  runner: CaseRunner,
  trace: Trace,
  breach: JudgedBreach | null,
): { run: Run; explained: Explained } {
  const run = runner.record(trace);
  const variant = breach === null ? null : runner.recordedVariant(run, breach);
  return { run, explained: explained({ run, variant }, breach, runner.context) };
}
