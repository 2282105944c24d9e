import type fc from 'fast-check';
import { caseArbitrary } from '../properties/arbitraries/case-arbitrary.ts';
import type { GeneratedCase } from '../properties/arbitraries/decode-case.ts';
import { type Generated, generateCase } from '../properties/arbitraries/generate-case.ts';
import type { Relation } from '../properties/relation.ts';
import type { SubjectFacts } from '../subjects/index.ts';
import type { Finding } from '../trace/finding.ts';
import type { OpKind } from '../trace/op.ts';
import type { Run } from '../trace/run.ts';
import type { BufferingMode, Trace } from '../trace/trace.ts';
import type { CaseRunner, Variant } from './case-runner.ts';
import { modeOf, profileOf, traceOf } from './generation.ts';
import { minimizeFinding } from './minimize-finding.ts';
import type { FirstCase, Tally } from './tally.ts';

/** What the cases of a campaign are a function of, besides the subject and their index. */
export interface CaseSetting {
  /** At least one, each of them a mode of the subject. Cases take turns. */
  readonly modes: readonly BufferingMode[];
  /** An unsigned 32-bit number. */
  readonly seed: number;
}

/** What is left out of cases because the driver did not come back from it. Plain data. */
export interface Restraint {
  /** Operations of a kind, from a case on. */
  readonly without: readonly { readonly kind: OpKind; readonly from: number }[];
  /** By case index: how many operations of the case are executed, without its variant; SKIPPED for none. */
  readonly opLimits: ReadonlyMap<number, number>;
}

/** The case is not executed at all: the driver does not even come back from being loaded or unloaded. */
export const SKIPPED = -1;

export const NO_RESTRAINT: Restraint = { without: [], opLimits: new Map() };

/** The traces of one campaign's cases, by their index. */
export class CaseTraces {
  readonly #subjectName: string;
  readonly #setting: CaseSetting;
  readonly arbitrary: fc.Arbitrary<GeneratedCase>;

  constructor(subject: SubjectFacts, setting: CaseSetting) {
    this.#subjectName = subject.name;
    this.#setting = setting;
    this.arbitrary = caseArbitrary(profileOf(subject));
  }

  traceOf(caseIndex: number, restraint: Restraint = NO_RESTRAINT): Trace {
    const { modes, seed } = this.#setting;
    const { value } = this.generated(caseIndex);
    const trace = traceOf(this.#subjectName, modeOf(modes, caseIndex), value, seed, caseIndex);
    const left = restraint.without.filter(({ from }) => caseIndex >= from).map(({ kind }) => kind);
    const limit = restraint.opLimits.get(caseIndex) ?? SKIPPED;
    if (left.length === 0 && limit === SKIPPED) return trace;
    const ops = trace.ops.filter(({ op }) => !left.includes(op));
    // The limit counts operations of the case as it was executed, so those left out go first.
    return { ...trace, ops: limit === SKIPPED ? ops : ops.slice(0, limit) };
  }

  /** The case as its generator made it. */
  generated(caseIndex: number): Generated {
    return generateCase(this.arbitrary, this.#setting.seed, caseIndex);
  }
}

/** The cases of one campaign: generates, executes and judges them by their index. */
export class CaseLoop {
  readonly #runner: CaseRunner;
  readonly #traces: CaseTraces;
  readonly #modeCount: number;

  constructor(runner: CaseRunner, subject: SubjectFacts, setting: CaseSetting) {
    this.#runner = runner;
    this.#traces = new CaseTraces(subject, setting);
    this.#modeCount = setting.modes.length;
  }

  /** The trace of a case. */
  traceOf(caseIndex: number, restraint: Restraint = NO_RESTRAINT): Trace {
    return this.#traces.traceOf(caseIndex, restraint);
  }

  /** The variant that is executed beside a case, if any. */
  variantOf(
    caseIndex: number,
    trace: Trace,
  ): { readonly relation: Relation; readonly variant: Variant } | null {
    const { relations } = this.#runner;
    const turn = Math.floor(caseIndex / this.#modeCount);
    const relation = relations[turn % relations.length];
    if (relation === undefined) return null;
    const variants = this.#runner.variants(relation, trace);
    const variant = variants[Math.floor(turn / relations.length) % variants.length];
    return variant === undefined ? null : { relation, variant };
  }

  /** Executes one case, and one of its variants by one relation: which ones follows from the case index. */
  run(caseIndex: number, tally: Tally, restraint: Restraint = NO_RESTRAINT): void {
    const trace = this.traceOf(caseIndex, restraint);
    if (restraint.opLimits.get(caseIndex) === SKIPPED) {
      tally.countUnjudged(trace);
      return;
    }
    const { run, judgement } = this.#runner.run(trace);
    tally.countRun(run);
    tally.countArms(judgement.arms);
    for (const verdict of judgement.verdicts) tally.countVerdict(verdict, trace, caseIndex);
    if (!restraint.opLimits.has(caseIndex)) this.#compareVariant(tally, run, trace, caseIndex);
  }

  /** Minimizes the first case of a finding. */
  minimize(first: FirstCase): Finding {
    const { arbitrary } = this.#traces;
    return minimizeFinding(this.#runner, arbitrary, this.#traces.generated(first.caseIndex), first);
  }

  #compareVariant(tally: Tally, run: Run, trace: Trace, caseIndex: number): void {
    const chosen = this.variantOf(caseIndex, trace);
    if (chosen === null) return;
    const { relation, variant } = chosen;
    tally.executions += 1;
    const { comparison, contract } = this.#runner.compare(relation, run, variant);
    tally.countVerdict(comparison, trace, caseIndex);
    for (const verdict of contract) tally.countVerdict(verdict, variant.trace, caseIndex);
  }
}
