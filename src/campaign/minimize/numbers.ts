import { MAXLONGLONG } from '../../nt/byte-offset.ts';
import { PAGE_SIZE } from '../../nt/page.ts';
import type { Op } from '../../trace/op.ts';
import { MAX_ULONG } from '../../trace/op-schema.ts';
import { MAX_LENGTH } from '../../trace/resolve.ts';

/** Fields that hold a number that is at least 0, in the order in which they count. */
export const NUMBER_FIELDS = ['handle', 'key', 'pageOffset', 'offset', 'length', 'position'] as const;
export type NumberField = (typeof NUMBER_FIELDS)[number];

/** Where a number stands in a trace. */
export interface Slot {
  /** Index of the operation. */
  readonly op: number;
  readonly field: NumberField;
  readonly value: bigint;
}

/** The largest number a field takes. */
export const LARGEST: Readonly<Record<NumberField, bigint>> = {
  handle: 2n ** 31n - 1n,
  key: BigInt(MAX_ULONG),
  pageOffset: BigInt(PAGE_SIZE - 1),
  offset: MAXLONGLONG,
  length: BigInt(MAX_LENGTH),
  position: MAXLONGLONG,
};

function numberOf(value: unknown): bigint | null {
  return typeof value === 'number' ? BigInt(value) : null;
}

function unsignedOf(value: unknown): bigint | null {
  return typeof value === 'string' && !value.startsWith('-') ? BigInt(value) : null;
}

/** The number in a field; null where the operation has no such field, or no number at least 0 in it. */
export function readNumber(op: Op, field: NumberField): bigint | null {
  switch (field) {
    case 'handle':
      return op.op === 'open' ? null : numberOf(op.handle);
    case 'position':
      return op.op === 'set-position' ? unsignedOf(op.position) : null;
  }
  if (op.op !== 'read' && op.op !== 'write') return null;
  if (field === 'offset') return unsignedOf(op.offset);
  return numberOf(field === 'pageOffset' ? op.buffer.pageOffset : op[field]);
}

/** The operation with another number in a field that it has; without that field it is as it was. */
export function writeNumber(op: Op, field: NumberField, value: bigint): Op {
  if (field === 'handle') return op.op === 'open' ? op : { ...op, handle: Number(value) };
  if (field === 'position') return op.op === 'set-position' ? { ...op, position: String(value) } : op;
  if (op.op !== 'read' && op.op !== 'write') return op;
  if (field === 'offset') return { ...op, offset: String(value) };
  if (field === 'pageOffset') return { ...op, buffer: { ...op.buffer, pageOffset: Number(value) } };
  return { ...op, [field]: Number(value) };
}

/** All numbers of the operations, in the order in which they count. */
export function slotsOf(ops: readonly Op[]): Slot[] {
  return ops.flatMap((op, index) =>
    NUMBER_FIELDS.flatMap((field) => {
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
    if (op === undefined || value < 0n || value > LARGEST[slot.field]) return null;
    changed[slot.op] = writeNumber(op, slot.field, value);
  }
  return changed;
}
