import { half } from './draw/feature.ts';
import { handle, handleText } from './fields/handle.ts';
import { ordinalText } from './handle-ordinals.ts';
import { type OpOfKind, opKind } from './kind.ts';

/** Asks the device to flush (R16). */
export interface FlushCall {
  readonly call: 'NtFlushBuffersFile';
  readonly handle: number;
}

/** Asks the device to flush by NtFlushBuffersFile (R16). */
export const flush = opKind(
  'flush',
  { handle },
  {
    view: 'native',
    simplicity: 3,
    weight: 3,
    feature: half(),
    counts: ['handle'],
    handles: 'kept',
    call: 'NtFlushBuffersFile',
    draw: (drawing) => ({ op: 'flush', handle: handle.draw(drawing) }),
    resolve: (op, state): FlushCall => ({ call: 'NtFlushBuffersFile', handle: state.ordinalOf(op.handle) }),
    words: (op) => handleText(op.handle),
    arguments: (call) => [ordinalText(call.handle)],
  },
);

/** Asks the device to flush (R16). */
export type FlushOp = OpOfKind<typeof flush>;
