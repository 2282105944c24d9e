import { z } from 'zod';
import { alternatives } from '../schema-parts.ts';
import { close } from './close.ts';
import { control, fsControl } from './control.ts';
import { duplicate } from './duplicate.ts';
import { flush } from './flush.ts';
import type { AnyCall, OpKindOf, OpOfKind } from './kind.ts';
import { open } from './open.ts';
import { queryPosition } from './query-position.ts';
import { read } from './read.ts';
import { setPosition } from './set-position.ts';
import { VIEWS, type View } from './view.ts';
import { closeHandle } from './win32/close-handle.ts';
import { createFile } from './win32/create-file.ts';
import { deviceIoControl } from './win32/device-io-control.ts';
import { fileOpen } from './win32/file-open.ts';
import { fileRead } from './win32/file-read.ts';
import { fileReadToEnd } from './win32/file-read-to-end.ts';
import { fileWrite } from './win32/file-write.ts';
import { fileWriteAll } from './win32/file-write-all.ts';
import { flushFileBuffers } from './win32/flush-file-buffers.ts';
import { readFile } from './win32/read-file.ts';
import { setFilePointerEx } from './win32/set-file-pointer-ex.ts';
import { writeFile } from './win32/write-file.ts';
import { write } from './write.ts';

/**
 * Operations of a trace: what a caller does, as plain records (design D5).
 *
 * Every field refers to run-time state in a way that always resolves ("the k-th open handle", "the length
 * written last"), so that any subset of a trace's operations is again a trace.
 */

export type { CloseCall, CloseOp } from './close.ts';
export type {
  ControlOp,
  ControlRequestCall,
  DeviceControlCall,
  FsControlCall,
  FsControlOp,
} from './control.ts';
export type { GivenBuffers } from './control-buffers.ts';
export type { DuplicateCall, DuplicateOp } from './duplicate.ts';
export type { Field } from './field.ts';
export type { Shown } from './field-type.ts';
export type { OpenAccess } from './fields/access.ts';
export type { BufferMemory, BufferSpec } from './fields/buffer.ts';
export type { DataSpec } from './fields/data.ts';
export type { HandleRef } from './fields/handle.ts';
export type { LengthSpec } from './fields/length.ts';
export type { OffsetSpec } from './fields/offset.ts';
export type { OpenOption, OpenOptions } from './fields/open-options.ts';
export type { RelativeToLast } from './fields/relative.ts';
export type { FlushCall, FlushOp } from './flush.ts';
export type { CreateFileCall, OpenOp } from './open.ts';
export type { ControlBuffer, ControlBuffers, ControlOutput } from './overlap.ts';
export type { QueryPositionCall, QueryPositionOp } from './query-position.ts';
export type { ReadFileCall, ReadOp } from './read.ts';
export type { SetPositionCall, SetPositionOp } from './set-position.ts';
export type { View } from './view.ts';
export type { Win32Access } from './win32/fields/access.ts';
export type { CreationDisposition } from './win32/fields/disposition.ts';
export type { MoveMethod } from './win32/fields/move-method.ts';
export type { OpenOptionsSpec } from './win32/fields/options.ts';
export type { OverlappedSpec } from './win32/fields/overlapped.ts';
export type { WriteFileCall, WriteOp } from './write.ts';

/** Every kind of operation, those of a view in the order in which reports list them. */
const KINDS = {
  open,
  read,
  write,
  flush,
  'set-position': setPosition,
  'query-position': queryPosition,
  duplicate,
  close,
  control,
  'fs-control': fsControl,
  CreateFile: createFile,
  ReadFile: readFile,
  WriteFile: writeFile,
  SetFilePointerEx: setFilePointerEx,
  FlushFileBuffers: flushFileBuffers,
  DeviceIoControl: deviceIoControl,
  CloseHandle: closeHandle,
  'File::open': fileOpen,
  'File::read': fileRead,
  'File::read_to_end': fileReadToEnd,
  'File::write': fileWrite,
  'File::write_all': fileWriteAll,
} as const;

type Kinds = typeof KINDS;

/** What kind of operation it is. */
export type OpKind = keyof Kinds;

/** The kinds of a view. */
export type OpKindIn<Of extends View> = {
  readonly [Kind in OpKind]: Kinds[Kind]['view'] extends Of ? Kind : never;
}[OpKind];

/** The operations of a kind, or of any. */
export type OpOf<Kind extends OpKind> = { readonly [Each in Kind]: OpOfKind<Kinds[Each]> }[Kind];

/** The calls that operations of a kind make, or of any. */
export type CallOf<Kind extends OpKind> = {
  readonly [Each in Kind]: ReturnType<Kinds[Each]['resolve']>;
}[Kind];

/** One operation of a trace. */
export type Op = OpOf<OpKind>;

/** An operation that is a system call. */
export type NativeOp = OpOf<OpKindIn<'native'>>;

/** The kinds of what a program does. */
export type Win32OpKind = OpKindIn<'win32'>;

/** An operation that a program does. */
export type Win32Op = OpOf<Win32OpKind>;

/**
 * A system call as it was made: an operation resolved against run-time state. The reference model and the
 * implementation are given the same calls.
 *
 * Handles are ordinals: the n-th handle the case created, counted from 0.
 */
export type Call = CallOf<OpKindIn<'native'>>;

/**
 * A call of a program's as it was made: an operation of the Win32 view resolved against run-time state. Handles are
 * ordinals as those of system calls are; a File is the handle it owns.
 */
export type Win32Call = CallOf<Win32OpKind>;

/** What an operation of any view resolves to. */
export type CallOfAny = CallOf<OpKind>;

/** Every kind of any view. */
export const OP_KINDS = Object.keys(KINDS) as readonly OpKind[];

/** The kinds of one view. */
export interface ViewTable<Kind extends OpKind = OpKind> {
  /** In the order in which reports list them. */
  readonly kinds: readonly Kind[];
  /** The simplest first. */
  readonly bySimplicity: readonly Kind[];
  /** Those generated most first, the simpler of two that are as common. */
  readonly byWeight: readonly Kind[];
}

function tableFor<Of extends View>(view: Of): ViewTable<OpKindIn<Of>> {
  const isIn = (kind: OpKind): kind is OpKindIn<Of> => KINDS[kind].view === view;
  const kinds = OP_KINDS.filter(isIn);
  const bySimplicity = kinds.toSorted((left, right) => KINDS[left].simplicity - KINDS[right].simplicity);
  return {
    kinds,
    bySimplicity,
    byWeight: bySimplicity.toSorted((left, right) => KINDS[right].weight - KINDS[left].weight),
  };
}

const TABLES = { native: tableFor('native'), win32: tableFor('win32') };

/** The kinds of a view. */
export function kindsOf<Of extends View>(view: Of): ViewTable<OpKindIn<Of>>;
export function kindsOf(view: View): ViewTable {
  return TABLES[view];
}

/** A kind by its name; its functions take its own operations and calls alone. */
export function kindNamed(kind: OpKind): OpKindOf<Op, CallOfAny> {
  return KINDS[kind];
}

/** The kind of an operation. */
export function kindOf({ op }: Op): OpKindOf<Op, CallOfAny> {
  return KINDS[op];
}

/** Whether the fields of an operation may stand together, as those of any that a file holds may. */
export function isConsistent(op: Op): boolean {
  return (kindOf(op).conflict?.(op) ?? null) === null;
}

const BY_CALL = new Map<string, OpKindOf<Op, CallOfAny>>(
  Object.values(KINDS).map((kind) => [kind.call, kind]),
);

/** The kind whose operations make such calls. @throws RangeError for a call of none */
export function kindOfCall({ call }: AnyCall): OpKindOf<Op, CallOfAny> {
  const kind = BY_CALL.get(call);
  if (kind === undefined) throw new RangeError(`no operation makes the call ${call}`);
  return kind;
}

/** Whether it is a program's call, not a system call. */
export function isWin32Call(call: CallOfAny): call is Win32Call {
  return kindOfCall(call).view === 'win32';
}

/**
 * The operation of a kind whose fields all have their canonical values: what a field is when JSON leaves it
 * out, and what minimization drives it toward. Its keys are in the order in which they are written.
 */
export function canonicalOp<Kind extends OpKind>(kind: Kind): OpOf<Kind> {
  return KINDS[kind].canonical;
}

const otherSchemas = OP_KINDS.filter((kind) => kind !== 'open').map((kind) => KINDS[kind].schema);

type OpError = (issue: { readonly code?: string | undefined }) => string;

/** Says what is expected instead of what is no operation of any of these views. */
export function opError(...views: readonly View[]): OpError {
  const kinds = alternatives(views.flatMap((view) => TABLES[view].kinds));
  return ({ code }) => (code === 'invalid_union' ? `expected ${kinds}` : 'expected an object');
}

/** One operation of a trace; every field but `op` may be left out when it has its canonical value. */
export const opSchema = z.discriminatedUnion('op', [open.schema, ...otherSchemas], {
  error: opError(...VIEWS),
});
