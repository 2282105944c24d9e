import type { During } from '../during.ts';
import { half } from './draw/feature.ts';
import { duringRequest as during, duringText } from './fields/during.ts';
import { drawnWithoutEvent, handle, handleText } from './fields/handle.ts';
import { ordinalText } from './handle-ordinals.ts';
import { type OpOfKind, opKind } from './kind.ts';

/** Closes a handle. */
export interface CloseCall {
  readonly call: 'NtClose';
  readonly handle: number;
  readonly during: During;
}

/** Closes a handle by NtClose. */
export const close = opKind(
  'close',
  { handle, during },
  {
    view: 'native',
    simplicity: 7,
    weight: 5,
    feature: half(),
    counts: ['handle', 'during'],
    asked: ['during', 'handle'],
    handles: 'closed',
    call: 'NtClose',
    draw(drawing) {
      const drawn = drawnWithoutEvent(drawing);
      if (drawn !== 'none' && drawing.openCount > 0) drawing.openCount -= 1;
      return { op: 'close', handle: drawn, during: during.draw(drawing) };
    },
    resolve: (op, state): CloseCall => ({
      call: 'NtClose',
      handle: state.ordinalOf(op.handle),
      during: op.during,
    }),
    succeeded: (call, _bytes, state) => state.closed(call.handle),
    words: (op) => [...handleText(op.handle), ...duringText(op.during)],
    arguments: (call) => [ordinalText(call.handle), ...duringText(call.during)],
  },
);

/** Closes a handle. */
export type CloseOp = OpOfKind<typeof close>;
