import { count } from '../../describe.ts';
import { sevenEighths } from '../draw/feature.ts';
import { handle, handleText } from '../fields/handle.ts';
import { length, lengthText } from '../fields/length.ts';
import { ordinalText } from '../handle-ordinals.ts';
import { opKind } from '../kind.ts';

/** Reads into a buffer of the program's. */
export interface FileReadCall {
  readonly call: 'File::read';
  readonly handle: number;
  /** Bytes. */
  readonly length: number;
}

/** Rust's `File::read` (W3b). */
export const fileRead = opKind(
  'File::read',
  { handle, length },
  {
    view: 'win32',
    simplicity: 5,
    weight: 7,
    feature: sevenEighths(),
    standsIn: 'read',
    counts: ['handle', 'length'],
    asked: ['length', 'handle'],
    handles: 'kept',
    call: 'File::read',
    draw: (drawing) => ({
      op: 'File::read',
      handle: handle.draw(drawing),
      length: length.draw(drawing),
    }),
    resolve: (op, state): FileReadCall => ({
      call: 'File::read',
      handle: state.ordinalOf(op.handle),
      length: state.lengthOf(op.length),
    }),
    words: (op) => [lengthText(op.length), ...handleText(op.handle)],
    arguments: (call) => [ordinalText(call.handle), count(call.length, 'byte')],
  },
);
