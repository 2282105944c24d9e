import { sevenEighths } from '../draw/feature.ts';
import { drawnBuffer } from '../fields/buffer.ts';
import { event } from '../fields/event.ts';
import { handle } from '../fields/handle.ts';
import { length } from '../fields/length.ts';
import { opKind } from '../kind.ts';
import { overlapped, resolvedOverlapped } from './fields/overlapped.ts';
import {
  TRANSFER_ASKED,
  TRANSFER_COUNTS,
  transferArguments,
  transferFields,
  transferWords,
  type Win32TransferCall,
} from './transfer.ts';

/** Reads into a user buffer. */
export interface Win32ReadFileCall extends Win32TransferCall {
  readonly call: 'ReadFile';
}

/** ReadFile (W1 to W1c). */
export const readFile = opKind('ReadFile', transferFields, {
  view: 'win32',
  simplicity: 2,
  weight: 13,
  feature: sevenEighths(),
  standsIn: 'read',
  counts: TRANSFER_COUNTS,
  asked: [...TRANSFER_ASKED, 'handle'],
  handles: 'kept',
  call: 'ReadFile',
  draw: (drawing) => ({
    op: 'ReadFile',
    handle: handle.draw(drawing),
    length: length.draw(drawing),
    buffer: drawnBuffer(drawing),
    overlapped: overlapped.draw(drawing),
    event: event.draw(drawing),
  }),
  resolve: (op, state): Win32ReadFileCall => ({
    call: 'ReadFile',
    handle: state.ordinalOf(op.handle),
    length: state.lengthOf(op.length),
    buffer: op.buffer,
    overlapped: resolvedOverlapped(op.overlapped, op.event),
  }),
  words: (op) => transferWords(op, []),
  arguments: (call) => transferArguments(call),
});
