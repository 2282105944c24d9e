import type { FindingKey } from '../finding.ts';
import type { RefusedCases } from '../refusal.ts';
import type { Conclusion, ModeCount, PropertyResult } from '../result.ts';
import type { Machine, TraceOptions } from '../trace.ts';
import type { Win32Op, Win32OpKind } from './op.ts';

/** One operation of a counterexample, for people: what was done, should have come of it and came of it. */
export interface Win32Step {
  readonly op: string;
  readonly expected: string;
  readonly observed: string;
}

/** The first case that showed a finding, shrunk. */
export interface Win32Counterexample extends FindingKey {
  readonly options: TraceOptions;
  readonly machine: Machine;
  /** Which case of the campaign it was. */
  readonly caseIndex: number;
  readonly ops: readonly Win32Op[];
  /** One per operation that was executed. */
  readonly steps: readonly Win32Step[];
  /** Index of the operation at which the finding shows. */
  readonly op: number;
  /** For people: the part of the observation that the property is about. */
  readonly expected: string;
  readonly observed: string;
  /** Operations before shrinking. */
  readonly originalOps: number;
}

/** The result of a campaign in the Win32 view. It holds no times: the same seed gives the same result. */
export interface Win32CampaignResult {
  /** Version of irpcheck. */
  readonly version: string;
  readonly subject: string;
  readonly seed: number;
  /** Cases asked for and executed. */
  readonly casesRequested: number;
  readonly cases: number;
  readonly calls: number;
  readonly modes: readonly ModeCount[];
  readonly opKinds: Readonly<Record<Win32OpKind, number>>;
  /** Arms of the reference model and how often each decided a call. */
  readonly modelArms: Readonly<Record<string, number>>;
  readonly properties: readonly PropertyResult[];
  /** What was not checked and why, for people. */
  readonly notChecked: readonly string[];
  /** Cases that ended at an asynchronous request, which is not executed; absent where there were none. */
  readonly refused?: RefusedCases;
  /** One per property and reason. */
  readonly counterexamples: readonly Win32Counterexample[];
  readonly conclusion: Conclusion;
}
