import type { Trace } from './trace.ts';

export type Severity = 'error' | 'warning';

/** What a finding is about: what baselines, expected files and the catalogue of defects compare. */
export interface FindingCode {
  /** Property id, such as `model/status`. Stable. */
  readonly property: string;
  /** What kind of breach, such as `STATUS_END_OF_FILE-for-STATUS_SUCCESS`. Stable. */
  readonly reason: string;
}

/** Identifies a finding within a campaign: minimization keeps all of it. */
export interface FindingKey extends FindingCode {
  /**
   * Where it comes from, as far as the recorded run tells, such as `IRP_MJ_WRITE, under a fault`: findings of one
   * property and reason are told apart by it. Absent where it is not known: it may be any then.
   */
  readonly origin?: string;
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
  if (left.property !== right.property || left.reason !== right.reason) return false;
  return left.origin === undefined || right.origin === undefined || left.origin === right.origin;
}
