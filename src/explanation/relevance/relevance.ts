import type { Asking } from '../../minimize/asking.ts';
import type { Relevance } from '../../trace/finding/finding.ts';
import type { Shown } from '../../trace/ops/index.ts';
import type { BufferingMode, Trace } from '../../trace/trace.ts';
import { type Bounds, searchBounds } from './bounds.ts';
import { condition } from './condition.ts';
import type { Field } from './field.ts';
import { opFields } from './op-fields.ts';
import { settingFields } from './setting-fields.ts';

/** Executions allowed for one finding. A field that would need more than are left is not tried. */
export const RELEVANCE_EXECUTIONS = 400;
/** What the search of the bounds of 64-bit numbers takes at most: two halvings, and what is tried within. */
const SEARCH_EXECUTIONS = 2 * 64 + 6;

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
 * told: of numbers the bounds, which are searched. What it says is deterministic.
 *
 * It asks about each of the traces with another value as `minimization` does about its candidates.
 */
export function* relevance(trace: Trace, { op, modes }: RelevanceOptions): Asking<Relevance> {
  const outcomes: Outcome[] = [];
  let executions = 0;
  for (const field of fieldsOf(trace, op, modes)) {
    const most = field.alternatives.length + (field.numbers === null ? 0 : SEARCH_EXECUTIONS);
    if (executions + most > RELEVANCE_EXECUTIONS) continue;
    const { outcome, asked } = yield* outcomeOf(field);
    executions += asked;
    outcomes.push(outcome);
  }
  return { ...told(outcomes), executions };
}

/** The operation at which it shows, then those before it from the last to the first, those after it, the setting. */
function fieldsOf(trace: Trace, op: number, modes: readonly BufferingMode[]): Field[] {
  const indices = [...trace.ops.keys()];
  const order = [...indices.slice(0, op + 1).toReversed(), ...indices.slice(op + 1)];
  return [...order.flatMap((index) => opFields(trace, index)), ...settingFields(trace, modes)];
}

function* outcomeOf({ name, op, value, alternatives, numbers, isClosed }: Field): Asking<{
  readonly outcome: Outcome;
  /** Executions. */
  readonly asked: number;
}> {
  const kept = [value];
  const lost: Shown[] = [];
  const tried = new Map<bigint, boolean>();
  if (value.number !== null) tried.set(value.number, true);
  for (const alternative of alternatives) {
    const keeps = yield alternative.trace;
    (keeps ? kept : lost).push(alternative.value);
    const { number } = alternative.value;
    if (number !== null) tried.set(number, keeps);
  }
  const asked = alternatives.length;
  if (lost.length === 0) return { outcome: { name, op, condition: null }, asked };
  const before = tried.size;
  const start = kept.find(({ number }) => number !== null)?.number ?? null;
  const isSearched = numbers !== null && start !== null && lost.some(({ number }) => number !== null);
  const bounds: Bounds | null = isSearched ? yield* searchBounds(start, tried, numbers) : null;
  return {
    outcome: { name, op, condition: condition({ kept, lost, bounds, isClosed }) },
    asked: asked + tried.size - before,
  };
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
