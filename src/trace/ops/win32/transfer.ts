import { count } from '../../describe.ts';
import type { Drawing } from '../draw/drawing.ts';
import { type BufferSpec, bufferFields, bufferText } from '../fields/buffer.ts';
import { event } from '../fields/event.ts';
import { handle, handleText } from '../fields/handle.ts';
import { length, lengthText } from '../fields/length.ts';
import { ordinalText } from '../handle-ordinals.ts';
import type { OpWith } from '../kind.ts';
import {
  type OverlappedArgument,
  type OverlappedSpec,
  overlapped,
  overlappedText,
} from './fields/overlapped.ts';

/** The fields of a ReadFile, which a WriteFile has too. */
export const transferFields = { handle, length, buffer: bufferFields, overlapped, event };

/** In the order in which they count. */
export const TRANSFER_COUNTS = [
  'handle',
  'event',
  'buffer.memory',
  'buffer.shared',
  'length',
  'buffer.pageOffset',
  'overlapped',
] as const;

/** In the order in which it is asked whether they matter, but for the data and the handle. */
export const TRANSFER_ASKED = [
  'buffer.pageOffset',
  'overlapped',
  'length',
  'buffer.memory',
  'buffer.shared',
  'event',
] as const;

type Transfer = OpWith<'ReadFile' | 'WriteFile', typeof transferFields>;

/** A transfer as it was asked for. */
export interface Win32TransferCall {
  readonly handle: number;
  /** Bytes. */
  readonly length: number;
  readonly buffer: BufferSpec;
  readonly overlapped: OverlappedArgument | null;
}

/** `dataParts` are those of what is written. */
export function transferWords(op: Transfer, dataParts: readonly string[]): readonly string[] {
  return [
    lengthText(op.length),
    ...handleText(op.handle),
    ...bufferText(op.buffer),
    ...dataParts,
    ...overlappedText(op.overlapped, op.event),
  ];
}

export function transferArguments(call: Win32TransferCall): readonly string[] {
  const { overlapped: given } = call;
  return [
    ordinalText(call.handle),
    count(call.length, 'byte'),
    ...bufferText(call.buffer),
    ...(given === null ? [] : overlappedText(String(given.offset), given.event)),
  ];
}

/** Whether the article's device, and others that store at the start, probably keep such a write. */
export function isProbablyStored(drawing: Drawing, given: OverlappedSpec): boolean {
  return given === null ? !drawing.program.moved : given === '0' || given === APPEND;
}

/** 2^64 - 1. */
const APPEND = '18446744073709551615';
