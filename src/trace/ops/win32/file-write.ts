import { dataBytes } from '../../data.ts';
import { sevenEighths } from '../draw/feature.ts';
import { data } from '../fields/data.ts';
import { handle } from '../fields/handle.ts';
import { length } from '../fields/length.ts';
import { opKind } from '../kind.ts';
import { noteWritten } from '../transfer.ts';
import { type FileDataCall, fileDataArguments, fileDataFields, fileDataWords } from './file-data.ts';

/** Writes once. */
export interface FileWriteCall extends FileDataCall {
  readonly call: 'File::write';
}

/** Rust's `File::write` (W3b). */
export const fileWrite = opKind('File::write', fileDataFields, {
  view: 'win32',
  simplicity: 4,
  weight: 5,
  feature: sevenEighths(),
  standsIn: 'write',
  counts: ['handle', 'length', 'data'],
  asked: ['length', 'data', 'handle'],
  handles: 'kept',
  call: 'File::write',
  draw(drawing) {
    const op = {
      op: 'File::write' as const,
      handle: handle.draw(drawing),
      length: length.draw(drawing),
      data: data.draw(drawing),
    };
    if (!drawing.program.moved) drawing.lastLength = drawing.lengthBytes;
    return op;
  },
  resolve: (op, state): FileWriteCall => ({
    call: 'File::write',
    handle: state.ordinalOf(op.handle),
    data: dataBytes(op.data, state.lengthOf(op.length)),
  }),
  succeeded: (call, bytes, state) => noteWritten(call.data.length, bytes, state),
  words: (op) => fileDataWords(op),
  arguments: (call) => fileDataArguments(call),
});
