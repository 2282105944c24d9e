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
import type { Explained } from './explained.ts';

/** How a finding came to its trace. */
export interface Origin extends Pick<Finding, 'executions' | 'minimization'> {
  /** The trace before minimization: as it was generated, or given. */
  readonly original: Trace;
}

/** A finding: a breach with the trace that shows it, and what the run of that trace explains. */
export function newFinding(
  breach: Breach & Partial<Pick<JudgedBreach, 'where'>>,
  trace: Trace,
  { original, executions, minimization }: Origin,
  { cause, picture, evidence }: Explained,
): Finding {
  return {
    ...toldBreach(breach),
    where: breach.where ?? during(breach.op),
    consequence: consequenceOf(breach.property),
    cause,
    picture,
    trace,
    original,
    executions,
    minimization,
    relevance: NO_RELEVANCE,
    evidence,
    known: false,
  };
}
