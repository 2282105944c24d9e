import type { Subject } from '../subjects/index.ts';
import { type FindingKey, sameFinding } from '../trace/finding.ts';
import type { ReplayResult } from '../trace/replay-result.ts';
import type { Trace } from '../trace/trace.ts';
import type { Beacon } from './beacon.ts';
import { CaseRunner } from './case-runner.ts';
import { explain } from './explain.ts';

/**
 * Executes a trace and judges it by every property.
 *
 * @param recorded the finding that the trace is known for, if any
 * @throws DriverEntryError when the driver does not load; UnsupportedTraceError for a trace with a schedule
 */
export function replay(
  trace: Trace,
  subject: Subject,
  recorded: FindingKey | null = null,
  beacon?: Beacon,
): ReplayResult {
  const runner = new CaseRunner(subject, beacon);
  const { breaches, refused } = runner.shown(trace);
  const same = breaches.find((breach) => recorded !== null && sameFinding(breach, recorded));
  const explained = same ?? breaches[0] ?? null;
  const { run, evidence } = runner.evidence(trace, explained);
  const steps = run.observations.flatMap(({ ending, status, iosbWritten, information }, index) => {
    const op = trace.ops[index];
    return op === undefined ? [] : [{ op, ending, status, iosbWritten, information }];
  });
  const explanation = explained === null ? { cause: [], picture: [] } : explain(run, explained.op);
  return { trace, breaches, refused, steps, ...explanation, evidence };
}
