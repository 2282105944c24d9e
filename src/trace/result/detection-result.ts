import type { FindingCode } from '../finding/finding.ts';
import type { BufferingMode, Trace } from '../trace.ts';

/** The format of a detection result in JSON. */
export const DETECTION_FORMAT = 'irpdefects/1';

/** What generates the cases in which defects are looked for: `ours` is a campaign's generator, the others compare. */
export type CaseSourceName =
  | 'ours'
  | 'without-swarm'
  | 'without-state-awareness'
  | 'fc-commands'
  | 'fc-commands-opened'
  | 'without-long-cases'
  | 'without-bands'
  | 'without-runs'
  | 'without-numbers'
  | 'without-lengths-beyond-memory'
  | 'without-payloads'
  | 'without-open-options';

export const CASE_SOURCES: readonly CaseSourceName[] = [
  'ours',
  'without-swarm',
  'without-state-awareness',
  'fc-commands',
  'fc-commands-opened',
  'without-long-cases',
  'without-bands',
  'without-runs',
  'without-numbers',
  'without-lengths-beyond-memory',
  'without-payloads',
  'without-open-options',
];

/**
 * How it ended. `as-published`: every search found its defect, every minimized trace is the published one, and no
 * correct driver was accused.
 */
export type DetectionConclusion = 'as-published' | 'differs' | 'interrupted';

/** Some whole numbers, each of them one that occurs: nearest ranks. All 0 where there are none. */
export interface Spread {
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

/** A minimized trace other than the published one. */
export interface OtherTrace {
  /** Seeds that led to it. */
  readonly seeds: number;
  readonly trace: Trace;
}

/** What an exhaustive search of the traces simpler than a minimal one found. */
export interface SearchBelow {
  /** Traces executed. */
  readonly executions: number;
  /** The first simpler trace that shows the finding too; null when there is none. */
  readonly simpler: Trace | null;
}

/** What became of the searches for one defect. */
export interface DefectResult extends FindingCode {
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  /** The correct driver that it varies. */
  readonly base: string;
  readonly mode: BufferingMode;
  /** What an open without a name opens. */
  readonly openName: string;
  /** Operations of the published minimal trace. */
  readonly minimalOps: number;
  /** Why its operations or fields have to fit each other; null where they need not. */
  readonly coupled: string | null;
  /** Searches that were made, one for each seed. */
  readonly searches: number;
  /** Searches that found it. */
  readonly found: number;
  /** Cases until it showed, that one included; the cap where it did not. */
  readonly cases: Spread;
  /** Searches whose minimized trace is the published one. */
  readonly minimal: number;
  /** Medians of executions of a trace: those of a search, and those that minimization took. */
  readonly searchExecutions: number;
  readonly minimizeExecutions: number;
  readonly otherTraces: readonly OtherTrace[];
  /** The search of the traces simpler than the published one, of usual values; null where there was none. */
  readonly below: SearchBelow | null;
}

/** What became of a correct driver. */
export interface BaseResult {
  readonly name: string;
  readonly cases: number;
  /** What it was accused of. */
  readonly findings: readonly FindingCode[];
}

/** Which of the defects give a property something to find, and what it found to compare. */
export interface PropertyDefects {
  readonly property: string;
  /** Their ids; none where no defect of the measurement breaks the property. */
  readonly defects: readonly string[];
  /** How often it compared something while the correct drivers ran, in the property's own unit. */
  readonly compared: number;
}

/** How well the seeded defects are found. It holds no times: the same seeds and cap give the same bytes. */
export interface DetectionResult {
  readonly format: typeof DETECTION_FORMAT;
  /** Version of irpcheck. */
  readonly version: string;
  readonly source: CaseSourceName;
  /** Seeds of the searches: 1 to this. */
  readonly seeds: number;
  /** Cases after which a search gives up. */
  readonly cap: number;
  readonly defects: readonly DefectResult[];
  readonly bases: readonly BaseResult[];
  /** Every property of a campaign, in the order in which results list them. */
  readonly properties: readonly PropertyDefects[];
  /** Sums over the defects. */
  readonly searches: number;
  readonly found: number;
  readonly minimal: number;
  /** Of all searches. */
  readonly cases: Spread;
  readonly conclusion: DetectionConclusion;
}
