import { type DataSpec, type Op, type OpKind, PLAIN_BUFFER } from './op.ts';

/** The data a minimal trace writes. */
export const PLAIN_DATA: DataSpec = { pattern: 'counter', seed: 0 };

const PLAIN_TRANSFER = {
  handle: 0,
  offset: '0',
  length: 0,
  buffer: PLAIN_BUFFER,
  key: 0,
  event: false,
  fault: null,
} as const;

const CANONICAL: { readonly [Kind in OpKind]: Extract<Op, { op: Kind }> } = {
  open: { op: 'open', name: null, access: 'read-write', overlapped: false },
  read: { op: 'read', ...PLAIN_TRANSFER },
  write: { op: 'write', ...PLAIN_TRANSFER, data: PLAIN_DATA },
  flush: { op: 'flush', handle: 0 },
  'set-position': { op: 'set-position', handle: 0, position: '0' },
  'query-position': { op: 'query-position', handle: 0 },
  duplicate: { op: 'duplicate', handle: 0 },
  close: { op: 'close', handle: 0 },
};

/**
 * The operation of a kind whose fields all have their canonical values: what a field is when JSON leaves it
 * out, and what minimization drives it toward. Its keys are in the order in which they are written.
 */
export function canonicalOp<Kind extends OpKind>(kind: Kind): Extract<Op, { op: Kind }> {
  return CANONICAL[kind];
}
