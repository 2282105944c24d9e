import { dataBytes } from '../../data.ts';
import { sevenEighths } from '../draw/feature.ts';
import { drawnBuffer } from '../fields/buffer.ts';
import { data, dataText } from '../fields/data.ts';
import { event } from '../fields/event.ts';
import { handle } from '../fields/handle.ts';
import { length } from '../fields/length.ts';
import { opKind } from '../kind.ts';
import { noteWritten } from '../transfer.ts';
import { drawnWriteOverlapped, resolvedOverlapped } from './fields/overlapped.ts';
import {
  isProbablyStored,
  TRANSFER_ASKED,
  TRANSFER_COUNTS,
  transferArguments,
  transferFields,
  transferWords,
  type Win32TransferCall,
} from './transfer.ts';

/** Writes from a user buffer. */
export interface Win32WriteFileCall extends Win32TransferCall {
  readonly call: 'WriteFile';
  /** Exactly `length` bytes. Owned by the caller: not to be changed or kept. */
  readonly data: Uint8Array;
}

/** WriteFile (W1 to W1c). */
export const writeFile = opKind(
  'WriteFile',
  { ...transferFields, data },
  {
    view: 'win32',
    simplicity: 1,
    weight: 10,
    feature: sevenEighths(),
    standsIn: 'write',
    counts: [...TRANSFER_COUNTS, 'data'],
    asked: [...TRANSFER_ASKED, 'data', 'handle'],
    handles: 'kept',
    call: 'WriteFile',
    draw(drawing) {
      const op = {
        op: 'WriteFile' as const,
        handle: handle.draw(drawing),
        length: length.draw(drawing),
        buffer: drawnBuffer(drawing),
        overlapped: drawnWriteOverlapped(drawing),
        event: event.draw(drawing),
        data: data.draw(drawing),
      };
      if (op.buffer.memory === 'read-write' && isProbablyStored(drawing, op.overlapped))
        drawing.lastLength = drawing.lengthBytes;
      return op;
    },
    resolve(op, state): Win32WriteFileCall {
      const bytes = state.lengthOf(op.length);
      return {
        call: 'WriteFile',
        handle: state.ordinalOf(op.handle),
        length: bytes,
        buffer: op.buffer,
        overlapped: resolvedOverlapped(op.overlapped, op.event),
        data: dataBytes(op.data, bytes),
      };
    },
    succeeded: (call, bytes, state) => noteWritten(call.length, bytes, state),
    words: (op) => transferWords(op, dataText(op.data)),
    arguments: (call) => transferArguments(call),
  },
);
