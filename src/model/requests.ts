import {
  NT_ERROR,
  STATUS_ACCESS_DENIED,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_HANDLE,
  STATUS_INVALID_PARAMETER,
  STATUS_OBJECT_TYPE_MISMATCH,
  STATUS_SUCCESS,
} from '../nt/ntstatus.ts';
import type { ArmReach } from '../trace/arm-reach.ts';
import { type During, firstFails, mayRunShort } from '../trace/during.ts';
import type {
  Call,
  CloseCall,
  CreateFileCall,
  DeviceControlCall,
  DuplicateCall,
  FlushCall,
  FsControlCall,
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
  'R19 own flush': { needs: 'own-flush' },
  'R19 own query': { needs: 'own-query' },
  'R19 own set': { needs: 'own-set' },
  'R28 set position': {},
  // SetFilePointerEx looks for itself.
  'R28 negative position': { views: ['native'] },
  'R28 query position': {},
} as const satisfies Readonly<Record<string, ArmReach>>;

type RequestArm = IoManagerArm | keyof typeof REQUEST_REACH;

/** The calls that concern an open file and pass no buffer to a device. */
type RequestCall = Exclude<
  Call,
  | CreateFileCall
  | ReadFileCall
  | WriteFileCall
  | DeviceControlCall
  | FsControlCall
  | DuplicateCall
  | CloseCall
>;

/** What such a call may lead to. */
export function request(config: ModelConfig, state: ModelState, call: RequestCall): readonly Outcome[] {
  switch (call.call) {
    case 'NtFlushBuffersFile':
      return flush(config, state, call);
    case 'NtSetInformationFile':
      return setPosition(config, state, call);
    case 'NtQueryInformationFile':
      return queryPosition(config, state, call);
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
 * What a device answers to a request that its model says nothing of (R19). Whether it writes the status block, and
 * signals, depends on the answer.
 */
function own(arm: RequestArm, state: ModelState, index: number, file: FileObject): Outcome {
  return plainOutcome<RequestArm>(
    { arm, status: undefined, iosb: null, fileSignaled: undefined, position: positionOf(file) },
    withFile(state, index, file, { signaled: undefined }),
  );
}

/** A request whose IRP can't be had (R20 8, as of a transfer). The sources leave open whether it clears the file's event. */
function withoutIrp(state: ModelState, index: number, file: FileObject): Outcome {
  return plainOutcome<RequestArm>(
    {
      arm: 'R20.8 IRP allocation',
      status: STATUS_INSUFFICIENT_RESOURCES,
      iosb: IOSB_UNTOUCHED,
      fileSignaled: undefined,
      position: positionOf(file),
    },
    withFile(state, index, file, { signaled: undefined }),
  );
}

/** What a request comes to that a device answers, as its model says or as it likes. */
function answered(
  config: ModelConfig,
  state: ModelState,
  index: number,
  file: FileObject,
  during: During,
  answers: readonly DeviceAnswer<unknown>[] | undefined,
  ownArm: RequestArm,
): readonly Outcome[] {
  if (firstFails(during, 'irp-allocation')) return [withoutIrp(state, index, file)];
  if (answers === undefined) return [own(ownArm, state, index, file)];
  const some = someOutcome(config.device.name, answers);
  const outcomes = [false, ...(config.pends ? [true] : [])].flatMap((isPended) =>
    some.map((answer) => completed(state, index, file, answer, isPended)),
  );
  // M10: what the device would need of the machine to say so it may not get.
  return mayRunShort(during) ? [...outcomes, own(ownArm, state, index, file)] : outcomes;
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
  const answers = device.flush?.(state.device, index);
  return answered(config, state, index, file, call.during, answers, 'R19 own flush');
}

/**
 * A request that the device has answered, completed within its dispatch routine (R49). What that does to an overlapped
 * handle's event and status block is left open unless it was marked pending: the sources don't settle it.
 */
function completed(
  state: ModelState,
  index: number,
  file: FileObject,
  { arm, status, information, next }: DeviceAnswer<unknown>,
  isPended: boolean,
): Outcome {
  const isError = NT_ERROR(status);
  const signaled = isPended || (file.overlapped ? undefined : !isError);
  const written = isError ? IOSB_UNTOUCHED : ({ written: true, status, information } as const);
  const { handles, files } = state;
  const arms = [isError ? 'R49 error' : 'R49 completed', arm];
  return {
    arms: isPended ? ['R45 pended', ...arms] : arms,
    expected: {
      ending: 'returned',
      status,
      iosb: file.overlapped ? null : written,
      eventSignaled: null,
      fileSignaled: signaled,
      position: positionOf(file),
      buffer: null,
    },
    next: withFile({ handles, files, device: next }, index, file, { signaled }),
  };
}

/** NtSetInformationFile(FilePositionInformation). That no access right is needed is [?] in the sources. */
export function setPosition(
  config: ModelConfig,
  state: ModelState,
  call: SetPositionCall,
): readonly Outcome[] {
  const index = fileIndex(state, call.handle);
  const file = state.files[index];
  if (file === undefined) return [badHandle(state, call.handle)];
  if (file.overlapped) {
    const { device } = config;
    const answers = device.setInformation?.(state.device, index);
    return answered(config, state, index, file, call.during, answers, 'R19 own set');
  }
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
export function queryPosition(
  config: ModelConfig,
  state: ModelState,
  call: QueryPositionCall,
): readonly Outcome[] {
  const index = fileIndex(state, call.handle);
  const file = state.files[index];
  if (file === undefined) return [badHandle(state, call.handle)];
  if (file.overlapped) {
    const { device } = config;
    const answers = device.queryInformation?.(state.device, index);
    return answered(config, state, index, file, call.during, answers, 'R19 own query');
  }
  const queried = {
    arm: 'R28 query position',
    status: STATUS_SUCCESS,
    iosb: { written: true, status: STATUS_SUCCESS, information: POSITION_INFORMATION_BYTES },
    fileSignaled: file.signaled,
    position: file.position,
  } as const;
  return [plainOutcome<RequestArm>(queried, state)];
}
