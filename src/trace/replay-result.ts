import type { NTSTATUS } from '../nt/ntstatus.ts';
import type { Evidence } from './evidence.ts';
import type { Breach } from './finding.ts';
import type { Op } from './ops/index.ts';
import type { Refusal } from './refusal.ts';
import type { Ending } from './run/observation.ts';
import type { Trace } from './trace.ts';

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
  /** Where it, or a variant of it, ended at a request that is not executed; null where it was executed to its end. */
  readonly refused: Refusal | null;
  /** The operations that were executed; fewer than the trace's when the machine or the caller stopped, or it is refused. */
  readonly steps: readonly ReplayStep[];
  /** Of the recorded finding if it shows, else of the first breach; empty without one. */
  readonly cause: readonly string[];
  readonly picture: readonly string[];
  readonly evidence: Evidence;
}
