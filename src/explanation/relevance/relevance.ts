import type { Asking } from '../../minimize/asking.ts';
import type { Relevance } from '../../trace/finding/finding.ts';
import type { BufferingMode, Trace } from '../../trace/trace.ts';
import { condition } from './condition.ts';
import type { Field } from './field.ts';
import { opFields } from './op-fields.ts';
import { settingFields } from './setting-fields.ts';

/** Executions allowed for one finding. A field that would need more than are left is not tried. */
export const RELEVANCE_EXECUTIONS = 200;

/** What the values tried tell of a field: null when it does not matter, else which values keep the finding. */
interface Outcome {
  readonly name: string;
  readonly op: number | null;
  readonly condition: string | null;
}

export interface RelevanceOptions {
  /** Index of the operation at which the finding shows: its fields come first. */
  readonly op: number;
  /** The driver's modes. */
  readonly modes: readonly BufferingMode[];
}

/**
 * Tries for each field of a minimal trace whether other values keep its finding (design D9), one field at a time.
 *
 * A field does not matter when every value tried keeps the finding. Of one that matters the values that keep it are
 * told, as far as those tried show them. What it says is deterministic, and about the values tried alone.
 *
 * It asks about each of the traces with another value as `minimization` does about its candidates.
 */
export function* relevance(trace: Trace, { op, modes }: RelevanceOptions): Asking<Relevance> {
  const outcomes: Outcome[] = [];
  let executions = 0;
  for (const field of fieldsOf(trace, op, modes)) {
    if (executions + field.alternatives.length > RELEVANCE_EXECUTIONS) continue;
    executions += field.alternatives.length;
    outcomes.push(yield* outcomeOf(field));
  }
  return { ...told(outcomes), executions };
}

/** The operation at which it shows, then those before it from the last to the first, those after it, the setting. */
function fieldsOf(trace: Trace, op: number, modes: readonly BufferingMode[]): Field[] {
  const indices = [...trace.ops.keys()];
  const order = [...indices.slice(0, op + 1).toReversed(), ...indices.slice(op + 1)];
  return [...order.flatMap((index) => opFields(trace, index)), ...settingFields(trace, modes)];
}

function* outcomeOf({ name, op, value, alternatives }: Field): Asking<Outcome> {
  const kept = [value];
  const lost = [];
  for (const alternative of alternatives) {
    if (yield alternative.trace) kept.push(alternative.value);
    else lost.push(alternative.value);
  }
  return { name, op, condition: lost.length === 0 ? null : condition(kept, lost) };
}

/** Fields of one name in one entry where what holds for one operation holds for all. */
function told(outcomes: readonly Outcome[]): Pick<Relevance, 'matters' | 'doesNotMatter'> {
  const matters: string[] = [];
  const doesNotMatter: string[] = [];
  for (const name of new Set(outcomes.map((outcome) => outcome.name))) {
    const alike = outcomes.filter((outcome) => outcome.name === name);
    const isOne = alike.every((outcome) => outcome.condition === alike[0]?.condition);
    for (const { op, condition: text } of isOne ? alike.slice(0, 1) : alike) {
      const where = isOne || op === null ? name : `${name} of operation ${op + 1}`;
      if (text === null) doesNotMatter.push(where);
      else matters.push(`${where} (${text})`);
    }
  }
  return { matters, doesNotMatter };
}
