import type { SubjectSource, SubjectSummary } from '../../subjects/index.ts';
import type { PerformedCall } from '../../trace/evidence.ts';
import type { Breach, Finding, FindingKey, Relevance } from '../../trace/finding.ts';
import type { ReplayResult } from '../../trace/replay-result.ts';
import type { RunEvent } from '../../trace/run/event.ts';
import type { Trace } from '../../trace/trace.ts';
import type { CaseSetting, Restraint } from '../case-loop.ts';
import type { Shown } from '../case-runner.ts';
import type { TallyPart } from '../tally.ts';

/** What a worker is started with. */
export interface WorkerStart {
  readonly source: SubjectSource;
  readonly beacon: SharedArrayBuffer;
}

interface Cases {
  /** Executes the cases from one index up to, not including, another. */
  readonly kind: 'cases';
  readonly setting: CaseSetting;
  readonly from: number;
  readonly to: number;
  readonly restraint: Restraint;
  /** Looks after every case whether the driver changed the engine's objects, not only at the end. */
  readonly careful: boolean;
}

/** Executes one case again, telling before each execution which trace it is. */
interface Probe {
  readonly kind: 'probe';
  readonly setting: CaseSetting;
  readonly caseIndex: number;
  readonly restraint: Restraint;
}

/**
 * Minimizes a trace that shows a breach, telling each simpler one. Executions with the numbers in `deadly`, from 1, are
 * passed over: the driver dies of them.
 */
interface Minimize {
  readonly kind: 'minimize';
  readonly trace: Trace;
  readonly breach: Breach;
  /** Executions allowed. */
  readonly budget: number;
  readonly deadly: readonly number[];
}

/** Tries the fields of a finding's trace. Passes over executions as `minimize` does. */
interface FindRelevance {
  readonly kind: 'relevance';
  readonly finding: Finding;
  readonly deadly: readonly number[];
}

/** Executes one trace, telling its events as they happen if asked to. */
interface Execute {
  readonly kind: 'execute';
  readonly trace: Trace;
  readonly events: boolean;
}

interface Replay {
  readonly kind: 'replay';
  readonly trace: Trace;
  readonly recorded: FindingKey | null;
}

/** Executes a trace for its calls, but for an operation that the driver dies of, and what follows it. */
interface Perform {
  readonly kind: 'perform';
  readonly trace: Trace;
  readonly deadlyOp: number | null;
}

/** Asks what a trace shows, with all its variants executed. */
interface Show {
  readonly kind: 'show';
  readonly trace: Trace;
}

export type WorkerRequest = Cases | Probe | Minimize | FindRelevance | Execute | Replay | Perform | Show;

/** What each kind of request is answered with. */
export interface Answers {
  readonly cases: {
    readonly part: TallyPart;
    /** The engine's objects that the driver changed, so that the counts are worth nothing. */
    readonly changed: readonly string[];
    /** The first case that was not executed: the end, or where the driver changed what can't be put back. */
    readonly next: number;
  };
  readonly probe: null;
  /** Null when the trace does not show the finding. */
  readonly minimize: Finding | null;
  readonly relevance: Relevance;
  readonly execute: null;
  readonly replay: ReplayResult;
  readonly show: Shown;
  /** None where the driver changes the engine's objects. */
  readonly perform: readonly PerformedCall[];
}

/** What a worker tells. */
export type WorkerMessage =
  | { readonly kind: 'loaded'; readonly summary: SubjectSummary }
  | { readonly kind: 'answer'; readonly answer: Answers[keyof Answers] }
  /** A request, or loading, ended in an exception of this name. */
  | { readonly kind: 'failed'; readonly name: string; readonly message: string }
  | { readonly kind: 'executing'; readonly trace: Trace }
  | { readonly kind: 'event'; readonly event: RunEvent }
  /** A trace that was minimized can be this one, found after so many executions. */
  | { readonly kind: 'simpler'; readonly trace: Trace; readonly executions: number }
  /** Something went wrong outside the driver's routines, such as in a timer it started. */
  | { readonly kind: 'stray'; readonly message: string };
