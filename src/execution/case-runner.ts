import type { Recording } from '../impl/record/recorder.ts';
import type { Suspicion } from '../properties/contract/judged.ts';
import type { JudgeContext, Verdict } from '../properties/judge.ts';
import { locate } from '../properties/origin.ts';
import { RELATIONS } from '../properties/registry.ts';
import type { Again, Relation } from '../properties/relation.ts';
import { breachOf, verdictOf } from '../properties/verdict.ts';
import type { Subject } from '../subjects/index.ts';
import { type FindingKey, type JudgedBreach, sameFinding } from '../trace/finding/finding.ts';
import { type Refusal, refusalOf } from '../trace/refusal.ts';
import type { Run } from '../trace/run/run.ts';
import { during } from '../trace/run/where.ts';
import type { BufferingMode, Trace } from '../trace/trace.ts';
import type { Beacon } from './beacon.ts';
import { DriverEntryError, Executor } from './execute.ts';
import { contextOf, judgeContract, judgeRun, type RunJudgement } from './judge-run.ts';

/** What comparing a run with one of its variants came to. */
export interface Compared {
  readonly comparison: Verdict;
  readonly contract: readonly Verdict[];
  /** Set where the variant ended at a request that is not executed: it is then compared with nothing. */
  readonly refused: Refusal | null;
}

/** What a trace shows with all of its variants executed. */
export interface Shown {
  /** Each property at most once. */
  readonly breaches: readonly JudgedBreach[];
  /** Of the trace itself, whose variants are then not executed, or of the first variant that has one. */
  readonly refused: Refusal | null;
}

/** Whether a variant is judged by the contract: in another mode it is where that is asked for, and elsewhere by itself. */
function isJudged({ setting }: Trace, { setting: base }: Trace): boolean {
  return setting.mode === base.mode && setting.stack === base.stack && setting.conditions === base.conditions;
}

/** Whether variants of a trace are executed at all. */
function hasVariants({ setting: { view, load } }: Trace): boolean {
  return view === 'native' && load.length === 0;
}

/** Where DriverEntry refuses in a variant alone, whether the driver loads is what differs. */
function notLoaded({ property }: Relation, { message }: DriverEntryError): Verdict {
  const breach = breachOf(property, 'not-loaded', during(0), 'the driver loads, as it did before', message);
  return verdictOf(property, 1, { ...breach, origin: 'DriverEntry' });
}

/** Executes traces of one subject and judges them by every property. */
export class CaseRunner {
  readonly #subject: Subject;
  /**
   * What judges know of the subject.
   *
   * @internal
   */
  readonly context: JudgeContext;
  readonly #executor: Executor;
  /** Variants run on machines of their own, so that the first run's buffers stay valid. */
  readonly #variantExecutor: Executor;
  /** Runs that two others are told apart by. */
  readonly #furtherExecutor: Executor;
  readonly #relations: readonly Relation[];

  /**
   * @param beacon shows another thread where executions have got to
   * @param afterCall called after each call of a driver; what it throws is passed on
   */
  constructor(subject: Subject, beacon?: Beacon, afterCall: (() => void) | null = null) {
    this.#subject = subject;
    this.context = contextOf(subject);
    this.#executor = new Executor(subject, beacon);
    this.#variantExecutor = new Executor(subject, beacon);
    this.#furtherExecutor = new Executor(subject, beacon);
    this.#executor.afterCall = afterCall;
    this.#variantExecutor.afterCall = afterCall;
    this.#furtherExecutor.afterCall = afterCall;
    const exempt = subject.limits.map((limit) => limit.property);
    this.#relations = RELATIONS.filter(({ property }) => !exempt.includes(property));
  }

  /** The modes of the driver. */
  get modes(): readonly BufferingMode[] {
    return this.#subject.modes;
  }

  /** The relations this subject is held to. */
  get relations(): readonly Relation[] {
    return this.#relations;
  }

  /** Executes a trace and judges the run by itself. The run is valid until the next call of this method. */
  run(trace: Trace): { run: Run; judgement: RunJudgement } {
    const run = this.#executor.execute(trace);
    return { run, judgement: judgeRun(run, this.context) };
  }

  /** Executes a trace with every event recorded. The run is valid as that of `run` is. */
  record(trace: Trace): Run {
    return this.#executor.execute(trace, 'full');
  }

  /** The run of the variant in which a breach shows, recorded in full; null for one that shows in the run itself. */
  recordedVariant(run: Run, key: FindingKey): Run | null {
    const relation = this.#relations.find(({ property }) => property === key.property);
    if (relation === undefined) return null;
    for (const trace of this.#variantsOf(relation, run)) {
      const variant = this.#variantRun(trace, 'full');
      if (variant instanceof DriverEntryError || variant.refused !== null) continue;
      const { breach } = locate(relation.judge(run, variant, this.#again), run);
      if (breach !== null && sameFinding(breach, key)) return variant;
    }
    return null;
  }

  /**
   * Compares a run with the run of one of its variants, and judges the variant by its contract: what ends in a
   * bug check is not compared, nor is what ends at a request that is not executed.
   *
   * @param base a run that was not refused
   */
  compare(relation: Relation, base: Run, trace: Trace): Compared {
    const run = this.#variantRun(trace);
    if (run instanceof DriverEntryError)
      return { comparison: notLoaded(relation, run), contract: [], refused: null };
    const { property } = relation;
    const refused = refusalOf(run.refused, trace.ops, property);
    return {
      comparison:
        refused === null
          ? locate(relation.judge(base, run, this.#again), base)
          : verdictOf(property, 0, null),
      contract: isJudged(trace, base.trace) ? judgeContract(run, this.context) : [],
      refused,
    };
  }

  /** Executes a trace that a run gave reason to, and judges it by its contract. The first run stays valid. */
  followUp({ property, trace }: Suspicion): Pick<Compared, 'contract' | 'refused'> {
    const run = this.#variantRun(trace);
    if (run instanceof DriverEntryError) return { contract: [], refused: null };
    return {
      contract: judgeContract(run, this.context),
      refused: refusalOf(run.refused, trace.ops, property),
    };
  }

  readonly #again: Again = (trace) => {
    const run = this.#runOf(this.#furtherExecutor, trace, 'judge');
    return run instanceof DriverEntryError || run.refused !== null ? null : run;
  };

  /** The run of a variant, or how its DriverEntry refused: in the first run it did not. */
  #variantRun(trace: Trace, recording: Recording = 'judge'): Run | DriverEntryError {
    return this.#runOf(this.#variantExecutor, trace, recording);
  }

  #runOf(executor: Executor, trace: Trace, recording: Recording): Run | DriverEntryError {
    try {
      return executor.execute(trace, recording);
    } catch (error) {
      if (error instanceof DriverEntryError) return error;
      throw error;
    }
  }

  /**
   * The variants of a trace by one relation, without those in a mode that the subject does not have. None of a trace
   * of programs: what is compared are runs of system calls. None either where something happens while the driver is
   * loaded: what it then is may depend on what must not matter later.
   */
  variants(relation: Relation, trace: Trace): readonly Trace[] {
    if (!hasVariants(trace)) return [];
    return relation.variants(trace).filter(({ setting }) => this.#subject.modes.includes(setting.mode));
  }

  /** Those that a run calls for, in the same way. */
  due(relation: Relation, run: Run): readonly Trace[] {
    return hasVariants(run.trace) ? (relation.due?.(run) ?? []) : [];
  }

  #variantsOf(relation: Relation, run: Run): readonly Trace[] {
    return relation.due === undefined ? this.variants(relation, run.trace) : this.due(relation, run);
  }

  /** What a trace shows, with all variants executed. */
  shown(trace: Trace): Shown {
    const { run, judgement } = this.run(trace);
    const breaches = judgement.verdicts.flatMap(({ breach }) => breach ?? []);
    let refused = refusalOf(run.refused, trace.ops);
    if (refused !== null) return { breaches, refused };
    for (const relation of this.#relations) {
      for (const variant of this.#variantsOf(relation, run)) {
        const compared = this.compare(relation, run, variant);
        refused ??= compared.refused;
        const { breach } = compared.comparison;
        if (breach === null) continue;
        if (!breaches.some(({ property }) => property === breach.property)) breaches.push(breach);
        break;
      }
    }
    return { breaches, refused };
  }

  /** Every breach of a trace, each property at most once, with all variants executed. */
  breaches(trace: Trace): JudgedBreach[] {
    return [...this.shown(trace).breaches];
  }

  /**
   * The breach with a given key that a trace shows, or null. Executes only what the property needs. One that is
   * refused shows what it did before.
   */
  breachWith(trace: Trace, key: FindingKey): JudgedBreach | null {
    const { run, judgement } = this.run(trace);
    for (const { breach } of judgement.verdicts)
      if (breach !== null && sameFinding(breach, key)) return breach;
    const relation = this.#relations.find(({ property }) => property === key.property);
    if (relation === undefined || run.refused !== null) return null;
    for (const variant of this.#variantsOf(relation, run)) {
      const { breach } = this.compare(relation, run, variant).comparison;
      if (breach !== null && sameFinding(breach, key)) return breach;
    }
    return null;
  }
}
