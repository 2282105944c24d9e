import type { Run } from '../../trace/run/run.ts';

/** The run that a finding shows in, recorded in full. */
export interface Recorded {
  readonly run: Run;
  /** The run of the variant that differs, recorded in full too; null where the finding shows in one run. */
  readonly variant: Run | null;
}
