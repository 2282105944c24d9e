import type { Beacon } from '../execution/beacon.ts';
import { CaseRunner } from '../execution/case-runner.ts';
import type { Subject } from '../subjects/index.ts';
import { type FindingKey, sameFinding, toldBreach } from '../trace/finding/finding.ts';
import type { ReplayResult } from '../trace/result/replay-result.ts';
import type { Trace } from '../trace/trace.ts';
import { observedCalls } from './evidence/observed.ts';
import { explain } from './explain.ts';

/**
 * Executes a trace and judges it by every property.
 *
 * @param recorded the finding that the trace is known for, if any
 * @throws DriverEntryError when the driver does not load
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
  const shown = same ?? breaches[0] ?? null;
  const { run, evidence } = explain(runner, trace, shown);
  const steps = observedCalls(run);
  return { trace, breaches: breaches.map(toldBreach), refused, steps, remarks: [], evidence };
}
