import type { Finding } from '../trace/finding/finding.ts';
import type { View } from '../trace/ops/view.ts';
import type { BufferingMode, Trace } from '../trace/trace.ts';

/** Cases of a campaign that says nothing else, all modes together. */
export const DEFAULT_CASES = 120_000;

/** How far a campaign has come. */
export interface Progress {
  readonly phase: 'cases' | 'minimizing';
  readonly cases: number;
  readonly casesRequested: number;
  readonly calls: number;
  readonly findings: number;
}

/** What every campaign is asked. */
export interface CampaignRequest {
  /** At least one, each of them a mode of the subject. Cases take turns. */
  readonly modes: readonly BufferingMode[];
  readonly cases: number;
  /** Whose calls are generated; system calls if left out. */
  readonly view?: View;
  /** An unsigned 32-bit number. */
  readonly seed: number;
  /** Executed before the cases; a finding that one shows is told by it. */
  readonly corpus?: readonly Trace[];
  /**
   * Whether a finding is accepted, as by a baseline. It may hide another defect of its property, reason and origin: further
   * cases of it are looked at, and what minimizes to a trace of another shape is a finding of its own.
   */
  readonly isAccepted?: (finding: Finding) => boolean;
  /** Told from time to time. */
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the campaign early; its result then says `interrupted`, unless an error was found. */
  readonly signal?: AbortSignal;
  /**
   * Ends the cases early, as a budget of time does: what was found is still minimized. The result then says
   * `out-of-time`, unless an error was found.
   */
  readonly deadline?: AbortSignal;
}
