import { MEASURES, type Measure } from '../../trace/ops/field-type.ts';
import { type Field, kindOf } from '../../trace/ops/index.ts';
import { surroundingsOf } from '../../trace/ops/surroundings.ts';
import type { Asking } from '../asking.ts';
import { lowerInteger } from '../lower.ts';
import { readNumber, writeNumber } from '../numbers.ts';
import type { Search } from '../search.ts';

/** Goes over the simpler values of a field until the first that is accepted. */
function* simplifyField(search: Search, index: number, { type, get, with: replace }: Field): Asking<void> {
  const op = search.ops[index];
  if (op === undefined) return;
  for (const value of type.simpler(get(op), surroundingsOf(search.ops, index))) {
    if (yield* search.attemptOp(index, replace(op, value))) return;
  }
}

function* lowerField(search: Search, index: number, field: Field): Asking<void> {
  const op = search.ops[index];
  const value = op === undefined ? null : readNumber(op, field);
  if (op === undefined || value === null || value === 0n) return;
  yield* lowerInteger(value, (lower) => search.attemptOp(index, writeNumber(op, field, lower)));
}

function* lowerFields(search: Search, measure: Measure | undefined): Asking<void> {
  for (const [index, op] of search.ops.entries()) {
    for (const field of kindOf(op).fields) {
      if (field.type.measured?.what === measure) yield* lowerField(search, index, field);
    }
  }
}

/**
 * Simplifies every field of every operation, in the order in which they count. First by the simpler values that a
 * field has instead of what is no plain number, then the numbers downwards.
 */
export function* simplerFields(search: Search): Asking<void> {
  for (const [index, op] of search.ops.entries()) {
    for (const field of kindOf(op).fields) yield* simplifyField(search, index, field);
  }
  for (const measure of [undefined, ...MEASURES]) yield* lowerFields(search, measure);
}
