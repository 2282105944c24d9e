import { isApplicable } from '../properties/generate/applicable-kinds.ts';
import type { Verdict } from '../properties/judge.ts';
import type { PropertySetting } from '../properties/property.ts';
import { PROPERTIES, propertiesOf } from '../properties/registry.ts';
import { type Breach, toldBreach } from '../trace/finding/finding.ts';
import type { GenerationProfile } from '../trace/ops/draw/profile.ts';
import { kindsOf, type OpKind } from '../trace/ops/index.ts';
import { addRefused, type Refusal, type RefusedCases } from '../trace/refusal.ts';
import type { CoverageCount, ModeCount, PropertyResult, Reached } from '../trace/result/result.ts';
import { callsOf, type Run } from '../trace/run/run.ts';
import type { BufferingMode, Trace } from '../trace/trace.ts';
import { type ControlPart, ControlTally } from './control-tally.ts';
import { Coverage, sizeClassOf } from './coverage.ts';
import type { FirstCase } from './first-case.ts';
import { FurtherCases } from './further-cases.ts';
import { type HappeningPart, HappeningTally } from './happening-tally.ts';
import { armReached, callReached, type FirstReached, lastReached, noteReached } from './reached.ts';
import { traceHash } from './trace-hash.ts';

/** Findings of one campaign are told apart by property, reason, severity and origin. */
export function findingKeyText({ property, reason, severity, origin = '' }: Breach): string {
  return `${property} ${reason} ${severity} ${origin}`;
}

/** What was counted of some cases: plain data, to be added to the count of others. */
export interface TallyPart {
  readonly cases: number;
  readonly calls: number;
  readonly executions: number;
  readonly happenings: HappeningPart;
  readonly reached: FirstReached;
  readonly compared: ReadonlyMap<string, number>;
  readonly breached: ReadonlyMap<string, number>;
  readonly noted: ReadonlyMap<string, number>;
  readonly modes: ReadonlyMap<BufferingMode, { readonly cases: number; readonly calls: number }>;
  readonly arms: ReadonlyMap<string, number>;
  readonly controls: ControlPart;
  readonly opKinds: ReadonlyMap<OpKind, number>;
  readonly hashes: ReadonlySet<number>;
  readonly coverage: readonly CoverageCount[];
  readonly first: readonly FirstCase[];
  /** Of errors, the first cases in other circumstances. */
  readonly further: readonly FirstCase[];
  /** Null where none was. */
  readonly refused: RefusedCases | null;
}

function addCounts<Key>(to: Map<Key, number>, counts: ReadonlyMap<Key, number>): void {
  for (const [key, count] of counts) to.set(key, (to.get(key) ?? 0) + count);
}

/** The status that a system call returned, of a program's call GetLastError(); null where it did not return. */
function returnedStatus({ observations, program }: Run, index: number): number | null {
  const observed = program === null ? observations[index] : program.observations[index];
  if (observed?.ending !== 'returned') return null;
  return 'status' in observed ? observed.status : observed.lastError | 0;
}

/** Counts what a campaign did and keeps the first case of every finding. */
export class Tally {
  calls = 0;
  executions = 0;
  cases = 0;
  readonly happenings = new HappeningTally();
  readonly reached = new Map<string, number>();
  readonly compared = new Map<string, number>();
  readonly breached = new Map<string, number>();
  readonly noted = new Map<string, number>();
  readonly modes = new Map<BufferingMode, { cases: number; calls: number }>();
  readonly arms = new Map<string, number>();
  readonly controls = new ControlTally();
  readonly opKinds = new Map<OpKind, number>();
  readonly hashes = new Set<number>();
  readonly first = new Map<string, FirstCase>();
  readonly further = new FurtherCases();
  readonly coverage = new Coverage();
  refused: RefusedCases | null = null;

  /** The counts alone, to be sent to another thread. */
  part(): TallyPart {
    return {
      cases: this.cases,
      calls: this.calls,
      executions: this.executions,
      happenings: this.happenings.part(),
      reached: this.reached,
      compared: this.compared,
      breached: this.breached,
      noted: this.noted,
      modes: this.modes,
      arms: this.arms,
      controls: this.controls.part(),
      opKinds: this.opKinds,
      hashes: this.hashes,
      coverage: this.coverage.counts(),
      first: [...this.first.values()],
      further: this.further.list(),
      refused: this.refused,
    };
  }

  /** Adds what was counted of other cases. Of two first cases the one with the lower index stays. */
  add(part: TallyPart): void {
    this.cases += part.cases;
    this.calls += part.calls;
    this.executions += part.executions;
    this.happenings.add(part.happenings);
    for (const [what, caseIndex] of part.reached) noteReached(this.reached, what, caseIndex);
    addCounts(this.compared, part.compared);
    addCounts(this.breached, part.breached);
    addCounts(this.noted, part.noted);
    addCounts(this.arms, part.arms);
    this.controls.add(part.controls);
    addCounts(this.opKinds, part.opKinds);
    for (const [mode, counted] of part.modes) {
      const sum = this.modes.get(mode) ?? { cases: 0, calls: 0 };
      this.modes.set(mode, { cases: sum.cases + counted.cases, calls: sum.calls + counted.calls });
    }
    this.coverage.add(part.coverage);
    for (const hash of part.hashes) this.hashes.add(hash);
    for (const first of part.first) this.noteFirst(first);
    for (const shown of part.further) this.noteFurther(shown);
    this.refused = addRefused(this.refused, part.refused);
  }

  /**
   * Notes a case that ended at a request that is not executed, itself or its variant, or such a trace of the corpus.
   *
   * @param caseIndex below 0 for a trace of the corpus
   */
  noteRefusal(refusal: Refusal, caseIndex: number): void {
    const traces = caseIndex < 0 ? 1 : 0;
    this.refused = addRefused(this.refused, { cases: 1 - traces, traces, first: { caseIndex, ...refusal } });
  }

  /** Notes a case that shows a finding. Of two, the one with the lower index stays. */
  noteFirst(first: FirstCase): void {
    const key = findingKeyText(first.breach);
    const known = this.first.get(key);
    if (known === undefined || first.caseIndex < known.caseIndex) this.first.set(key, first);
  }

  /** Notes a case that shows an error, by its circumstances; of a case with a variant one of the two. */
  noteFurther(shown: FirstCase): void {
    if (shown.breach.severity === 'error') this.further.note(findingKeyText(shown.breach), shown);
  }

  countRun(run: Run, caseIndex: number): void {
    const { trace, during } = run;
    const calls = callsOf(run);
    this.cases += 1;
    this.executions += 1;
    this.calls += calls.length;
    this.happenings.count(during, (kind) => noteReached(this.reached, kind, caseIndex));
    this.hashes.add(traceHash(trace));
    const mode = this.modes.get(trace.setting.mode) ?? { cases: 0, calls: 0 };
    mode.cases += 1;
    mode.calls += calls.length;
    this.modes.set(trace.setting.mode, mode);
    for (let index = 0; index < calls.length; index += 1) {
      const op = trace.ops[index];
      const call = calls[index];
      if (op === undefined || call === undefined) break;
      this.opKinds.set(op.op, (this.opKinds.get(op.op) ?? 0) + 1);
      if ('code' in call) this.controls.count(call.code, returnedStatus(run, index));
      const length = 'length' in call ? call.length : null;
      if (this.coverage.count(op.op, trace.setting.mode, length))
        noteReached(this.reached, callReached(op.op, trace.setting.mode, sizeClassOf(length)), caseIndex);
    }
  }

  /** A case that was generated, and executed without a run to judge. */
  countUnjudged({ setting }: Trace): void {
    this.cases += 1;
    this.executions += 1;
    const mode = this.modes.get(setting.mode) ?? { cases: 0, calls: 0 };
    this.modes.set(setting.mode, { ...mode, cases: mode.cases + 1 });
  }

  countArms(arms: readonly string[], caseIndex: number): void {
    for (const arm of arms) {
      const before = this.arms.get(arm) ?? 0;
      this.arms.set(arm, before + 1);
      if (before === 0) noteReached(this.reached, armReached(arm), caseIndex);
    }
  }

  /** Comparisons of a property that no judge makes. */
  countCompared(property: string, compared: number): void {
    this.compared.set(property, (this.compared.get(property) ?? 0) + compared);
  }

  /**
   * @param breached the properties that the case is known to breach: a case with a variant that breaches one too is one
   */
  countVerdict(verdict: Verdict, trace: Trace, caseIndex: number, breached = new Set<string>()): void {
    const { property, compared, breach, noted = 0 } = verdict;
    this.countCompared(property, compared);
    if (noted > 0) this.noted.set(property, (this.noted.get(property) ?? 0) + noted);
    if (breach === null) return;
    const shown = { breach: toldBreach(breach), trace, caseIndex };
    this.noteFirst(shown);
    if (breached.has(property)) return;
    breached.add(property);
    this.breached.set(property, (this.breached.get(property) ?? 0) + 1);
    this.noteFurther(shown);
  }

  get findings(): number {
    return this.first.size;
  }

  get distinctTraces(): number {
    return this.hashes.size;
  }

  /**
   * First cases, by the order of properties, then by reason, then by origin. What a driver that was loaded under a fault
   * shows as a warning, and one that was not as an error, is the error alone.
   */
  firstCases(): FirstCase[] {
    const rank = new Map(PROPERTIES.map(({ id }, index) => [id, index]));
    const told = [...this.first.values()].filter(
      ({ breach, trace }) =>
        breach.severity === 'error' ||
        trace.setting.load.length === 0 ||
        !this.first.has(findingKeyText({ ...breach, severity: 'error' })),
    );
    return told.sort(
      (left, right) =>
        (rank.get(left.breach.property) ?? 0) - (rank.get(right.breach.property) ?? 0) ||
        compareText(findingKeyText(left.breach), findingKeyText(right.breach)),
    );
  }

  modeCounts(modes: readonly BufferingMode[]): ModeCount[] {
    return modes.map((mode) => ({ mode, ...(this.modes.get(mode) ?? { cases: 0, calls: 0 }) }));
  }

  /** Of every kind that is drawn for a profile, and of those that came otherwise. */
  opKindCounts(profile: GenerationProfile): Partial<Record<OpKind, number>> {
    const counts: Partial<Record<OpKind, number>> = {};
    for (const kind of kindsOf(profile.view).kinds) {
      const count = this.opKinds.get(kind) ?? 0;
      if (count > 0 || isApplicable(kind, profile)) counts[kind] = count;
    }
    return counts;
  }

  /** How often each of `arms` decided a call. */
  armCounts(arms: readonly string[]): Record<string, number> {
    return Object.fromEntries(arms.map((arm) => [arm, this.arms.get(arm) ?? 0]));
  }

  /** What was reached last by a first execution of a case; null where nothing was. */
  get lastReached(): Reached | null {
    return lastReached(this.reached);
  }

  propertyResults(setting: PropertySetting): PropertyResult[] {
    const warned = new Set<string>();
    const failed = new Set<string>();
    for (const { breach } of this.first.values())
      (breach.severity === 'error' ? failed : warned).add(breach.property);
    return propertiesOf(setting.view).map(({ id, unit, skipped, optional, noteOf }) => {
      const compared = this.compared.get(id) ?? 0;
      const isBreached = failed.has(id) || warned.has(id);
      const note = skipped(setting) ?? (compared === 0 && !isBreached ? (optional?.(setting) ?? null) : null);
      const noted = this.noted.get(id) ?? 0;
      const remark = noteOf === undefined || noted === 0 ? '' : noteOf(noted);
      const remarked = [note ?? '', remark].filter((text) => text !== '').join(': ');
      const verdict = failed.has(id)
        ? 'finding'
        : warned.has(id)
          ? 'warning'
          : note !== null
            ? 'skipped'
            : compared === 0
              ? 'vacuous'
              : 'ok';
      return { id, verdict, compared, unit, breaches: this.breached.get(id) ?? 0, note: remarked };
    });
  }
}

/** By code units: the same order on every machine and in every locale. */
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
