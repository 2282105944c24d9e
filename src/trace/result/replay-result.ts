import type { Evidence, ObservedCall } from '../finding/evidence.ts';
import type { Breach } from '../finding/finding.ts';
import type { Refusal } from '../refusal.ts';
import type { Trace } from '../trace.ts';

/** What a replayed trace shows. */
export interface ReplayResult {
  readonly trace: Trace;
  /** Every breach, each property at most once. */
  readonly breaches: readonly Breach[];
  /** Where it, or a variant of it, ended at a request that is not executed; null where it was executed to its end. */
  readonly refused: Refusal | null;
  /** One for each operation that was executed; fewer than the trace's when the machine or the caller stopped, or it is refused. */
  readonly steps: readonly ObservedCall[];
  /** Why the run can't be relied on, or never came to its end; for people, one line each. Mostly none. */
  readonly remarks: readonly string[];
  /** Of the recorded finding if it shows, else of the first breach; of the run alone without one. */
  readonly evidence: Evidence;
}
