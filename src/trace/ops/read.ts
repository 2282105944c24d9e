import { type OpOfKind, opKind } from './kind.ts';
import {
  resolveTransfer,
  TRANSFER_ASKED,
  TRANSFER_COUNTS,
  type TransferCall,
  transferArguments,
  transferFields,
  transferWords,
} from './transfer.ts';

/** Reads into a user buffer. */
export interface ReadFileCall extends TransferCall {
  readonly call: 'NtReadFile';
}

/** Reads by NtReadFile. */
export const read = opKind('read', transferFields, {
  simplicity: 2,
  counts: TRANSFER_COUNTS,
  asked: [...TRANSFER_ASKED, 'handle'],
  handles: 'kept',
  call: 'NtReadFile',
  resolve: (op, state): ReadFileCall => ({ call: 'NtReadFile', ...resolveTransfer(op, state) }),
  words: (op) => transferWords(op, []),
  arguments: (call) => transferArguments(call),
});

export type ReadOp = OpOfKind<typeof read>;
