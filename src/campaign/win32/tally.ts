import { WIN32_PROPERTIES, type Win32Judgement } from '../../properties/win32/judge-win32.ts';
import type { Subject } from '../../subjects/index.ts';
import { addRefused, type Refusal, type RefusedCases } from '../../trace/refusal.ts';
import type { ModeCount, PropertyResult } from '../../trace/result.ts';
import type { BufferingMode, TraceOptions } from '../../trace/trace.ts';
import type { Win32Run } from '../../trace/win32/observation.ts';
import { WIN32_OP_KINDS, type Win32OpKind } from '../../trace/win32/op.ts';
import type { Win32FirstCase } from './counterexample.ts';

function increase<Key>(counts: Map<Key, number>, key: Key, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** Counts what a campaign in the Win32 view did and keeps the first case of every finding. */
export class Win32Tally {
  cases = 0;
  calls = 0;
  refused: RefusedCases | null = null;
  readonly #compared = new Map<string, number>();
  readonly #breached = new Map<string, number>();
  readonly #arms = new Map<string, number>();
  readonly #opKinds = new Map<Win32OpKind, number>();
  readonly #modeCases = new Map<BufferingMode, number>();
  readonly #modeCalls = new Map<BufferingMode, number>();
  readonly #first = new Map<string, Win32FirstCase>();

  count(run: Win32Run, judgement: Win32Judgement, options: TraceOptions, caseIndex: number): void {
    this.cases += 1;
    this.calls += run.calls.length;
    increase(this.#modeCases, options.mode, 1);
    increase(this.#modeCalls, options.mode, run.calls.length);
    for (const { call } of run.calls) increase(this.#opKinds, call, 1);
    for (const arm of judgement.arms) increase(this.#arms, arm, 1);
    for (const { property, compared, breach } of judgement.verdicts) {
      increase(this.#compared, property, compared);
      if (breach === null) continue;
      increase(this.#breached, property, 1);
      const key = `${property} ${breach.reason}`;
      if (!this.#first.has(key)) this.#first.set(key, { breach, options, caseIndex });
    }
  }

  /** Notes a case that ended at a request that is not executed. */
  noteRefusal(refusal: Refusal, caseIndex: number): void {
    this.refused = addRefused(this.refused, { cases: 1, traces: 0, first: { caseIndex, ...refusal } });
  }

  /** First cases, by the order of properties and then by reason, by code units. */
  firstCases(): readonly Win32FirstCase[] {
    const rank = ({ breach }: Win32FirstCase): number => WIN32_PROPERTIES.indexOf(breach.property);
    return [...this.#first.values()].sort(
      (left, right) => rank(left) - rank(right) || (left.breach.reason < right.breach.reason ? -1 : 1),
    );
  }

  modeCounts(modes: readonly BufferingMode[]): readonly ModeCount[] {
    return modes.map((mode) => ({
      mode,
      cases: this.#modeCases.get(mode) ?? 0,
      calls: this.#modeCalls.get(mode) ?? 0,
    }));
  }

  opKindCounts(): Record<Win32OpKind, number> {
    const counts = WIN32_OP_KINDS.map((kind) => [kind, this.#opKinds.get(kind) ?? 0]);
    return Object.fromEntries(counts) as Record<Win32OpKind, number>;
  }

  /** How often each of `arms` decided a call. */
  armCounts(arms: readonly string[]): Record<string, number> {
    return Object.fromEntries(arms.map((arm) => [arm, this.#arms.get(arm) ?? 0]));
  }

  propertyResults(subject: Subject, modes: readonly BufferingMode[]): PropertyResult[] {
    return WIN32_PROPERTIES.map((id) => {
      const compared = this.#compared.get(id) ?? 0;
      const breaches = this.#breached.get(id) ?? 0;
      const isData = id === 'win32/data';
      const note = isData && compared === 0 ? dataless(subject, modes) : '';
      return {
        id,
        verdict: breaches > 0 ? 'finding' : compared > 0 ? 'ok' : note === '' ? 'vacuous' : 'skipped',
        compared,
        unit: isData ? 'bytes' : 'calls',
        breaches,
        note,
      };
    });
  }
}

/** Why a device may have moved no data; empty where it should have. */
function dataless({ movesNoData, generation }: Subject, modes: readonly BufferingMode[]): string {
  if (modes.every((mode) => movesNoData.includes(mode))) return 'the device moves no data in this mode';
  return generation.recordKeys ? 'no call has the key that the device goes by' : '';
}
