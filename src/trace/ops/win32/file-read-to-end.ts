import type { Drawing } from '../draw/drawing.ts';
import { half } from '../draw/feature.ts';
import { handle, handleText } from '../fields/handle.ts';
import { ordinalText } from '../handle-ordinals.ts';
import { opKind } from '../kind.ts';

/** Reads until the end of the file. */
export interface FileReadToEndCall {
  readonly call: 'File::read_to_end';
  readonly handle: number;
}

/** Less than this, and it would take very many reads to fill a program's memory, bytes. */
const LEAST_BYTES = 256;

function isQuick({ lastLength, program }: Drawing): boolean {
  return !program.moved && (lastLength === 0 || lastLength >= LEAST_BYTES);
}

/** Rust's `File::read_to_end` (W3c). */
export const fileReadToEnd = opKind(
  'File::read_to_end',
  { handle },
  {
    view: 'win32',
    simplicity: 9,
    weight: 3,
    feature: half(),
    suits: isQuick,
    counts: ['handle'],
    handles: 'kept',
    call: 'File::read_to_end',
    draw: (drawing) => ({ op: 'File::read_to_end', handle: handle.draw(drawing) }),
    resolve: (op, state): FileReadToEndCall => ({
      call: 'File::read_to_end',
      handle: state.ordinalOf(op.handle),
    }),
    words: (op) => handleText(op.handle),
    arguments: (call) => [ordinalText(call.handle)],
  },
);
