import {
  NT_ERROR,
  STATUS_ACCESS_DENIED,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_HANDLE,
  STATUS_INVALID_PARAMETER,
  STATUS_OBJECT_TYPE_MISMATCH,
  STATUS_SUCCESS,
} from '../nt/ntstatus.ts';
import type { ArmReach } from '../trace/arm-reach.ts';
import type {
  Call,
  CloseCall,
  CreateFileCall,
  DuplicateCall,
  FlushCall,
  QueryPositionCall,
  ReadFileCall,
  SetPositionCall,
  WriteFileCall,
} from '../trace/ops/index.ts';
import type { IoManagerArm } from './arms.ts';
import type { DeviceAnswer } from './device.ts';
import { someOutcome } from './device-model-error.ts';
import {
  badHandleArm,
  canWrite,
  type FileObject,
  fileIndex,
  IOSB_UNTOUCHED,
  type ModelConfig,
  type ModelState,
  type Outcome,
  plainOutcome,
  positionOf,
  withFile,
} from './state.ts';

/** Size of FILE_POSITION_INFORMATION. */
const POSITION_INFORMATION_BYTES = 8;

/** The arms of these requests, with what it takes to reach them. */
export const REQUEST_REACH = {
  'R16 flush': { needs: 'no-flush-handler' },
  'R16 overlapped flush': { needs: 'no-flush-handler' },
  'R16 overlapped set position': {},
  'R16 overlapped query position': {},
  'R28 set position': {},
  // SetFilePointerEx looks for itself.
  'R28 negative position': { views: ['native'] },
  'R28 query position': {},
} as const satisfies Readonly<Record<string, ArmReach>>;

type RequestArm = IoManagerArm | keyof typeof REQUEST_REACH;

/** The calls that concern an open file and pass no buffer to a device. */
type RequestCall = Exclude<Call, CreateFileCall | ReadFileCall | WriteFileCall | DuplicateCall | CloseCall>;

/** What such a call may lead to. */
export function request(config: ModelConfig, state: ModelState, call: RequestCall): readonly Outcome[] {
  switch (call.call) {
    case 'NtFlushBuffersFile':
      return flush(config, state, call);
    case 'NtSetInformationFile':
      return setPosition(state, call);
    case 'NtQueryInformationFile':
      return queryPosition(state, call);
  }
}

function badHandle(state: ModelState, handle: number): Outcome {
  const arm = badHandleArm(handle);
  const status = arm === 'R20.1 object type' ? STATUS_OBJECT_TYPE_MISMATCH : STATUS_INVALID_HANDLE;
  return plainOutcome<RequestArm>(
    { arm, status, iosb: IOSB_UNTOUCHED, fileSignaled: null, position: null },
    state,
  );
}

/**
 * A major function without a handler, sent on an overlapped handle (R16, M9). Whether such a request writes
 * the IOSB and what it does to the file's event, the sources don't settle.
 */
function unhandledOverlapped(arm: RequestArm, state: ModelState, index: number, file: FileObject): Outcome {
  return plainOutcome<RequestArm>(
    { arm, status: STATUS_INVALID_DEVICE_REQUEST, iosb: null, fileSignaled: undefined, position: null },
    withFile(state, index, file, { signaled: undefined }),
  );
}

export function flush(config: ModelConfig, state: ModelState, call: FlushCall): readonly Outcome[] {
  const index = fileIndex(state, call.handle);
  const file = state.files[index];
  if (file === undefined) return [badHandle(state, call.handle)];
  const position = positionOf(file);
  // NtFlushBuffersFile needs FILE_WRITE_DATA or FILE_APPEND_DATA, as a write does.
  if (!canWrite(file.access)) {
    const refused = {
      arm: 'R20.1 access denied',
      status: STATUS_ACCESS_DENIED,
      iosb: IOSB_UNTOUCHED,
      fileSignaled: file.signaled,
      position,
    } as const;
    return [plainOutcome<RequestArm>(refused, state)];
  }
  const { device } = config;
  if (device.flush !== undefined) {
    const answers = someOutcome(device.name, device.flush(state.device, index));
    return answers.map((answer) => flushed(state, index, file, answer));
  }
  if (file.overlapped) return [unhandledOverlapped('R16 overlapped flush', state, index, file)];
  // R16, M9, R49: completed inline with an error, so nothing is written and the cleared event stays so.
  const unhandled = {
    arm: 'R16 flush',
    status: STATUS_INVALID_DEVICE_REQUEST,
    iosb: IOSB_UNTOUCHED,
    fileSignaled: false,
    position,
  } as const;
  return [plainOutcome<RequestArm>(unhandled, withFile(state, index, file, { signaled: false }))];
}

/**
 * A flush that the device has a handler for, completed inline (R49). What it does to an overlapped handle's event
 * and status block is left open, as for other requests there.
 */
function flushed(
  state: ModelState,
  index: number,
  file: FileObject,
  { arm, status, next }: DeviceAnswer<unknown>,
): Outcome {
  const isError = NT_ERROR(status);
  const signaled = file.overlapped ? undefined : !isError;
  const written = isError ? IOSB_UNTOUCHED : ({ written: true, status, information: 0 } as const);
  const ioManagerArm = isError ? 'R49 error' : 'R49 completed';
  const outcome = plainOutcome<RequestArm>(
    {
      arm: ioManagerArm,
      status,
      iosb: file.overlapped ? null : written,
      fileSignaled: signaled,
      position: positionOf(file),
    },
    withFile({ handles: state.handles, files: state.files, device: next }, index, file, { signaled }),
  );
  return { ...outcome, arms: [ioManagerArm, arm] };
}

/** NtSetInformationFile(FilePositionInformation). That no access right is needed is [?] in the sources. */
export function setPosition(state: ModelState, call: SetPositionCall): readonly Outcome[] {
  const index = fileIndex(state, call.handle);
  const file = state.files[index];
  if (file === undefined) return [badHandle(state, call.handle)];
  if (file.overlapped) return [unhandledOverlapped('R16 overlapped set position', state, index, file)];
  // R28: on a sync handle the I/O manager itself answers, and leaves the file's event alone.
  if (call.position < 0n) {
    const refused = {
      arm: 'R28 negative position',
      status: STATUS_INVALID_PARAMETER,
      iosb: null,
      fileSignaled: file.signaled,
      position: file.position,
    } as const;
    return [plainOutcome<RequestArm>(refused, state)];
  }
  const set = {
    arm: 'R28 set position',
    status: STATUS_SUCCESS,
    iosb: { written: true, status: STATUS_SUCCESS, information: 0 },
    fileSignaled: file.signaled,
    position: call.position,
  } as const;
  return [plainOutcome<RequestArm>(set, withFile(state, index, file, { position: call.position }))];
}

/** NtQueryInformationFile(FilePositionInformation). */
export function queryPosition(state: ModelState, call: QueryPositionCall): readonly Outcome[] {
  const index = fileIndex(state, call.handle);
  const file = state.files[index];
  if (file === undefined) return [badHandle(state, call.handle)];
  if (file.overlapped) return [unhandledOverlapped('R16 overlapped query position', state, index, file)];
  const queried = {
    arm: 'R28 query position',
    status: STATUS_SUCCESS,
    iosb: { written: true, status: STATUS_SUCCESS, information: POSITION_INFORMATION_BYTES },
    fileSignaled: file.signaled,
    position: file.position,
  } as const;
  return [plainOutcome<RequestArm>(queried, state)];
}
