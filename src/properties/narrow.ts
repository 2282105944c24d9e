import type { JudgedBreach } from '../trace/finding/finding.ts';
import type { Ending } from '../trace/run/observation.ts';

/** One property's part of an observation, compared with one allowed outcome. */
export interface ComparedField<Expected, Observed, Call> {
  readonly property: string;
  /** Comparisons of substance that this call offers. */
  compared(expected: Expected, observed: Observed): number;
  /** Whether a call leaves what this compares, as far as can be told without a model. */
  isLeft(observed: Observed): boolean;
  /** Reason code of the mismatch; null when the outcome allows what was observed. */
  mismatch(expected: Expected, observed: Observed, call: Call): string | null;
}

/** What a walk along a run has found out about each field, by the field's place in the list of fields. */
export interface FieldTally {
  readonly compared: number[];
  readonly breaches: (JudgedBreach | null)[];
}

/** Nothing compared and nothing breached yet. */
export function fieldTally(fields: readonly unknown[]): FieldTally {
  return { compared: fields.map(() => 0), breaches: fields.map(() => null) };
}

/** Counts, by the field's place, the calls that leave what it would compare. */
export function countLeft<Observed, Call>(
  fields: readonly ComparedField<never, Observed, Call>[],
  observations: readonly Observed[],
): readonly number[] {
  return fields.map((field) => observations.filter((observed) => field.isLeft(observed)).length);
}

interface Ended {
  readonly ending: Ending;
}

/** One call of a run. */
interface Step<Observed, Call> {
  readonly call: Call;
  readonly observed: Observed;
}

/**
 * The outcomes that allow what was observed; none after a breach. A field that no outcome is left for has its
 * breach, and the fields after it are compared with the set as it was, so that each mismatch has its say.
 * `breachOf` makes a breach of a mismatch with the preferred outcome.
 */
export function narrow<
  Expected extends Ended,
  Observed extends Ended,
  Call,
  Outcome extends { readonly expected: Expected },
  Field extends ComparedField<Expected, Observed, Call>,
  At extends Step<Observed, Call>,
>(
  outcomes: readonly Outcome[],
  fields: readonly Field[],
  at: At,
  tally: FieldTally,
  breachOf: (field: Field, expected: Outcome['expected'], reason: string, at: At) => JudgedBreach,
): readonly Outcome[] {
  let allowed = outcomes;
  let isBreached = false;
  for (let index = 0; index < fields.length; index += 1) {
    const field = fields[index];
    const first = allowed[0];
    if (field === undefined || first === undefined) break;
    tally.compared[index] = (tally.compared[index] ?? 0) + field.compared(first.expected, at.observed);
    const reason = field.mismatch(first.expected, at.observed, at.call);
    if (reason === null && allowed.length === 1) continue;
    const matching = allowed.filter(
      ({ expected }) => field.mismatch(expected, at.observed, at.call) === null,
    );
    if (reason === null || matching.length > 0) {
      allowed = matching;
      continue;
    }
    tally.breaches[index] = breachOf(field, first.expected, reason, at);
    isBreached = true;
    // A call that never returned left nothing else to compare.
    if (at.observed.ending !== first.expected.ending) break;
  }
  return isBreached ? [] : allowed;
}
