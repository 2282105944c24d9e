import { PLAIN_DATA } from '../../../trace/defaults.ts';
import type { DataSpec, HandleRef, Op, OpenOp, ReadOp, WriteOp } from '../../../trace/op.ts';
import { lowerInteger } from '../lower.ts';
import { NUMBER_FIELDS, type NumberField, readNumber, writeNumber } from '../numbers.ts';
import { ACCESSES, FAULTS, MEMORIES } from '../order.ts';
import { simplerLengths, simplerOffsets } from '../relative.ts';
import type { Search } from '../search.ts';
import { shorterTexts } from '../texts.ts';

type Transfer = ReadOp | WriteOp;

/** The simpler values of a field, the simplest first, each in place in the operation. */
type Simplify<Kind extends Op> = (op: Kind, ops: readonly Op[]) => readonly Op[];

/** The numbers of handles that can be told apart in a trace of so many operations. */
function simplerHandles(op: Exclude<Op, OpenOp>, ops: readonly Op[]): readonly Op[] {
  const handles: HandleRef[] = [...ops.keys()];
  if (op.handle === 'closed' || op.handle === 'event') handles.push('none');
  if (op.handle === 'event') handles.push('closed');
  return handles.map((handle) => ({ ...op, handle }));
}

function simplerData(data: DataSpec): readonly DataSpec[] {
  const zero: DataSpec = { pattern: 'zero' };
  if (!('hex' in data)) return [PLAIN_DATA];
  const texts = shorterTexts(data.hex, 2).map((hex) => ({ hex }));
  return [PLAIN_DATA, zero, ...texts];
}

const OPEN_FIELDS: readonly Simplify<OpenOp>[] = [
  (op) => [null, ...(op.name === null ? [] : shorterTexts(op.name, 1))].map((name) => ({ ...op, name })),
  (op) => ACCESSES.map((access) => ({ ...op, access })),
  (op) => [{ ...op, overlapped: false }],
];

const TRANSFER_FIELDS: readonly Simplify<Transfer>[] = [
  (op) => [{ ...op, event: false }],
  (op) => FAULTS.map((fault) => ({ ...op, fault })),
  (op) => MEMORIES.map((memory) => ({ ...op, buffer: { ...op.buffer, memory } })),
  (op) => [{ ...op, buffer: { ...op.buffer, shared: false } }],
  (op, ops) => simplerOffsets(op.offset, ops).map((offset) => ({ ...op, offset })),
  (op, ops) => simplerLengths(op.length, ops).map((length) => ({ ...op, length })),
  (op) => (op.op === 'write' ? simplerData(op.data).map((data) => ({ ...op, data })) : []),
];

/** Goes over one field's candidates until the first that is accepted. */
function simplifyField<Kind extends Op>(
  search: Search,
  index: number,
  op: Kind,
  field: Simplify<Kind>,
): void {
  field(op, search.ops).find((candidate) => search.attemptOp(index, candidate));
}

function lowerField(search: Search, index: number, field: NumberField): void {
  const op = search.ops[index];
  const value = op === undefined ? null : readNumber(op, field);
  if (op === undefined || value === null || value === 0n) return;
  lowerInteger(value, (lower) => search.attemptOp(index, writeNumber(op, field, lower)));
}

function lowerSeed(search: Search, index: number): void {
  const op = search.ops[index];
  if (op?.op !== 'write' || !('pattern' in op.data) || op.data.pattern !== 'counter') return;
  lowerInteger(BigInt(op.data.seed), (seed) =>
    search.attemptOp(index, { ...op, data: { pattern: 'counter', seed: Number(seed) } }),
  );
}

function simplifyOp(search: Search, index: number): void {
  const current = (): Op | undefined => search.ops[index];
  for (const field of OPEN_FIELDS) {
    const op = current();
    if (op?.op === 'open') simplifyField(search, index, op, field);
  }
  const referring = current();
  if (referring !== undefined && referring.op !== 'open') {
    simplifyField(search, index, referring, simplerHandles);
  }
  for (const field of TRANSFER_FIELDS) {
    const op = current();
    if (op?.op === 'read' || op?.op === 'write') simplifyField(search, index, op, field);
  }
  const positioned = current();
  if (positioned?.op === 'set-position') {
    const field: Simplify<typeof positioned> = (op, ops) =>
      simplerOffsets(op.position, ops).flatMap((position) =>
        typeof position === 'string' ? [{ ...op, position }] : [],
      );
    simplifyField(search, index, positioned, field);
  }
  for (const field of NUMBER_FIELDS) lowerField(search, index, field);
  lowerSeed(search, index);
}

/**
 * Simplifies every field of every operation. First those with a few values each: name, access, overlapped;
 * handle; event, fault, memory, shared, offset and length that are no plain number, data; position. Then
 * the numbers downwards: handle, key, page offset, offset, length, position, seed of the data.
 */
export function simplerFields(search: Search): void {
  for (const index of search.ops.keys()) simplifyOp(search, index);
}
