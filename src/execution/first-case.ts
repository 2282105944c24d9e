import type { Breach } from '../trace/finding/finding.ts';
import type { Trace } from '../trace/trace.ts';

/** The first case that showed a finding. */
export interface FirstCase {
  readonly breach: Breach;
  readonly trace: Trace;
  readonly caseIndex: number;
}
