import { half } from './draw/feature.ts';
import { drawnWithoutEvent, handle, handleText } from './fields/handle.ts';
import { ordinalText } from './handle-ordinals.ts';
import { type OpOfKind, opKind } from './kind.ts';

/** Makes a second handle to the same open. */
export interface DuplicateCall {
  readonly call: 'NtDuplicateObject';
  readonly handle: number;
}

/** Makes a second handle to the same open, by NtDuplicateObject. */
export const duplicate = opKind(
  'duplicate',
  { handle },
  {
    view: 'native',
    simplicity: 6,
    weight: 3,
    feature: half(),
    counts: ['handle'],
    handles: 'opened',
    call: 'NtDuplicateObject',
    draw(drawing) {
      const drawn = drawnWithoutEvent(drawing);
      if (drawn !== 'none' && drawing.openCount > 0) drawing.openCount += 1;
      return { op: 'duplicate', handle: drawn };
    },
    resolve: (op, state): DuplicateCall => ({
      call: 'NtDuplicateObject',
      handle: state.ordinalOf(op.handle),
    }),
    succeeded: (_call, _bytes, state) => state.opened(),
    words: (op) => handleText(op.handle),
    arguments: (call) => [ordinalText(call.handle)],
  },
);

/** Makes a second handle to the same open. */
export type DuplicateOp = OpOfKind<typeof duplicate>;
