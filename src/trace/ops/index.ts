import { z } from 'zod';
import { alternatives } from '../schema-parts.ts';
import { close } from './close.ts';
import type { Feature } from './draw/feature.ts';
import { duplicate } from './duplicate.ts';
import { flush } from './flush.ts';
import type { AnyCall, OpKindOf, OpOfKind } from './kind.ts';
import { open } from './open.ts';
import { queryPosition } from './query-position.ts';
import { read } from './read.ts';
import { setPosition } from './set-position.ts';
import { write } from './write.ts';

/**
 * Operations of a trace: what a caller does, as plain records (design D5).
 *
 * Every field refers to run-time state in a way that always resolves ("the k-th open handle", "the length
 * written last"), so that any subset of a trace's operations is again a trace.
 */

export type { CloseCall, CloseOp } from './close.ts';
export type { DuplicateCall, DuplicateOp } from './duplicate.ts';
export type { Field } from './field.ts';
export type { Shown } from './field-type.ts';
export type { OpenAccess } from './fields/access.ts';
export type { BufferMemory, BufferSpec } from './fields/buffer.ts';
export type { DataSpec } from './fields/data.ts';
export type { HandleRef } from './fields/handle.ts';
export type { LengthSpec } from './fields/length.ts';
export type { OffsetSpec } from './fields/offset.ts';
export type { RelativeToLast } from './fields/relative.ts';
export type { FlushCall, FlushOp } from './flush.ts';
export type { CreateFileCall, OpenOp } from './open.ts';
export type { QueryPositionCall, QueryPositionOp } from './query-position.ts';
export type { ReadFileCall, ReadOp } from './read.ts';
export type { SetPositionCall, SetPositionOp } from './set-position.ts';
export type { WriteFileCall, WriteOp } from './write.ts';

/** Every kind of operation, in the order in which reports list them. */
const KINDS = {
  open,
  read,
  write,
  flush,
  'set-position': setPosition,
  'query-position': queryPosition,
  duplicate,
  close,
} as const;

type Kinds = typeof KINDS;

/** What kind of operation it is. */
export type OpKind = keyof Kinds;

/** The operations of a kind, or of any. */
export type OpOf<Kind extends OpKind> = { readonly [Each in Kind]: OpOfKind<Kinds[Each]> }[Kind];

/** The calls that operations of a kind make, or of any. */
export type CallOf<Kind extends OpKind> = {
  readonly [Each in Kind]: ReturnType<Kinds[Each]['resolve']>;
}[Kind];

/** One operation of a trace. */
export type Op = OpOf<OpKind>;

/**
 * A system call as it was made: an operation resolved against run-time state. The reference model and the
 * implementation are given the same calls.
 *
 * Handles are ordinals: the n-th handle the case created, counted from 0.
 */
export type Call = CallOf<OpKind>;

/** Every kind, in the order in which reports list them. */
export const OP_KINDS = Object.keys(KINDS) as readonly OpKind[];

/** Kinds of operations, the simplest first. */
export const KINDS_BY_SIMPLICITY: readonly OpKind[] = OP_KINDS.toSorted(
  (left, right) => KINDS[left].simplicity - KINDS[right].simplicity,
);

/** Kinds of operations, those generated most first, the simpler of two that are as common. */
export const KINDS_BY_WEIGHT: readonly OpKind[] = KINDS_BY_SIMPLICITY.toSorted(
  (left, right) => KINDS[right].weight - KINDS[left].weight,
);

/** What cases may do without, each once. */
export const OP_FEATURES: readonly Feature[] = [...new Set(OP_KINDS.flatMap((kind) => KINDS[kind].features))];

/** A kind by its name; its functions take its own operations and calls alone. */
export function kindNamed(kind: OpKind): OpKindOf<Op, Call> {
  return KINDS[kind];
}

/** The kind of an operation. */
export function kindOf({ op }: Op): OpKindOf<Op, Call> {
  return KINDS[op];
}

const BY_CALL = new Map<string, OpKindOf<Op, Call>>(Object.values(KINDS).map((kind) => [kind.call, kind]));

/** The kind whose operations make such calls. @throws RangeError for a call of none */
export function kindOfCall({ call }: AnyCall): OpKindOf<Op, Call> {
  const kind = BY_CALL.get(call);
  if (kind === undefined) throw new RangeError(`no operation makes the call ${call}`);
  return kind;
}

/**
 * The operation of a kind whose fields all have their canonical values: what a field is when JSON leaves it
 * out, and what minimization drives it toward. Its keys are in the order in which they are written.
 */
export function canonicalOp<Kind extends OpKind>(kind: Kind): OpOf<Kind> {
  return KINDS[kind].canonical;
}

const otherSchemas = OP_KINDS.filter((kind) => kind !== 'open').map((kind) => KINDS[kind].schema);

/** What is expected instead of what is no operation. */
export function opError({ code }: { readonly code?: string | undefined }): string {
  return code === 'invalid_union' ? `expected ${alternatives(OP_KINDS)}` : 'expected an object';
}

/** One operation of a trace; every field but `op` may be left out when it has its canonical value. */
export const opSchema = z.discriminatedUnion('op', [open.schema, ...otherSchemas], { error: opError });
