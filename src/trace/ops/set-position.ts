import { half } from './draw/feature.ts';
import { handle, handleText } from './fields/handle.ts';
import { position } from './fields/position.ts';
import { ordinalText } from './handle-ordinals.ts';
import { type OpOfKind, opKind } from './kind.ts';

/** Sets the file position, bytes. */
export interface SetPositionCall {
  readonly call: 'NtSetInformationFile';
  readonly handle: number;
  readonly position: bigint;
}

/** Sets the file position by NtSetInformationFile. */
export const setPosition = opKind(
  'set-position',
  { handle, position },
  {
    view: 'native',
    simplicity: 5,
    weight: 4,
    feature: half(),
    counts: ['handle', 'position'],
    asked: ['position', 'handle'],
    handles: 'kept',
    call: 'NtSetInformationFile',
    draw: (drawing) => ({
      op: 'set-position',
      handle: handle.draw(drawing),
      position: position.draw(drawing),
    }),
    resolve: (op, state): SetPositionCall => ({
      call: 'NtSetInformationFile',
      handle: state.ordinalOf(op.handle),
      position: BigInt(op.position),
    }),
    words: (op) => [op.position, ...handleText(op.handle)],
    arguments: (call) => [ordinalText(call.handle), `FilePositionInformation ${call.position}`],
  },
);

/** Sets the file position. */
export type SetPositionOp = OpOfKind<typeof setPosition>;
