import { selfContained } from '../../properties/contract/self-contained.ts';
import type { Subject } from '../../subjects/index.ts';
import type { Conditions } from '../../trace/conditions.ts';
import { type Breach, type Finding, NO_RELEVANCE, type Relevance, toldBreach } from '../../trace/finding.ts';
import type { Run } from '../../trace/run/run.ts';
import type { Trace } from '../../trace/trace.ts';
import { type Beacon, PassedOver } from '../beacon.ts';
import { CaseLoop, type CaseSetting, type Restraint } from '../case-loop.ts';
import { CaseRunner, type Shown } from '../case-runner.ts';
import { unexplained } from '../evidence/explained.ts';
import { Executor } from '../execute.ts';
import { findingRelevance } from '../finding-relevance.ts';
import type { MinimizeOptions } from '../minimize/minimize.ts';
import { DEADLY, NOT_REPEATABLE, unminimized } from '../minimize-finding.ts';
import { minimizeTrace } from '../minimize-trace.ts';
import { perform } from '../perform.ts';
import { replay } from '../replay.ts';
import { Tally } from '../tally.ts';
import { type Changes, changedText, changesBreach, minimizeChanges } from './changes.ts';
import type { Answers, WorkerMessage, WorkerRequest } from './messages.ts';
import { watchModel } from './watch-model.ts';

type Of<Kind extends WorkerRequest['kind']> = Extract<WorkerRequest, { kind: Kind }>;

/** What a driver's worker does: answers requests about one subject. */
export class Server {
  readonly #subject: Subject;
  readonly #beacon: Beacon;
  readonly #changes: Changes;
  readonly #tell: (message: WorkerMessage) => void;
  #runner: CaseRunner | null = null;

  /** @param tell sends a message at once, also while a request is answered */
  constructor(subject: Subject, beacon: Beacon, changes: Changes, tell: (message: WorkerMessage) => void) {
    const { model } = subject;
    this.#subject = { ...subject, model: model === null ? null : watchModel(model, beacon) };
    this.#beacon = beacon;
    this.#changes = changes;
    this.#tell = tell;
  }

  /** @throws DriverEntryError, UnsupportedTraceError, DeviceModelError as the campaign does */
  answer(request: WorkerRequest): Answers[keyof Answers] {
    this.#putBackStray();
    switch (request.kind) {
      case 'cases':
        return this.#cases(request);
      case 'probe':
        return this.#probe(request);
      case 'minimize':
        return this.#minimize(request);
      case 'relevance':
        return this.#relevance(request);
      case 'execute':
        return this.#execute(request);
      case 'show':
        return this.#show(request);
      case 'replay':
        return this.#replay(request);
      case 'perform':
        return this.#perform(request);
    }
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
    // The case ends there, without its variant.
    if (this.#run(trace).refused !== null) return null;
    const chosen = loop.variantOf(caseIndex, trace);
    if (chosen !== null) this.#run(chosen.variant.trace, chosen.variant.conditions);
    return null;
  }

  #run(trace: Trace, conditions?: Conditions): Run {
    this.#tell({ kind: 'executing', trace });
    return new Executor(this.#subject, this.#beacon).execute(trace, 'judge', conditions);
  }

  #minimize({ trace, breach, budget, deadly }: Of<'minimize'>): Finding | null {
    const options: MinimizeOptions = {
      budget,
      onSimpler: (simpler, executions) => this.#tell({ kind: 'simpler', trace: simpler, executions }),
    };
    if (breach.property === selfContained.id) {
      const finding = this.#minimizeChanges(breach, trace, options);
      return finding.executions === 0 && finding.cause.includes(NOT_REPEATABLE) ? null : finding;
    }
    return this.#passingOver(
      deadly,
      () => minimizeTrace(this.#caseRunner(), trace, breach, options),
      () => unminimized({ breach, trace, caseIndex: 0 }, DEADLY),
    );
  }

  #relevance({ finding, deadly }: Of<'relevance'>): Relevance {
    return this.#passingOver(
      deadly,
      () => findingRelevance(this.#caseRunner(), finding),
      () => NO_RELEVANCE,
    );
  }

  /** Works without some executions; with `otherwise` where it needs one of them. */
  #passingOver<Result>(deadly: readonly number[], work: () => Result, otherwise: () => Result): Result {
    this.#beacon.passOver(deadly);
    try {
      return work();
    } catch (error) {
      if (error instanceof PassedOver) return otherwise();
      throw error;
    } finally {
      this.#beacon.passOver([]);
    }
  }

  #minimizeChanges(breach: Breach, trace: Trace, options: MinimizeOptions): Finding {
    const execute = (candidate: Trace): void => {
      const executor = new Executor(this.#subject, this.#beacon);
      executor.afterCall = () => this.#changes.requireUsable();
      executor.execute(candidate);
    };
    return minimizeChanges(breach, trace, this.#changes, execute, options);
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

  #replay({ trace, recorded }: Of<'replay'>): Answers['replay'] {
    const done = this.#watched((executor) => executor.execute(trace));
    if ('changed' in done) {
      const breach = changesBreach(done.changed, trace);
      return {
        trace,
        breaches: [toldBreach(breach)],
        refused: null,
        steps: [],
        ...unexplained(breach.observed),
      };
    }
    return replay(trace, this.#subject, recorded, this.#beacon);
  }
}
