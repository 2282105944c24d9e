import { count } from '../../describe.ts';
import { data, dataText } from '../fields/data.ts';
import { handle, handleText } from '../fields/handle.ts';
import { length, lengthText } from '../fields/length.ts';
import { ordinalText } from '../handle-ordinals.ts';
import type { OpWith } from '../kind.ts';

/** The fields of a write of Rust's File. */
export const fileDataFields = { handle, length, data };

/** A write of Rust's File as it was asked for. */
export interface FileDataCall {
  readonly handle: number;
  /** Owned by the caller: not to be changed or kept. */
  readonly data: Uint8Array;
}

export function fileDataWords(
  op: OpWith<'File::write' | 'File::write_all', typeof fileDataFields>,
): readonly string[] {
  return [lengthText(op.length), ...handleText(op.handle), ...dataText(op.data)];
}

export function fileDataArguments(call: FileDataCall): readonly string[] {
  return [ordinalText(call.handle), count(call.data.length, 'byte')];
}
