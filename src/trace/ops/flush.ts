import type { During } from '../during.ts';
import { half } from './draw/feature.ts';
import { duringRequest as during, duringText } from './fields/during.ts';
import { handle, handleText } from './fields/handle.ts';
import { ordinalText } from './handle-ordinals.ts';
import { type OpOfKind, opKind } from './kind.ts';

/** Asks the device to flush (R16). */
export interface FlushCall {
  readonly call: 'NtFlushBuffersFile';
  readonly handle: number;
  readonly during: During;
}

/** Asks the device to flush by NtFlushBuffersFile (R16). */
export const flush = opKind(
  'flush',
  { handle, during },
  {
    view: 'native',
    simplicity: 3,
    weight: 3,
    feature: half(),
    counts: ['handle', 'during'],
    asked: ['during', 'handle'],
    handles: 'kept',
    call: 'NtFlushBuffersFile',
    draw: (drawing) => ({ op: 'flush', handle: handle.draw(drawing), during: during.draw(drawing) }),
    resolve: (op, state): FlushCall => ({
      call: 'NtFlushBuffersFile',
      handle: state.ordinalOf(op.handle),
      during: op.during,
    }),
    words: (op) => [...handleText(op.handle), ...duringText(op.during)],
    arguments: (call) => [ordinalText(call.handle), ...duringText(call.during)],
  },
);

/** Asks the device to flush (R16). */
export type FlushOp = OpOfKind<typeof flush>;
