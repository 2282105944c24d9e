import { half } from '../draw/feature.ts';
import { handle, handleText } from '../fields/handle.ts';
import { ordinalText } from '../handle-ordinals.ts';
import { opKind } from '../kind.ts';
import { distance } from './fields/distance.ts';
import { type MoveMethod, moveMethod } from './fields/move-method.ts';

/** Moves the file pointer. */
export interface SetFilePointerExCall {
  readonly call: 'SetFilePointerEx';
  readonly handle: number;
  /** Bytes. */
  readonly distance: bigint;
  readonly method: MoveMethod;
}

/** SetFilePointerEx (W1f). */
export const setFilePointerEx = opKind(
  'SetFilePointerEx',
  { handle, distance, method: moveMethod },
  {
    view: 'win32',
    simplicity: 7,
    weight: 6,
    feature: half(),
    counts: ['handle', 'method', 'distance'],
    asked: ['distance', 'method', 'handle'],
    handles: 'kept',
    call: 'SetFilePointerEx',
    draw(drawing) {
      const op = {
        op: 'SetFilePointerEx' as const,
        handle: handle.draw(drawing),
        distance: distance.draw(drawing),
        method: moveMethod.draw(drawing),
      };
      if (op.method === 'FILE_BEGIN') drawing.program.moved = op.distance !== '0';
      else if (op.method === 'FILE_CURRENT' && op.distance !== '0') drawing.program.moved = true;
      return op;
    },
    resolve: (op, state): SetFilePointerExCall => ({
      call: 'SetFilePointerEx',
      handle: state.ordinalOf(op.handle),
      distance: BigInt(op.distance),
      method: op.method,
    }),
    words: (op) => [op.distance, op.method, ...handleText(op.handle)],
    arguments: (call) => [ordinalText(call.handle), String(call.distance), call.method],
  },
);
