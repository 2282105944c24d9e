import type { NTSTATUS } from '../nt/ntstatus.ts';
import { EVENT_HANDLE } from '../trace/ops/handle-ordinals.ts';
import type { OpenAccess } from '../trace/ops/index.ts';
import type { DeviceAlignment } from '../trace/subject.ts';
import type { BufferingMode, Dialect } from '../trace/trace.ts';
import type { IoManagerArm } from './arms.ts';
import type { DeviceModel } from './device.ts';
import type { ControlExpected, Expected, ExpectedIosb, TransferExpected } from './expected.ts';

/** What the model knows of the machine a case runs on. */
export interface ModelConfig {
  readonly device: DeviceModel<unknown>;
  readonly mode: BufferingMode;
  readonly dialect: Dialect;
  /** Names that reach the device (R1). */
  readonly deviceNames: readonly string[];
  /** Whether the device was created exclusive (R4). */
  readonly exclusive: boolean;
  /** What the device asks of transfers on handles without intermediate buffering; the usual where it is left out (R31). */
  readonly alignment?: DeviceAlignment;
  /** Whether the driver marks requests pending: any of them may then have pended, and be completed already (R45). */
  readonly pends: boolean;
}

/**
 * What a handle may do. Beside what NtCreateFile of a trace asks for, the Win32 view opens handles that read and
 * append, and handles with no right to data at all (W1d, W3a).
 */
export type GrantedAccess = OpenAccess | 'read-append' | 'none';

/** FILE_READ_DATA. */
export function canRead(access: GrantedAccess): boolean {
  return access === 'read' || access === 'read-write' || access === 'read-append';
}

/** FILE_WRITE_DATA or FILE_APPEND_DATA. */
export function canWrite(access: GrantedAccess): boolean {
  return access !== 'read' && access !== 'none';
}

/** FILE_APPEND_DATA without FILE_WRITE_DATA (R27). */
export function appendsOnly(access: GrantedAccess): boolean {
  return access === 'append' || access === 'read-append';
}

/** A file object, reduced to what a caller can observe through its handles. Immutable. */
export interface FileObject {
  readonly access: GrantedAccess;
  readonly overlapped: boolean;
  /** FO_NO_INTERMEDIATE_BUFFERING (R7). */
  readonly unbuffered: boolean;
  /** CurrentByteOffset in bytes; without meaning for an overlapped file (R7). */
  readonly position: bigint;
  /** The file object's event; undefined where the rules leave it open. */
  readonly signaled: boolean | undefined;
  /** Open handles; 0 once the file object is gone. */
  readonly handleCount: number;
}

/** The state of the whole system. Immutable. */
export interface ModelState {
  /** By handle ordinal: index into `files`, or CLOSED. Its length is the next ordinal. */
  readonly handles: readonly number[];
  readonly files: readonly FileObject[];
  /** State of the device model. */
  readonly device: unknown;
}

/** One allowed outcome of a call. */
export interface Outcome<Kind extends Expected = Expected> {
  /** The arms that decided it, in the order of the rules; the device's own arm is the last. */
  readonly arms: readonly string[];
  readonly expected: Kind;
  readonly next: ModelState;
}

/** What `handles` holds for a handle that has been closed. */
export const CLOSED = -1;

/** One allowed outcome of a control request. */
export type ControlOutcome = Outcome<ControlExpected>;

/** One allowed outcome of a read or a write. */
export type TransferOutcome = Outcome<TransferExpected>;

/** No bytes. */
export const NO_BYTES = new Uint8Array(0);

export const IOSB_UNTOUCHED = { written: false } as const;

/** Index into `files` of an open file handle, or CLOSED for any other value. */
export function fileIndex(state: ModelState, handle: number): number {
  return state.handles[handle] ?? CLOSED;
}

export function positionOf(file: FileObject): bigint | null {
  return file.overlapped ? null : file.position;
}

/** What calls change of a file object. */
type FileChange = Partial<Pick<FileObject, 'position' | 'signaled' | 'handleCount'>>;

/** `state` with what changes of the file at `index`. */
export function withFile(
  { handles, files, device }: ModelState,
  index: number,
  before: FileObject,
  change: FileChange,
): ModelState {
  // Field by field: an engine makes a spread with a changed field thirty times slower.
  const file: FileObject = {
    access: before.access,
    overlapped: before.overlapped,
    unbuffered: before.unbuffered,
    position: change.position ?? before.position,
    signaled: 'signaled' in change ? change.signaled : before.signaled,
    handleCount: change.handleCount ?? before.handleCount,
  };
  return { handles, files: files.with(index, file), device };
}

/** The parts of an expectation that differ between calls without a buffer. */
interface PlainExpectation<Arm> {
  readonly arm: Arm;
  readonly status: NTSTATUS | undefined;
  readonly iosb: ExpectedIosb;
  readonly fileSignaled: boolean | null | undefined;
  readonly position: bigint | null;
}

/** The outcome of a call that passes neither event nor buffer. */
export function plainOutcome<Arm extends string = IoManagerArm>(
  plain: PlainExpectation<Arm>,
  next: ModelState,
): Outcome {
  const { arm, status, iosb, fileSignaled, position } = plain;
  return {
    arms: [arm],
    expected: { ending: 'returned', status, iosb, eventSignaled: null, fileSignaled, position, buffer: null },
    next,
  };
}

/** The arm that refuses a handle which is no open file handle (R20.1). */
export function badHandleArm(handle: number): 'R20.1 object type' | 'R20.1 invalid handle' {
  return handle === EVENT_HANDLE ? 'R20.1 object type' : 'R20.1 invalid handle';
}
