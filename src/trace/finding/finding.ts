import type { Where } from '../run/where.ts';
import type { Trace } from '../trace.ts';
import type { Evidence } from './evidence.ts';

/** Whether a finding fails a campaign, or is only told. */
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

/** What was found in a run, as trace files and results tell it. */
export interface Breach extends FindingKey {
  readonly severity: Severity;
  /** Index of the operation at which it shows. */
  readonly op: number;
  /** For people, without addresses or times. */
  readonly expected: string;
  readonly observed: string;
}

/** What one judge says about one run. */
export interface JudgedBreach extends Breach {
  /** Where in the run it shows: what that refers to is in the run alone. */
  readonly where: Where;
}

/** A breach without what refers to its run. */
export function toldBreach(breach: Breach): Breach {
  const { property, reason, severity, op, expected, observed } = breach;
  const { origin } = breach;
  const told = { property, reason, severity, op, expected, observed };
  return origin === undefined ? told : { ...told, origin };
}

/**
 * How far minimization got: to the normal form; to the end of its budget, or of the user's patience, so that it can
 * go on from the trace; or nowhere, for the reason that the finding's remarks give.
 */
export type Minimization = 'complete' | 'unfinished' | 'none';

export const MINIMIZATIONS: readonly Minimization[] = ['complete', 'unfinished', 'none'];

/** What became of the finding when the fields of its trace were given other values, one field at a time. */
export interface Relevance {
  /** Fields with which it goes, each with the values that keep it as far as those tried tell, for people. */
  readonly matters: readonly string[];
  /** Fields of which every value tried keeps it. */
  readonly doesNotMatter: readonly string[];
  /** How often the finding was looked for. */
  readonly executions: number;
}

/** Of a finding whose fields were not tried. */
export const NO_RELEVANCE: Relevance = { matters: [], doesNotMatter: [], executions: 0 };

/** A breach as a trace file holds it. */
export interface RecordedBreach extends Breach {
  /** Left out where the file does not say; a trace from elsewhere is of any form. */
  readonly minimization?: Minimization | undefined;
}

/** A breach with the trace that shows it, minimized. */
export interface Finding extends Breach {
  /** Where in the run of `trace` it shows; moment 0 where that is not known. */
  readonly where: Where;
  /** What Windows would do. */
  readonly consequence: string;
  /** What is known of it that no event says, such as why it is not minimized; for people, one line each. */
  readonly remarks: readonly string[];
  readonly trace: Trace;
  /** The trace before minimization: as it was generated, or given. */
  readonly original: Trace;
  /** Executions that minimization took. */
  readonly executions: number;
  readonly minimization: Minimization;
  readonly relevance: Relevance;
  readonly evidence: Evidence;
  /** Whether a baseline names it: it is reported and fails nothing. */
  readonly known: boolean;
  /** Why the baseline that names it accepts it, where it says so. */
  readonly note?: string | undefined;
}

/** Whether two findings are the same finding. */
export function sameFinding(left: FindingKey, right: FindingKey): boolean {
  if (left.property !== right.property || left.reason !== right.reason) return false;
  return left.origin === undefined || right.origin === undefined || left.origin === right.origin;
}
