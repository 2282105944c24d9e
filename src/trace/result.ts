import type { Finding } from './finding.ts';
import type { OpKind } from './op.ts';
import type { BufferingMode } from './trace.ts';

/** The format of a campaign's result in JSON. */
export const RESULT_FORMAT = 'irpresult/1';

/**
 * How a campaign ended. `insufficient-coverage`: a property compared nothing, or an operation kind was never
 * executed (design D8).
 */
export type Conclusion = 'conforms' | 'findings' | 'insufficient-coverage' | 'interrupted';

/** What became of one property in a campaign. */
export interface PropertyResult {
  readonly id: string;
  /** `vacuous`: it applied and never compared anything; `skipped`: it could not apply, or
   * the driver gave no occasion (see `note`). */
  readonly verdict: 'ok' | 'finding' | 'warning' | 'vacuous' | 'skipped';
  /** Comparisons of substance, in `unit`. */
  readonly compared: number;
  readonly unit: 'cases' | 'executions' | 'calls' | 'bytes' | 'IRPs' | 'acquisitions' | 'uses of UserPtr';
  /** Cases in which it was breached. */
  readonly breaches: number;
  /** Why it was skipped, or what a count leaves out; empty otherwise. */
  readonly note: string;
}

export interface ModeCount {
  readonly mode: BufferingMode;
  readonly cases: number;
  readonly calls: number;
}

/** The result of a campaign. It holds no times: the same seed gives the same bytes. */
export interface CampaignResult {
  readonly format: typeof RESULT_FORMAT;
  /** Version of irpcheck. */
  readonly version: string;
  readonly subject: string;
  readonly seed: number;
  /** Cases asked for and executed. */
  readonly casesRequested: number;
  readonly cases: number;
  /** Calls executed by the first execution of each case; variants executed for comparison count in `executions`. */
  readonly calls: number;
  /** Executions of a trace in all, without those that minimized findings. */
  readonly executions: number;
  /** Traces that differ in mode, machine or operations. */
  readonly distinctTraces: number;
  readonly modes: readonly ModeCount[];
  readonly opKinds: Readonly<Record<OpKind, number>>;
  /** Arms of the reference model and how often each decided a call; empty without a model. */
  readonly modelArms: Readonly<Record<string, number>>;
  readonly properties: readonly PropertyResult[];
  /** What was not checked and why, for people. */
  readonly notChecked: readonly string[];
  readonly findings: readonly Finding[];
  readonly conclusion: Conclusion;
}
