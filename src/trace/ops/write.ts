import { dataBytes } from '../data.ts';
import { sevenEighths } from './draw/feature.ts';
import { bytesThere, drawnBuffer } from './fields/buffer.ts';
import { data, dataText } from './fields/data.ts';
import { during } from './fields/during.ts';
import { event } from './fields/event.ts';
import { handle } from './fields/handle.ts';
import { key } from './fields/key.ts';
import { transferLength as length } from './fields/length.ts';
import { drawnWriteOffset } from './fields/offset.ts';
import { type OpOfKind, opKind } from './kind.ts';
import {
  isProbablyStored,
  noteWritten,
  TRANSFER_ASKED,
  TRANSFER_COUNTS,
  type TransferCall,
  transferArguments,
  transferConflict,
  transferFields,
  transferWords,
} from './transfer.ts';

/** Writes from a user buffer. */
export interface WriteFileCall extends TransferCall {
  readonly call: 'NtWriteFile';
  /** The caller's bytes, `length` of them, or as many of them as are there. Owned by the caller: not to be changed or kept. */
  readonly data: Uint8Array;
}

/** Writes by NtWriteFile. */
export const write = opKind(
  'write',
  { ...transferFields, data },
  {
    view: 'native',
    simplicity: 1,
    weight: 18,
    feature: sevenEighths(),
    standsIn: 'write',
    counts: [...TRANSFER_COUNTS, 'data'],
    asked: [...TRANSFER_ASKED, 'data', 'handle'],
    conflict: transferConflict,
    handles: 'kept',
    call: 'NtWriteFile',
    draw(drawing) {
      const op = {
        op: 'write' as const,
        handle: handle.draw(drawing),
        offset: drawnWriteOffset(drawing),
        length: length.draw(drawing),
        buffer: drawnBuffer(drawing),
        key: key.draw(drawing),
        event: event.draw(drawing),
        during: during.draw(drawing),
        data: data.draw(drawing),
      };
      if (op.during.length === 0 && op.buffer.memory === 'read-write' && isProbablyStored(op.offset))
        drawing.lastLength = drawing.lengthBytes;
      return op;
    },
    resolve(op, state): WriteFileCall {
      const bytes = state.lengthOf(op.length);
      return {
        call: 'NtWriteFile',
        handle: state.ordinalOf(op.handle),
        offset: state.offsetOf(op.offset),
        length: bytes,
        key: op.key,
        event: op.event,
        buffer: op.buffer,
        during: op.during,
        data: dataBytes(op.data, bytesThere(op.buffer, bytes)),
      };
    },
    succeeded: (call, bytes, state) => noteWritten(call.length, bytes, state),
    words: (op) => transferWords(op, dataText(op.data)),
    arguments: (call) => transferArguments(call),
  },
);

/** Writes by NtWriteFile. */
export type WriteOp = OpOfKind<typeof write>;
