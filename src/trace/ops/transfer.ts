import type { During } from '../during.ts';
import type { CaseState } from './case-state.ts';
import { type BufferSpec, bufferFields, bufferText } from './fields/buffer.ts';
import { during, duringText } from './fields/during.ts';
import { event } from './fields/event.ts';
import { handle, handleText } from './fields/handle.ts';
import { key, keyText } from './fields/key.ts';
import { type LengthSpec, transferLength as length, lengthText } from './fields/length.ts';
import { type OffsetSpec, offset, offsetText } from './fields/offset.ts';
import { ordinalText } from './handle-ordinals.ts';
import type { FieldConflict, OpWith } from './kind.ts';
import { lengthConflict } from './length-conflict.ts';

/** The fields of a read, which a write has too. */
export const transferFields = { handle, offset, length, buffer: bufferFields, key, event, during };

/** In the order in which they count. */
export const TRANSFER_COUNTS = [
  'handle',
  'event',
  'during',
  'key',
  'buffer.memory',
  'buffer.shared',
  'length',
  'buffer.pageOffset',
  'offset',
] as const;

/** In the order in which it is asked whether they matter, but for the data and the handle. */
export const TRANSFER_ASKED = [
  'buffer.pageOffset',
  'offset',
  'length',
  'buffer.memory',
  'buffer.shared',
  'during',
  'event',
  'key',
] as const;

type Transfer = OpWith<'read' | 'write', typeof transferFields>;

/** A transfer as it was asked for. */
export interface TransferCall {
  readonly handle: number;
  /** Bytes; null for a NULL ByteOffset. */
  readonly offset: bigint | null;
  /** Bytes. */
  readonly length: number;
  readonly key: number;
  readonly event: boolean;
  readonly buffer: BufferSpec;
  readonly during: During;
}

/** What is wrong with the fields of a transfer together; null for nothing. */
export function transferConflict(op: {
  readonly length: LengthSpec;
  readonly buffer: BufferSpec;
}): FieldConflict | null {
  return lengthConflict(op.length, op.buffer.memory, ['length']);
}

/** Whether the article's device, and others that store at the start, probably keep such a write. */
export function isProbablyStored(offset: OffsetSpec): boolean {
  return offset === '0' || offset === null || offset === '-1' || offset === '-2';
}

/** `dataParts` are those of what is written. */
export function transferWords(op: Transfer, dataParts: readonly string[]): readonly string[] {
  return [
    offsetText(op.offset, op.op === 'write'),
    lengthText(op.length),
    ...handleText(op.handle),
    ...bufferText(op.buffer),
    ...dataParts,
    ...keyText(op.key, 'key'),
    ...(op.event ? ['with an event'] : []),
    ...duringText(op.during),
  ];
}

export function transferArguments(call: TransferCall): readonly string[] {
  return [
    ordinalText(call.handle),
    `ByteOffset ${call.offset ?? 'NULL'}`,
    `Length ${call.length}`,
    ...bufferText(call.buffer),
    ...keyText(call.key, 'Key'),
    ...(call.event ? ['an event'] : []),
    ...duringText(call.during),
  ];
}

/** What was written is what lengths and offsets may refer to: a driver may claim more than it was asked to write. */
export function noteWritten(lengthBytes: number, bytes: number | null, state: CaseState): void {
  if (bytes !== null) state.lastWritten = Math.min(bytes, lengthBytes);
}
