import type { During } from '../during.ts';
import { half } from './draw/feature.ts';
import { duringRequest as during, duringText } from './fields/during.ts';
import { handle, handleText } from './fields/handle.ts';
import { ordinalText } from './handle-ordinals.ts';
import { type OpOfKind, opKind } from './kind.ts';

/** Asks for the file position. */
export interface QueryPositionCall {
  readonly call: 'NtQueryInformationFile';
  readonly handle: number;
  readonly during: During;
}

/** Asks for the file position by NtQueryInformationFile. */
export const queryPosition = opKind(
  'query-position',
  { handle, during },
  {
    view: 'native',
    simplicity: 4,
    weight: 4,
    feature: half(),
    counts: ['handle', 'during'],
    asked: ['during', 'handle'],
    handles: 'kept',
    call: 'NtQueryInformationFile',
    draw: (drawing) => ({
      op: 'query-position',
      handle: handle.draw(drawing),
      during: during.draw(drawing),
    }),
    resolve: (op, state): QueryPositionCall => ({
      call: 'NtQueryInformationFile',
      handle: state.ordinalOf(op.handle),
      during: op.during,
    }),
    words: (op) => [...handleText(op.handle), ...duringText(op.during)],
    arguments: (call) => [ordinalText(call.handle), 'FilePositionInformation', ...duringText(call.during)],
  },
);

/** Asks for the file position. */
export type QueryPositionOp = OpOfKind<typeof queryPosition>;
