import type { NTSTATUS } from '../nt/ntstatus.ts';
import type { Subject } from '../subjects/index.ts';
import { type Breach, type FindingKey, sameFinding } from '../trace/finding.ts';
import type { Ending } from '../trace/observation.ts';
import type { Op } from '../trace/op.ts';
import type { Trace } from '../trace/trace.ts';
import { CaseRunner } from './case-runner.ts';
import { explain } from './explain.ts';

/** One operation of a replayed trace and what the caller observed of it. */
export interface ReplayStep {
  readonly op: Op;
  readonly ending: Ending;
  readonly status: NTSTATUS;
  readonly iosbWritten: boolean;
  readonly information: number;
}

/** What a replayed trace shows. */
export interface ReplayResult {
  readonly trace: Trace;
  /** Every breach, each property at most once. */
  readonly breaches: readonly Breach[];
  /** The operations that were executed; fewer than the trace's when the machine or the caller stopped. */
  readonly steps: readonly ReplayStep[];
  /** Of the recorded finding if it shows, else of the first breach; empty without one. */
  readonly cause: readonly string[];
  readonly picture: readonly string[];
}

/**
 * Executes a trace and judges it by every property.
 *
 * @param recorded the finding that the trace is known for, if any
 * @throws DriverEntryError when the driver does not load; UnsupportedTraceError for a trace with a schedule
 */
export function replay(trace: Trace, subject: Subject, recorded: FindingKey | null = null): ReplayResult {
  const runner = new CaseRunner(subject);
  const breaches = runner.breaches(trace);
  const run = runner.record(trace);
  const steps = run.observations.flatMap(({ ending, status, iosbWritten, information }, index) => {
    const op = trace.ops[index];
    return op === undefined ? [] : [{ op, ending, status, iosbWritten, information }];
  });
  const same = breaches.find((breach) => recorded !== null && sameFinding(breach, recorded));
  const explained = same ?? breaches[0];
  const explanation = explained === undefined ? { cause: [], picture: [] } : explain(run, explained.op);
  return { trace, breaches, steps, ...explanation };
}
