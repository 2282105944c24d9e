import { half } from './draw/feature.ts';
import { handle, handleText } from './fields/handle.ts';
import { ordinalText } from './handle-ordinals.ts';
import { type OpOfKind, opKind } from './kind.ts';

/** Asks for the file position. */
export interface QueryPositionCall {
  readonly call: 'NtQueryInformationFile';
  readonly handle: number;
}

/** Asks for the file position by NtQueryInformationFile. */
export const queryPosition = opKind(
  'query-position',
  { handle },
  {
    view: 'native',
    simplicity: 4,
    weight: 4,
    feature: half(),
    counts: ['handle'],
    handles: 'kept',
    call: 'NtQueryInformationFile',
    draw: (drawing) => ({ op: 'query-position', handle: handle.draw(drawing) }),
    resolve: (op, state): QueryPositionCall => ({
      call: 'NtQueryInformationFile',
      handle: state.ordinalOf(op.handle),
    }),
    words: (op) => handleText(op.handle),
    arguments: (call) => [ordinalText(call.handle), 'FilePositionInformation'],
  },
);

/** Asks for the file position. */
export type QueryPositionOp = OpOfKind<typeof queryPosition>;
