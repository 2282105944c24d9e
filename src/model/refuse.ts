import type { NTSTATUS } from '../nt/ntstatus.ts';
import type { ReadFileCall, WriteFileCall } from '../trace/ops/index.ts';
import type { IoManagerArm } from './arms.ts';
import {
  type FileObject,
  IOSB_UNTOUCHED,
  type ModelConfig,
  type ModelState,
  NO_BYTES,
  positionOf,
  type TransferOutcome,
  withFile,
} from './state.ts';

/** An NtReadFile or NtWriteFile on an open file handle. */
export interface Transfer {
  readonly config: ModelConfig;
  readonly state: ModelState;
  /** Index of `file` in the state. */
  readonly index: number;
  readonly file: FileObject;
  readonly call: ReadFileCall | WriteFileCall;
}

/**
 * What a refused transfer has cleared on its way (R20): nothing before step 5, the caller's event before
 * step 7, then the file's as well. Unknown where the sources don't settle the step.
 */
export type Cleared = 'nothing' | 'user event' | 'both events' | 'unknown';

/** What a transfer leaves in the user buffer when it moves nothing; null without readable memory. */
export function untouchedBuffer(call: ReadFileCall | WriteFileCall): Uint8Array | null {
  return call.buffer.memory === 'read-write' || call.buffer.memory === 'read-only' ? NO_BYTES : null;
}

/** The caller's event, signaled before the call, after `cleared`; null without one (R32). */
function userEvent(call: ReadFileCall | WriteFileCall, cleared: Cleared): boolean | null | undefined {
  if (!call.event) return null;
  return cleared === 'unknown' ? undefined : cleared === 'nothing';
}

/** A transfer that fails at one of the steps 1 to 9: the driver is never called, the IOSB untouched (R20). */
export function refuse(
  transfer: Transfer,
  arm: IoManagerArm,
  status: NTSTATUS,
  cleared: Cleared,
): TransferOutcome {
  const { state, index, file, call } = transfer;
  let signaled = file.signaled;
  if (cleared === 'both events') signaled = false;
  // The sources leave open which events -2 on an overlapped handle has cleared (R23a).
  if (cleared === 'unknown') signaled = undefined;
  return {
    arms: [arm],
    expected: {
      ending: 'returned',
      status,
      iosb: IOSB_UNTOUCHED,
      eventSignaled: userEvent(call, cleared),
      fileSignaled: signaled,
      position: positionOf(file),
      buffer: untouchedBuffer(call),
    },
    next: signaled === file.signaled ? state : withFile(state, index, file, { signaled }),
  };
}

/** A transfer on a value that is no open file handle (R20.1). */
export function refuseWithoutFile(
  state: ModelState,
  call: ReadFileCall | WriteFileCall,
  arm: IoManagerArm,
  status: NTSTATUS,
): TransferOutcome {
  return {
    arms: [arm],
    expected: {
      ending: 'returned',
      status,
      iosb: IOSB_UNTOUCHED,
      eventSignaled: userEvent(call, 'nothing'),
      fileSignaled: null,
      position: null,
      buffer: untouchedBuffer(call),
    },
    next: state,
  };
}
