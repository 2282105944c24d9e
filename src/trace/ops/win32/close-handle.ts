import { half } from '../draw/feature.ts';
import { drawnWithoutEvent, handle, handleText } from '../fields/handle.ts';
import { ordinalText } from '../handle-ordinals.ts';
import { opKind } from '../kind.ts';

/** Closes a handle. */
export interface CloseHandleCall {
  readonly call: 'CloseHandle';
  readonly handle: number;
}

/** CloseHandle (W1f). */
export const closeHandle = opKind(
  'CloseHandle',
  { handle },
  {
    view: 'win32',
    simplicity: 10,
    weight: 4,
    feature: half(),
    counts: ['handle'],
    handles: 'closed',
    call: 'CloseHandle',
    draw(drawing) {
      // Closing the event's handle would close the event itself.
      const drawn = drawnWithoutEvent(drawing);
      const { overlapped } = drawing.program;
      if (typeof drawn === 'number' && drawing.openCount > 0) {
        drawing.openCount -= 1;
        overlapped.splice(drawn % Math.max(1, overlapped.length), 1);
      }
      return { op: 'CloseHandle', handle: drawn };
    },
    resolve: (op, state): CloseHandleCall => ({ call: 'CloseHandle', handle: state.ordinalOf(op.handle) }),
    succeeded: (call, _bytes, state) => state.closed(call.handle),
    words: (op) => handleText(op.handle),
    arguments: (call) => [ordinalText(call.handle)],
  },
);
