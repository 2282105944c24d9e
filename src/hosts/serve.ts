import { Jobs, type Outcome } from '../detection/jobs.ts';
import type { Beacon } from '../execution/beacon.ts';
import { CaseLoop, type CaseSetting, type Restraint } from '../execution/case-loop.ts';
import { CaseRunner, type Shown } from '../execution/case-runner.ts';
import { Executor } from '../execution/execute.ts';
import { type ScoutedTrace, scoutTrace } from '../execution/scout.ts';
import { Tally } from '../execution/tally.ts';
import { type ExplainedBreach, explainTrace } from '../explanation/minimize-trace.ts';
import { perform } from '../explanation/perform.ts';
import { replay } from '../explanation/replay.ts';
import { selfContained } from '../properties/contract/self-contained.ts';
import type { Subject } from '../subjects/index.ts';
import { NO_EVIDENCE } from '../trace/finding/evidence.ts';
import { type FindingKey, type JudgedBreach, sameFinding, toldBreach } from '../trace/finding/finding.ts';
import type { Run } from '../trace/run/run.ts';
import type { Trace } from '../trace/trace.ts';
import { type Changes, changedText, changesBreach } from './changes.ts';
import type { Answers, WorkerMessage, WorkerRequest } from './messages.ts';
import type { ModelWatch } from './model-watch.ts';

type Of<Kind extends WorkerRequest['kind']> = Extract<WorkerRequest, { kind: Kind }>;

/** Whether so little is executed that each call of a model can be looked at. */
function isAboutFew(request: WorkerRequest): boolean {
  if (request.kind === 'cases') return request.careful;
  return request.kind === 'scout' ? request.traces.length === 1 : request.kind !== 'fails';
}

/** What a driver's worker does: answers requests about one subject. */
export class Server {
  readonly #subject: Subject;
  readonly #beacon: Beacon;
  readonly #changes: Changes;
  readonly #tell: (message: WorkerMessage) => void;
  readonly #modelWatch: Pick<ModelWatch, 'isCareful'> | null;
  #runner: CaseRunner | null = null;
  #jobs: Jobs | null = null;
  /** What was answered last. */
  #last: WorkerRequest['kind'] | null = null;

  /**
   * @param tell sends a message at once, also while a request is answered
   * @param modelWatch of a model from outside; null where there is none
   */
  constructor(
    subject: Subject,
    beacon: Beacon,
    changes: Changes,
    tell: (message: WorkerMessage) => void,
    modelWatch: Pick<ModelWatch, 'isCareful'> | null = null,
  ) {
    this.#modelWatch = modelWatch;
    this.#subject = subject;
    this.#beacon = beacon;
    this.#changes = changes;
    this.#tell = tell;
  }

  /** @throws DriverEntryError, UnsupportedTraceError, DeviceModelError as the campaign does */
  answer(request: WorkerRequest): Answers[keyof Answers] {
    if (!this.#isNextCandidate(request)) this.#putBackStray();
    this.#last = request.kind;
    if (this.#modelWatch !== null) this.#modelWatch.isCareful = isAboutFew(request);
    switch (request.kind) {
      case 'cases':
        return this.#cases(request);
      case 'probe':
        return this.#probe(request);
      case 'fails':
        return this.#fails(request);
      case 'explain':
        return this.#explain(request);
      case 'execute':
        return this.#execute(request);
      case 'show':
        return this.#show(request);
      case 'replay':
        return this.#replay(request);
      case 'perform':
        return this.#perform(request);
      case 'scout':
        return this.#scout(request);
      case 'measure':
        return this.#measure(request);
    }
  }

  /**
   * Whether it is one more candidate of a row: looking at the engine's objects takes longer than executing one. It is
   * done each time where what they change is what candidates are asked for.
   */
  #isNextCandidate(request: WorkerRequest): boolean {
    return request.kind === 'fails' && this.#last === 'fails' && request.key.property !== selfContained.id;
  }

  /** What was changed between requests, by a timer or a promise, is no case's doing. */
  #putBackStray(): void {
    const changed = this.#changes.restore();
    if (changed.length > 0) this.#tell({ kind: 'stray', message: changedText(changed) });
  }

  /** The machines are kept from request to request: making them takes as long as dozens of cases. */
  #caseRunner(): CaseRunner {
    this.#runner ??= new CaseRunner(this.#subject, this.#beacon, () => this.#changes.requireUsable());
    return this.#runner;
  }

  #loop(setting: CaseSetting): CaseLoop {
    return new CaseLoop(this.#caseRunner(), this.#subject, setting);
  }

  #cases({ setting, from, to, restraint, careful }: Of<'cases'>): Answers['cases'] {
    if (careful) return this.#carefulCases(setting, from, to, restraint);
    const loop = this.#loop(setting);
    const tally = new Tally();
    let failure: unknown = null;
    try {
      for (let caseIndex = from; caseIndex < to; caseIndex += 1) {
        this.#beacon.caseIndex = caseIndex;
        loop.run(caseIndex, tally, restraint);
      }
    } catch (error) {
      failure = error;
    }
    const changed = this.#changes.restore();
    if (changed.length > 0) this.#runner = null;
    // What fails on changed objects says nothing of the code that failed.
    if (failure !== null && changed.length === 0) throw failure;
    return { part: tally.part(), changed, next: to };
  }

  #carefulCases(setting: CaseSetting, from: number, to: number, restraint: Restraint): Answers['cases'] {
    let loop = this.#loop(setting);
    const tally = new Tally();
    for (let caseIndex = from; caseIndex < to; caseIndex += 1) {
      this.#beacon.caseIndex = caseIndex;
      if (this.#carefulCase(loop, caseIndex, tally, restraint)) continue;
      if (this.#changes.isSpoiled) return { part: tally.part(), changed: [], next: caseIndex + 1 };
      // A machine that was made of changed objects is not a machine.
      this.#runner = null;
      loop = this.#loop(setting);
    }
    return { part: tally.part(), changed: [], next: to };
  }

  /**
   * A case that changes the engine's objects has this one breach: nothing else it shows can be relied on.
   * Returns whether it changes none.
   */
  #carefulCase(loop: CaseLoop, caseIndex: number, tally: Tally, restraint: Restraint): boolean {
    // Made before the driver runs: with changed objects it could be another one.
    const trace = loop.traceOf(caseIndex, restraint);
    const counts = new Tally();
    let failure: unknown = null;
    try {
      loop.run(caseIndex, counts, restraint);
    } catch (error) {
      failure = error;
    }
    const changed = this.#changes.restore();
    if (changed.length === 0) {
      if (failure !== null) throw failure;
      tally.add(counts.part());
      return true;
    }
    tally.countUnjudged(trace);
    const breach = changesBreach(changed, trace);
    tally.countVerdict({ property: selfContained.id, compared: 0, breach }, trace, caseIndex);
    return false;
  }

  #probe({ setting, caseIndex, restraint }: Of<'probe'>): null {
    const loop = this.#loop(setting);
    const trace = loop.traceOf(caseIndex, restraint);
    const run = this.#run(trace);
    // The case ends there, without its variant.
    if (run.refused !== null) return null;
    const chosen = loop.variantOf(caseIndex, run);
    if (chosen !== null) this.#run(chosen.variant);
    const suspicion = loop.suspicionOf(caseIndex, run);
    if (suspicion !== null) this.#run(suspicion.trace);
    return null;
  }

  #run(trace: Trace): Run {
    this.#tell({ kind: 'executing', trace });
    return new Executor(this.#subject, this.#beacon).execute(trace);
  }

  #fails({ trace, key }: Of<'fails'>): Answers['fails'] {
    const fails =
      key.property === selfContained.id
        ? this.#changesBreach(trace, key) !== null
        : this.#caseRunner().breachWith(trace, key) !== null;
    return { fails, spoiled: this.#changes.isSpoiled };
  }

  #explain({ trace, key }: Of<'explain'>): ExplainedBreach | null {
    if (key.property !== selfContained.id) return explainTrace(this.#caseRunner(), trace, key);
    const breach = this.#changesBreach(trace, key);
    // The run itself can not be relied on.
    return breach === null ? null : { breach, evidence: NO_EVIDENCE, remarks: [breach.observed] };
  }

  /** The breach of a trace that changes the engine's objects, where it is the one that is looked for. */
  #changesBreach(trace: Trace, key: FindingKey): JudgedBreach | null {
    const executor = new Executor(this.#subject, this.#beacon);
    executor.afterCall = () => this.#changes.requireUsable();
    try {
      executor.execute(trace);
    } catch {
      // The harness itself may fail on what was changed.
    }
    const changed = this.#changes.restore();
    if (changed.length === 0) return null;
    const breach = changesBreach(changed, trace);
    return sameFinding(breach, key) ? breach : null;
  }

  #execute({ trace, events }: Of<'execute'>): null {
    const executor = new Executor(this.#subject, this.#beacon);
    if (events) executor.onEvent = (event) => this.#tell({ kind: 'event', event });
    executor.execute(trace, events ? 'full' : 'judge');
    return null;
  }

  #perform({ trace, deadlyOp }: Of<'perform'>): Answers['perform'] {
    const done = this.#watched((executor) => perform(executor, this.#subject, trace, deadlyOp));
    return 'changed' in done ? [] : done.result;
  }

  /** The result of some work with an executor, or which of the engine's objects the driver changed meanwhile. */
  #watched<Result>(
    work: (executor: Executor) => Result,
  ): { readonly result: Result } | { readonly changed: readonly string[] } {
    const executor = new Executor(this.#subject, this.#beacon);
    executor.afterCall = () => this.#changes.requireUsable();
    let done: { readonly result: Result } | null = null;
    let failure: unknown;
    try {
      done = { result: work(executor) };
    } catch (error) {
      failure = error;
    }
    const changed = this.#changes.restore();
    if (changed.length > 0) return { changed };
    if (done === null) throw failure;
    return done;
  }

  #measure({ job }: Of<'measure'>): Outcome {
    this.#jobs ??= new Jobs(this.#beacon);
    return this.#jobs.perform(job);
  }

  #show({ trace }: Of<'show'>): Shown {
    let shown: Shown = { breaches: [], refused: null };
    let failure: unknown = null;
    try {
      shown = this.#caseRunner().shown(trace);
    } catch (error) {
      failure = error;
    }
    const changed = this.#changes.restore();
    if (changed.length > 0) {
      // A machine that ran on changed objects may have kept wrong results.
      this.#runner = null;
      return { breaches: [changesBreach(changed, trace)], refused: null };
    }
    if (failure !== null) throw failure;
    return shown;
  }

  #scout({ traces }: Of<'scout'>): Answers['scout'] {
    const scouted: ScoutedTrace[] = [];
    let failure: unknown = null;
    try {
      for (const trace of traces) {
        this.#beacon.caseIndex = scouted.length;
        scouted.push(scoutTrace(this.#caseRunner(), trace));
      }
    } catch (error) {
      failure = error;
    }
    const changed = this.#changes.restore();
    if (changed.length > 0) {
      this.#runner = null;
      const [only, ...others] = traces;
      if (only === undefined || others.length > 0) return [];
      return [{ answer: null, breaches: [changesBreach(changed, only)] }];
    }
    if (failure !== null) throw failure;
    return scouted;
  }

  #replay({ trace, recorded }: Of<'replay'>): Answers['replay'] {
    const done = this.#watched((executor) => executor.execute(trace));
    if ('changed' in done) {
      const breach = changesBreach(done.changed, trace);
      return {
        trace,
        breaches: [toldBreach(breach)],
        refused: null,
        steps: [],
        remarks: [breach.observed],
        evidence: NO_EVIDENCE,
      };
    }
    return replay(trace, this.#subject, recorded, this.#beacon);
  }
}
