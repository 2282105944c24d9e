import type { Finding, FindingKey } from '../finding/finding.ts';
import type { OpKind, View } from '../ops/index.ts';
import type { RefusedCases } from '../refusal.ts';
import type { BufferingMode } from '../trace.ts';
import type { SourceDigests } from '../trace-sources.ts';
import type { Scouted } from './scouted.ts';

/** The format of a campaign's result in JSON. */
export const RESULT_FORMAT = 'irpresult/2';

/**
 * How a campaign ended. `unsupported`: nothing was found, and cases ended at what is not executed (`refused`).
 * `insufficient-coverage`: a property compared nothing, or an operation kind was never executed (design D8).
 * `out-of-time`: its time was over before its cases were.
 */
export type Conclusion =
  | 'conforms'
  | 'findings'
  | 'unsupported'
  | 'insufficient-coverage'
  | 'interrupted'
  | 'out-of-time';

export const CONCLUSIONS: readonly Conclusion[] = [
  'conforms',
  'findings',
  'unsupported',
  'insufficient-coverage',
  'interrupted',
  'out-of-time',
];

/** What became of one property in a campaign. */
export interface PropertyResult {
  readonly id: string;
  /** `vacuous`: it applied and never compared anything; `skipped`: it could not apply, or
   * the driver gave no occasion (see `note`); `known`: all its findings are in the baseline. */
  readonly verdict: 'ok' | 'finding' | 'known' | 'warning' | 'vacuous' | 'skipped';
  /** Comparisons of substance, in `unit`. */
  readonly compared: number;
  readonly unit: 'cases' | 'executions' | 'calls' | 'bytes' | 'IRPs' | 'acquisitions' | 'uses of UserPtr';
  /** Cases in which it was breached. */
  readonly breaches: number;
  /** Why it was skipped, or what a count leaves out; empty otherwise. */
  readonly note: string;
}

/** What of a campaign was executed in one mode. */
export interface ModeCount {
  readonly mode: BufferingMode;
  readonly cases: number;
  readonly calls: number;
}

/** Lengths of transfers, in bytes, as coverage counts them: the borders are where drivers go wrong. */
export const SIZE_CLASSES = ['0', '1', '2-4095', '4096', '4097-8192', '8193+'] as const;
/** A class of lengths of transfers, in bytes. */
export type SizeClass = (typeof SIZE_CLASSES)[number];

/** How often one kind of call was made; only counts above 0 are listed. */
export interface CoverageCount {
  readonly op: OpKind;
  readonly mode: BufferingMode;
  /** Null for operations that transfer nothing. */
  readonly size: SizeClass | null;
  readonly calls: number;
}

/** What became of the entries of `during` in the first executions of a campaign's cases. */
export interface StrikeCounts {
  readonly entries: number;
  /** Those that struck at least once: the others' points were not passed. */
  readonly struck: number;
}

/** The same of one kind of them. */
export interface HappeningCount extends StrikeCounts {
  /** What happens: `fault pool-allocation`, `buffer unmapped at probe`. */
  readonly what: string;
  /** Whether its point was passed, with or without something to happen there: else the driver gave no occasion. */
  readonly occasion: boolean;
}

/** What a campaign reached: an arm of the model, a call of a kind, mode and size, or something that happened. */
export interface Reached {
  /** For people: `model arm M5`, `read of 4096 bytes, direct`, `fault pool-allocation`. */
  readonly what: string;
  /** The first case that reached it. */
  readonly caseIndex: number;
}

/** What became of a control code in the first executions of cases. */
export interface ControlCount {
  /** An unsigned 32-bit number; null for those that are not listed by themselves. */
  readonly code: number | null;
  /** Requests that were sent. */
  readonly sent: number;
  /** How they ended: the status returned, of a program the last error, in ascending order of its value; null for none. */
  readonly statuses: readonly { readonly status: string | null; readonly requests: number }[];
}

/** Traces of a corpus that were executed before the generated cases. */
export interface CorpusResult {
  readonly traces: number;
  /** Those that show a finding. */
  readonly showing: number;
}

/** A finding that is known and not to fail a campaign. */
export interface KnownFinding extends FindingKey {
  readonly mode: BufferingMode;
  /** Why it is accepted, for people; empty where nobody said. */
  readonly note: string;
}

/** What a campaign did with a baseline. */
export interface BaselineResult {
  /** Findings of the campaign that it names. */
  readonly known: number;
  /** What it names and its own traces do not show any more. */
  readonly fixed: readonly KnownFinding[];
}

/** How long a campaign took, and on what. The one part of a result that is not the same each time. */
export interface Timing {
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly elapsedMs: number;
  /** Threads that executed cases, of all shards. */
  readonly workers: number;
  /** Runs that were merged; 1 for a campaign in one process. */
  readonly shards: number;
}

/** The result of a campaign. But for `timing`, the same seed gives the same bytes. */
export interface CampaignResult {
  readonly format: typeof RESULT_FORMAT;
  /** Version of irpcheck. */
  readonly version: string;
  readonly subject: string;
  /** What an open without a name opens, such as `\\??\\Example`. */
  readonly openName: string;
  /** Whose calls were generated; absent for system calls. */
  readonly view?: View;
  /** The file of the device's model, as it was given; null for the driver's own, or none. */
  readonly model: string | null;
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
  /** How often each kind of operation of the view was executed. */
  readonly opKinds: Readonly<Partial<Record<OpKind, number>>>;
  /** What was exercised, by operation, mode and size. */
  readonly coverage: readonly CoverageCount[];
  /** Arms of the reference model and how often each decided a call; empty without a model. */
  readonly modelArms: Readonly<Record<string, number>>;
  readonly properties: readonly PropertyResult[];
  /** What was not checked and why, for people. */
  readonly notChecked: readonly string[];
  /** Cases that ended at an asynchronous request, which is not executed; absent where there were none. */
  readonly refused?: RefusedCases;
  readonly during: StrikeCounts;
  /** What of that came of each kind that is generated; absent from results of versions that did not tell. */
  readonly happenings?: readonly HappeningCount[];
  /** What the first executions of cases reached last of all; absent from results of versions that did not tell. */
  readonly lastReached?: Reached | null;
  /** What was found out before the first case; absent where the driver was not scouted. */
  readonly scouted?: Scouted;
  /** What became of control codes, and last of all others; absent where none were generated from. */
  readonly controls?: readonly ControlCount[];
  /** Whether what was never reached makes coverage insufficient; absent where it was not asked for. */
  readonly strict?: true;
  readonly findings: readonly Finding[];
  /**
   * The findings that one cause explains, by their places in `findings`, the simplest first: each is in one of them.
   * Causes are in the order of their simplest findings. Absent from results of versions that did not tell.
   */
  readonly causes?: readonly (readonly number[])[];
  /** Null where no corpus was replayed. */
  readonly corpus: CorpusResult | null;
  /** Null without one. */
  readonly baseline: BaselineResult | null;
  readonly conclusion: Conclusion;
  /** Null where nobody took the time. */
  readonly timing: Timing | null;
  /** Of driver and model in files; absent where neither is. */
  readonly sources?: SourceDigests;
}
