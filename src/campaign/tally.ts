import type { Verdict } from '../properties/judge.ts';
import type { Subject } from '../subjects/index.ts';
import type { Breach } from '../trace/finding.ts';
import { OP_KINDS, type OpKind } from '../trace/op.ts';
import type { ModeCount, PropertyResult } from '../trace/result.ts';
import type { Run } from '../trace/run.ts';
import type { BufferingMode, Trace } from '../trace/trace.ts';
import { PROPERTIES } from './property-list.ts';
import { traceHash } from './trace-hash.ts';

/** The first case that showed a finding. */
export interface FirstCase {
  readonly breach: Breach;
  readonly trace: Trace;
  readonly caseIndex: number;
}

/** Findings of one campaign are told apart by property, reason and severity. */
function keyOf(breach: Breach): string {
  return `${breach.property} ${breach.reason} ${breach.severity}`;
}

/** Counts what a campaign did and keeps the first case of every finding. */
export class Tally {
  calls = 0;
  executions = 0;
  cases = 0;
  readonly #compared = new Map<string, number>();
  readonly #breached = new Map<string, number>();
  readonly #modes = new Map<BufferingMode, { cases: number; calls: number }>();
  readonly #arms = new Map<string, number>();
  readonly #opKinds = new Map<OpKind, number>();
  readonly #hashes = new Set<number>();
  readonly #first = new Map<string, FirstCase>();

  countRun(run: Run): void {
    const { trace, calls } = run;
    this.cases += 1;
    this.executions += 1;
    this.calls += calls.length;
    this.#hashes.add(traceHash(trace));
    const mode = this.#modes.get(trace.options.mode) ?? { cases: 0, calls: 0 };
    mode.cases += 1;
    mode.calls += calls.length;
    this.#modes.set(trace.options.mode, mode);
    for (let index = 0; index < calls.length; index += 1) {
      const op = trace.ops[index];
      if (op !== undefined) this.#opKinds.set(op.op, (this.#opKinds.get(op.op) ?? 0) + 1);
    }
  }

  countArms(arms: readonly string[]): void {
    for (const arm of arms) this.#arms.set(arm, (this.#arms.get(arm) ?? 0) + 1);
  }

  countVerdict(verdict: Verdict, trace: Trace, caseIndex: number): void {
    const { property, compared, breach } = verdict;
    this.#compared.set(property, (this.#compared.get(property) ?? 0) + compared);
    if (breach === null) return;
    this.#breached.set(property, (this.#breached.get(property) ?? 0) + 1);
    const key = keyOf(breach);
    if (!this.#first.has(key)) this.#first.set(key, { breach, trace, caseIndex });
  }

  get findings(): number {
    return this.#first.size;
  }

  get distinctTraces(): number {
    return this.#hashes.size;
  }

  /** First cases, by the order of properties and then by reason. */
  firstCases(): FirstCase[] {
    const rank = new Map(PROPERTIES.map(({ id }, index) => [id, index]));
    return [...this.#first.values()].sort(
      (left, right) =>
        (rank.get(left.breach.property) ?? 0) - (rank.get(right.breach.property) ?? 0) ||
        compareText(keyOf(left.breach), keyOf(right.breach)),
    );
  }

  modeCounts(modes: readonly BufferingMode[]): ModeCount[] {
    return modes.map((mode) => ({ mode, ...(this.#modes.get(mode) ?? { cases: 0, calls: 0 }) }));
  }

  opKindCounts(): Record<OpKind, number> {
    return Object.fromEntries(OP_KINDS.map((kind) => [kind, this.#opKinds.get(kind) ?? 0])) as Record<
      OpKind,
      number
    >;
  }

  /** How often each of `arms` decided a call. */
  armCounts(arms: readonly string[]): Record<string, number> {
    return Object.fromEntries(arms.map((arm) => [arm, this.#arms.get(arm) ?? 0]));
  }

  propertyResults(subject: Subject, modes: readonly BufferingMode[]): PropertyResult[] {
    const warned = new Set<string>();
    const failed = new Set<string>();
    for (const { breach } of this.#first.values())
      (breach.severity === 'error' ? failed : warned).add(breach.property);
    return PROPERTIES.map(({ id, unit, skipped }) => {
      const compared = this.#compared.get(id) ?? 0;
      const note = skipped(subject, modes);
      const verdict = failed.has(id)
        ? 'finding'
        : warned.has(id)
          ? 'warning'
          : note !== null
            ? 'skipped'
            : compared === 0
              ? 'vacuous'
              : 'ok';
      return { id, verdict, compared, unit, breaches: this.#breached.get(id) ?? 0, note: note ?? '' };
    });
  }
}

/** By code units: the same order on every machine and in every locale. */
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
