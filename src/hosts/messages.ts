import type { Job, Outcome } from '../detection/jobs.ts';
import type { CaseSetting, Restraint } from '../execution/case-loop.ts';
import type { Shown } from '../execution/case-runner.ts';
import type { ScoutedTrace } from '../execution/scout.ts';
import type { TallyPart } from '../execution/tally.ts';
import type { ExplainedBreach } from '../explanation/minimize-trace.ts';
import type { SubjectSource, SubjectSummary } from '../subjects/index.ts';
import type { PerformedCall } from '../trace/finding/evidence.ts';
import type { FindingKey } from '../trace/finding/finding.ts';
import type { ReplayResult } from '../trace/result/replay-result.ts';
import type { RunEvent } from '../trace/run/event.ts';
import type { BufferingMode, Trace } from '../trace/trace.ts';

/** What a worker is started with. */
export interface WorkerStart {
  readonly source: SubjectSource;
  readonly beacon: SharedArrayBuffer;
  /** Modes in which DriverEntry is not to be called to see what it makes: the driver died of it. */
  readonly deadlyModes: readonly BufferingMode[];
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

/** Asks whether a trace shows a finding: about one candidate after the other. */
interface Fails {
  readonly kind: 'fails';
  readonly trace: Trace;
  readonly key: FindingKey;
}

/** Asks what there is to say of a finding that a trace shows. */
interface Explain {
  readonly kind: 'explain';
  readonly trace: Trace;
  readonly key: FindingKey;
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

/** Asks what traces of a scouting run are answered with, one after the other. */
interface Scout {
  readonly kind: 'scout';
  readonly traces: readonly Trace[];
}

/** A piece of a measurement of our own drivers: it names those that it is about. */
interface Measure {
  readonly kind: 'measure';
  readonly job: Job;
}

export type WorkerRequest =
  | Cases
  | Probe
  | Fails
  | Explain
  | Execute
  | Replay
  | Perform
  | Show
  | Scout
  | Measure;

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
  readonly fails: {
    readonly fails: boolean;
    /** Whether the driver changed what can't be put back. */
    readonly spoiled: boolean;
  };
  /** Null when the trace does not show the finding. */
  readonly explain: ExplainedBreach | null;
  readonly execute: null;
  readonly replay: ReplayResult;
  readonly show: Shown;
  /** In the order of the traces. Empty where one of several changes the engine's objects: each is then asked for alone. */
  readonly scout: readonly ScoutedTrace[];
  /** None where the driver changes the engine's objects. */
  readonly perform: readonly PerformedCall[];
  readonly measure: Outcome;
}

/** What a worker tells. */
export type WorkerMessage =
  | { readonly kind: 'loaded'; readonly summary: SubjectSummary }
  | { readonly kind: 'answer'; readonly answer: Answers[keyof Answers] }
  /** A request, or loading, ended in an exception of this name. */
  | { readonly kind: 'failed'; readonly name: string; readonly message: string }
  | { readonly kind: 'executing'; readonly trace: Trace }
  | { readonly kind: 'event'; readonly event: RunEvent }
  /** The beacon shows another place. */
  | { readonly kind: 'moved' }
  /** Something went wrong outside the driver's routines, such as in a timer it started. */
  | { readonly kind: 'stray'; readonly message: string };
