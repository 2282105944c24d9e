import {
  canonicalOp,
  type Op,
  type OpenOp,
  type OpKind,
  type ReadOp,
  type WriteOp,
} from '../../trace/ops/index.ts';

/** Canonical operations with the fields that differ: published minimal traces are written in them. */

export function open(fields: Partial<OpenOp> = {}): OpenOp {
  return { ...canonicalOp('open'), ...fields };
}

export function read(fields: Partial<ReadOp> = {}): ReadOp {
  return { ...canonicalOp('read'), ...fields };
}

export function write(fields: Partial<WriteOp> = {}): WriteOp {
  return { ...canonicalOp('write'), ...fields };
}

/** An operation of a kind that has no fields to choose, on the first open handle. */
export function on(kind: Exclude<OpKind, 'open' | 'read' | 'write'>): Op {
  return canonicalOp(kind);
}
