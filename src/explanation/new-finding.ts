import { consequenceOf } from '../properties/registry.ts';
import {
  type Breach,
  type Finding,
  type JudgedBreach,
  NO_RELEVANCE,
  toldBreach,
} from '../trace/finding/finding.ts';
import { during } from '../trace/run/where.ts';
import type { Trace } from '../trace/trace.ts';

/** How a finding came to its trace. */
export interface Origin extends Pick<Finding, 'executions' | 'minimization'> {
  /** The trace before minimization: as it was generated, or given. */
  readonly original: Trace;
}

/** What is known of a breach: by what the run of its trace shows, and otherwise. */
export type Known = Pick<Finding, 'evidence' | 'remarks'>;

/** A finding: a breach with the trace that shows it, and what is known of it. */
export function newFinding(
  breach: Breach & Partial<Pick<JudgedBreach, 'where'>>,
  trace: Trace,
  { original, executions, minimization }: Origin,
  { evidence, remarks }: Known,
): Finding {
  return {
    ...toldBreach(breach),
    where: breach.where ?? during(breach.op),
    consequence: consequenceOf(breach),
    remarks,
    trace,
    original,
    executions,
    minimization,
    relevance: NO_RELEVANCE,
    evidence,
    known: false,
  };
}
