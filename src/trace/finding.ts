import type { Trace } from './trace.ts';

export type Severity = 'error' | 'warning';

/** Identifies a finding: minimization keeps both, baselines and expected files compare both. */
export interface FindingKey {
  /** Property id, such as `model/status`. Stable. */
  readonly property: string;
  /** What kind of breach, such as `STATUS_END_OF_FILE-for-STATUS_SUCCESS`. Stable. */
  readonly reason: string;
}

/** What one judge says about one run. */
export interface Breach extends FindingKey {
  readonly severity: Severity;
  /** Index of the operation at which it shows. */
  readonly op: number;
  /** For people, without addresses or times. */
  readonly expected: string;
  readonly observed: string;
}

/** A breach with the trace that shows it, minimized. */
export interface Finding extends Breach {
  /** What Windows would do. */
  readonly consequence: string;
  /** Drawn from the recorded events of the minimal run, one line each. */
  readonly cause: readonly string[];
  /** The buffer, its pages, frames and MDL, of the operation at which it shows; one line each. */
  readonly picture: readonly string[];
  readonly trace: Trace;
  /** Operations of the generated trace before minimization. */
  readonly originalOps: number;
  /** Executions that minimization took. */
  readonly executions: number;
}

/** Whether two findings are the same finding. */
export function sameFinding(left: FindingKey, right: FindingKey): boolean {
  return left.property === right.property && left.reason === right.reason;
}
