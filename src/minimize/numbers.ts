import { type Field, kindOf, type Op } from '../trace/ops/index.ts';

/** Where a number at least 0 stands in a trace. */
export interface Slot {
  /** Index of the operation. */
  readonly op: number;
  readonly field: Field;
  readonly value: bigint;
}

/** The number in a field of an operation; null where there is none that is at least 0. */
export function readNumber(op: Op, { type, get }: Field): bigint | null {
  return type.number?.read(get(op)) ?? null;
}

/** The operation with another number in a field that holds one. */
export function writeNumber(op: Op, field: Field, value: bigint): Op {
  const { number } = field.type;
  return number === null ? op : field.with(op, number.write(value, field.get(op)));
}

/** All numbers of the operations that may be lowered together, in the order in which they count. */
export function slotsOf(ops: readonly Op[]): Slot[] {
  return ops.flatMap((op, index) =>
    kindOf(op).fields.flatMap((field) => {
      if (field.type.number?.means === 'alone') return [];
      const value = readNumber(op, field);
      return value === null ? [] : [{ op: index, field, value }];
    }),
  );
}

/**
 * The operations with other numbers in some slots: `change` gives the new number for each. Null when one
 * of them would be below 0 or above the largest its field takes.
 */
export function withNumbers(
  ops: readonly Op[],
  slots: readonly Slot[],
  change: (slot: Slot) => bigint,
): Op[] | null {
  const changed = [...ops];
  for (const slot of slots) {
    const value = change(slot);
    const op = changed[slot.op];
    if (op === undefined || value < 0n || value > (slot.field.type.number?.largest ?? 0n)) return null;
    changed[slot.op] = writeNumber(op, slot.field, value);
  }
  return changed;
}
