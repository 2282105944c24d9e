import {
  NT_SUCCESS,
  STATUS_ACCESS_DENIED,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_HANDLE,
  STATUS_INVALID_PARAMETER,
  STATUS_SUCCESS,
} from '../nt/ntstatus.ts';
import { firstFails, mayRunShort } from '../trace/during.ts';
import type { CloseCall, CreateFileCall, DuplicateCall } from '../trace/ops/index.ts';
import type { IoManagerArm } from './arms.ts';
import type { DeviceAnswer } from './device.ts';
import { someOutcome } from './device-model-error.ts';
import { reachesDevice, unreached } from './names.ts';
import {
  CLOSED,
  canWrite,
  type FileObject,
  fileIndex,
  type GrantedAccess,
  IOSB_UNTOUCHED,
  type ModelConfig,
  type ModelState,
  type Outcome,
  plainOutcome,
  withFile,
} from './state.ts';

/** An outcome without file object, IOSB or events: refused opens, closed and duplicated handles. */
function handleOutcome(arm: IoManagerArm, status: number | undefined, next: ModelState): Outcome {
  return plainOutcome({ arm, status, iosb: IOSB_UNTOUCHED, fileSignaled: null, position: null }, next);
}

/** What is opened and with which rights: an NtCreateFile of a trace, or what CreateFile makes of its arguments. */
type OpenCall = Omit<CreateFileCall, 'access' | 'share'> & { readonly access: GrantedAccess };

function isUnbuffered({ options }: OpenCall): boolean {
  return options.includes('no-intermediate-buffering');
}

export function createFile(config: ModelConfig, state: ModelState, call: OpenCall): readonly Outcome[] {
  // R6: before the name is looked at. Every access but `read` asks to append.
  if (isUnbuffered(call) && canWrite(call.access))
    return [handleOutcome('R6 appends unbuffered', STATUS_INVALID_PARAMETER, state)];
  if (!reachesDevice(config.deviceNames, call.name)) {
    return unreached(call.name).map(({ arm, status }) => handleOutcome(arm, status, state));
  }
  // R4: the name behind the device's is ignored; duplicates of a handle are no further open.
  if (config.exclusive && state.files.some((file) => file.handleCount > 0)) {
    return [handleOutcome('R4 exclusive', STATUS_ACCESS_DENIED, state)];
  }
  if (firstFails(call.during, 'irp-allocation'))
    return [handleOutcome('R8 IRP allocation', STATUS_INSUFFICIENT_RESOURCES, state)];
  const { device } = config;
  if (device.create === undefined) return own(state, call);
  const answers = someOutcome(device.name, device.create(state.device, state.files.length)).map((answer) =>
    answeredOpen(state, call, answer),
  );
  // M10: what the device would need of the machine to say so it may not get.
  return mayRunShort(call.during) ? [...answers, handleOutcome('R19 own open', undefined, state)] : answers;
}

/** An open that the device's model says nothing of: it succeeds, or is refused with whatever error (R10, R19). */
function own(state: ModelState, call: OpenCall): readonly Outcome[] {
  return [
    opened(state, call, state.device, ['R9 opened'], undefined),
    handleOutcome('R19 own open', undefined, state),
  ];
}

/** An open that the device had its say in: without a success there is no file object (R10). */
function answeredOpen(
  state: ModelState,
  call: OpenCall,
  { arm, status, information, next }: DeviceAnswer<unknown>,
): Outcome {
  if (NT_SUCCESS(status)) return opened(state, call, next, ['R9 opened', arm], information);
  const refused = handleOutcome('R9 opened', status, { ...state, device: next });
  return { ...refused, arms: [arm] };
}

function opened(
  state: ModelState,
  call: OpenCall,
  device: unknown,
  arms: readonly string[],
  information: number | undefined,
): Outcome {
  // R7, R9: position 0, event signaled. R8: Information is what the driver set.
  const file: FileObject = {
    access: call.access,
    overlapped: call.overlapped,
    unbuffered: isUnbuffered(call),
    position: 0n,
    signaled: true,
    handleCount: 1,
  };
  const outcome = plainOutcome(
    {
      arm: 'R9 opened',
      status: STATUS_SUCCESS,
      iosb: { written: true, status: STATUS_SUCCESS, information },
      fileSignaled: true,
      position: call.overlapped ? null : 0n,
    },
    {
      handles: [...state.handles, state.files.length],
      files: [...state.files, file],
      device,
    },
  );
  return { ...outcome, arms };
}

/**
 * `state` with `handles` and one more or one less handle to a file. The file object stays in its place when
 * the last handle is gone, so that indices stay true.
 */
function withHandles(
  { files, device }: ModelState,
  handles: readonly number[],
  index: number,
  file: FileObject,
  change: 1 | -1,
): ModelState {
  return withFile({ handles, files, device }, index, file, { handleCount: file.handleCount + change });
}

export function duplicateHandle(state: ModelState, call: DuplicateCall): readonly Outcome[] {
  // The caller's event is kept out of duplicate and close: here its handle counts as none.
  const index = fileIndex(state, call.handle);
  const file = state.files[index];
  if (file === undefined) return [handleOutcome('R20.1 invalid handle', STATUS_INVALID_HANDLE, state)];
  // R11: a second handle to the same file object; it delays the cleanup.
  const next = withHandles(state, [...state.handles, index], index, file, 1);
  return [handleOutcome('R11 duplicated', STATUS_SUCCESS, next)];
}

export function closeHandle(config: ModelConfig, state: ModelState, call: CloseCall): readonly Outcome[] {
  const index = fileIndex(state, call.handle);
  const file = state.files[index];
  if (file === undefined) return [handleOutcome('R20.1 invalid handle', STATUS_INVALID_HANDLE, state)];
  const next = withHandles(state, state.handles.with(call.handle, CLOSED), index, file, -1);
  // R11, R12: the statuses of cleanup and close are ignored; NtClose succeeds.
  if (file.handleCount > 1) return [handleOutcome('R11 handle closed', STATUS_SUCCESS, next)];
  const device = config.device.close?.(state.device, index) ?? state.device;
  const closed = { handles: next.handles, files: next.files, device };
  return [handleOutcome('R11 last handle closed', STATUS_SUCCESS, closed)];
}
