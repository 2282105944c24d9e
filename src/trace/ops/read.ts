import { sevenEighths } from './draw/feature.ts';
import { drawnBuffer } from './fields/buffer.ts';
import { during } from './fields/during.ts';
import { event } from './fields/event.ts';
import { handle } from './fields/handle.ts';
import { key } from './fields/key.ts';
import { transferLength as length } from './fields/length.ts';
import { offset } from './fields/offset.ts';
import { type OpOfKind, opKind } from './kind.ts';
import {
  TRANSFER_ASKED,
  TRANSFER_COUNTS,
  type TransferCall,
  transferArguments,
  transferConflict,
  transferFields,
  transferWords,
} from './transfer.ts';

/** Reads into a user buffer. */
export interface ReadFileCall extends TransferCall {
  readonly call: 'NtReadFile';
}

/**
 * Reads by NtReadFile. Operations and calls are made in one piece here and for writes: each case makes dozens, and
 * spreading what the two share would cost a campaign some percent.
 */
export const read = opKind('read', transferFields, {
  view: 'native',
  simplicity: 2,
  weight: 22,
  feature: sevenEighths(),
  standsIn: 'read',
  counts: TRANSFER_COUNTS,
  asked: [...TRANSFER_ASKED, 'handle'],
  conflict: transferConflict,
  handles: 'kept',
  call: 'NtReadFile',
  draw: (drawing) => ({
    op: 'read',
    handle: handle.draw(drawing),
    offset: offset.draw(drawing),
    length: length.draw(drawing),
    buffer: drawnBuffer(drawing),
    key: key.draw(drawing),
    event: event.draw(drawing),
    during: during.draw(drawing),
  }),
  resolve: (op, state): ReadFileCall => ({
    call: 'NtReadFile',
    handle: state.ordinalOf(op.handle),
    offset: state.offsetOf(op.offset),
    length: state.lengthOf(op.length),
    key: op.key,
    event: op.event,
    buffer: op.buffer,
    during: op.during,
  }),
  words: (op) => transferWords(op, []),
  arguments: (call) => transferArguments(call),
});

/** Reads by NtReadFile. */
export type ReadOp = OpOfKind<typeof read>;
