import { PAGE_SIZE } from '../../../nt/page.ts';
import { dataBytes } from '../../data.ts';
import { half } from '../draw/feature.ts';
import { data } from '../fields/data.ts';
import { handle } from '../fields/handle.ts';
import { length } from '../fields/length.ts';
import { opKind } from '../kind.ts';
import { noteWritten } from '../transfer.ts';
import { type FileDataCall, fileDataArguments, fileDataFields, fileDataWords } from './file-data.ts';

/** Writes until all is written. */
export interface FileWriteAllCall extends FileDataCall {
  readonly call: 'File::write_all';
}

/** What the last of several writes, of a page at most each, stored (W3). */
function lastStored(lengthBytes: number): number {
  return lengthBytes === 0 ? 0 : ((lengthBytes - 1) % PAGE_SIZE) + 1;
}

/** Rust's `File::write_all` (W3). */
export const fileWriteAll = opKind('File::write_all', fileDataFields, {
  view: 'win32',
  simplicity: 8,
  weight: 5,
  feature: half(),
  counts: ['handle', 'length', 'data'],
  asked: ['length', 'data', 'handle'],
  handles: 'kept',
  call: 'File::write_all',
  draw(drawing) {
    const op = {
      op: 'File::write_all' as const,
      handle: handle.draw(drawing),
      length: length.draw(drawing),
      data: data.draw(drawing),
    };
    if (!drawing.program.moved) drawing.lastLength = lastStored(drawing.lengthBytes);
    return op;
  },
  resolve: (op, state): FileWriteAllCall => ({
    call: 'File::write_all',
    handle: state.ordinalOf(op.handle),
    data: dataBytes(op.data, state.lengthOf(op.length)),
  }),
  succeeded: (call, _bytes, state) => noteWritten(call.data.length, call.data.length, state),
  words: (op) => fileDataWords(op),
  arguments: (call) => fileDataArguments(call),
});
