import type { Surroundings } from './field-type.ts';
import { offset } from './fields/offset.ts';
import { kindOf, type Op } from './index.ts';

/** The lengths that transfers name, bytes. */
function lengthsIn(ops: readonly Op[]): number[] {
  return ops.flatMap((op) => ('length' in op && typeof op.length === 'number' ? [op.length] : []));
}

/** Where transfers end that name an offset at least 0. */
function endsIn(ops: readonly Op[]): bigint[] {
  return ops.flatMap((op) => {
    if (!('length' in op && 'offset' in op) || typeof op.length !== 'number') return [];
    const start = offset.number?.read(op.offset) ?? null;
    return start === null ? [] : [start + BigInt(op.length)];
  });
}

/** What the values of the fields of an operation have to do with. */
export function surroundingsOf(ops: readonly Op[], index: number): Surroundings {
  return {
    ops: ops.length,
    lengths: lengthsIn(ops),
    ends: endsIn(ops),
    opened: ops.slice(0, index).filter((op) => kindOf(op).handles === 'opened').length,
  };
}
