import type { During } from '../during.ts';
import { half } from './draw/feature.ts';
import { duringRequest as during, duringText } from './fields/during.ts';
import { handle, handleText } from './fields/handle.ts';
import { position } from './fields/position.ts';
import { ordinalText } from './handle-ordinals.ts';
import { type OpOfKind, opKind } from './kind.ts';

/** Sets the file position, bytes. */
export interface SetPositionCall {
  readonly call: 'NtSetInformationFile';
  readonly handle: number;
  readonly position: bigint;
  readonly during: During;
}

/** Sets the file position by NtSetInformationFile. */
export const setPosition = opKind(
  'set-position',
  { handle, position, during },
  {
    view: 'native',
    simplicity: 5,
    weight: 4,
    feature: half(),
    counts: ['handle', 'during', 'position'],
    asked: ['position', 'during', 'handle'],
    handles: 'kept',
    call: 'NtSetInformationFile',
    draw: (drawing) => ({
      op: 'set-position',
      handle: handle.draw(drawing),
      position: position.draw(drawing),
      during: during.draw(drawing),
    }),
    resolve: (op, state): SetPositionCall => ({
      call: 'NtSetInformationFile',
      handle: state.ordinalOf(op.handle),
      position: BigInt(op.position),
      during: op.during,
    }),
    words: (op) => [op.position, ...handleText(op.handle), ...duringText(op.during)],
    arguments: (call) => [
      ordinalText(call.handle),
      `FilePositionInformation ${call.position}`,
      ...duringText(call.during),
    ],
  },
);

/** Sets the file position. */
export type SetPositionOp = OpOfKind<typeof setPosition>;
