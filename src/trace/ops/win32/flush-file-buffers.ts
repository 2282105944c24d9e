import { half } from '../draw/feature.ts';
import { handle, handleText } from '../fields/handle.ts';
import { ordinalText } from '../handle-ordinals.ts';
import { opKind } from '../kind.ts';

/** Asks the device to flush. */
export interface FlushFileBuffersCall {
  readonly call: 'FlushFileBuffers';
  readonly handle: number;
}

/** FlushFileBuffers (W1f). */
export const flushFileBuffers = opKind(
  'FlushFileBuffers',
  { handle },
  {
    view: 'win32',
    simplicity: 6,
    weight: 3,
    feature: half(),
    counts: ['handle'],
    handles: 'kept',
    call: 'FlushFileBuffers',
    draw: (drawing) => ({ op: 'FlushFileBuffers', handle: handle.draw(drawing) }),
    resolve: (op, state): FlushFileBuffersCall => ({
      call: 'FlushFileBuffers',
      handle: state.ordinalOf(op.handle),
    }),
    words: (op) => handleText(op.handle),
    arguments: (call) => [ordinalText(call.handle)],
  },
);
