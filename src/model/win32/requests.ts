import {
  NT_SUCCESS,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_HANDLE,
  STATUS_OBJECT_TYPE_MISMATCH,
} from '../../nt/ntstatus.ts';
import { ERROR_NEGATIVE_SEEK } from '../../nt/win32-error.ts';
import type { Win32Call } from '../../trace/ops/index.ts';
import { closeHandle as ntClose } from '../handles.ts';
import { flush, queryPosition, setPosition } from '../requests.ts';
import { badHandleArm, fileIndex, type ModelConfig, type ModelState, type Outcome } from '../state.ts';
import type { Win32Arm } from './arms.ts';
import { fails, outcome, succeeds, type Win32Outcome } from './expected.ts';
import { lastErrorOf } from './last-error.ts';

type SetFilePointerCall = Extract<Win32Call, { call: 'SetFilePointerEx' }>;

/** TRUE exactly for NT_SUCCESS. */
function resultOf({ arms, expected: { status }, next }: Outcome, arm: Win32Arm): Win32Outcome {
  return outcome(arms, arm, NT_SUCCESS(status) ? succeeds() : fails(lastErrorOf(status)), next);
}

export function flushFileBuffers(
  config: ModelConfig,
  state: ModelState,
  handle: number,
): readonly Win32Outcome[] {
  const flushed = flush(config, state, { call: 'NtFlushBuffersFile', handle });
  return flushed.map((each) => resultOf(each, 'W1f flush'));
}

export function closeHandle(config: ModelConfig, state: ModelState, handle: number): readonly Win32Outcome[] {
  return ntClose(config, state, { call: 'NtClose', handle }).map((each) => resultOf(each, 'W1f close'));
}

/** SetFilePointerEx (W1f). */
export function setFilePointer(state: ModelState, call: SetFilePointerCall): readonly Win32Outcome[] {
  const { handle, distance, method } = call;
  switch (method) {
    case 'FILE_BEGIN':
      return moveTo(state, handle, distance, []);
    case 'FILE_CURRENT':
      return queryPosition(state, { call: 'NtQueryInformationFile', handle }).flatMap((query) => {
        const { status, position } = query.expected;
        if (typeof position !== 'bigint' || !NT_SUCCESS(status)) return [resultOf(query, 'W1f not moved')];
        return moveTo(query.next, handle, BigInt.asIntN(64, position + distance), query.arms);
      });
    case 'FILE_END':
      return [sizeUnknown(state, handle)];
  }
}

function moveTo(
  state: ModelState,
  handle: number,
  position: bigint,
  arms: readonly string[],
): readonly Win32Outcome[] {
  // The result is looked at before it is set, so whatever the handle is.
  if (position < 0n) return [outcome(arms, 'W1f negative', fails(ERROR_NEGATIVE_SEEK), state)];
  return setPosition(state, { call: 'NtSetInformationFile', handle, position }).map((set) => {
    const { status } = set.expected;
    const systemArms = [...arms, ...set.arms];
    return NT_SUCCESS(status)
      ? outcome(systemArms, 'W1f moved', succeeds({ position }), set.next)
      : outcome(systemArms, 'W1f not moved', fails(lastErrorOf(status)), set.next);
  });
}

/** The size of the file is the device's to say (IRP_MJ_QUERY_INFORMATION), and it handles no such request (M9). */
function sizeUnknown(state: ModelState, handle: number): Win32Outcome {
  if (state.files[fileIndex(state, handle)] !== undefined) {
    const error = lastErrorOf(STATUS_INVALID_DEVICE_REQUEST);
    return outcome([], 'W1f size asked of the device', fails(error), state);
  }
  const arm = badHandleArm(handle);
  const status = arm === 'R20.1 object type' ? STATUS_OBJECT_TYPE_MISMATCH : STATUS_INVALID_HANDLE;
  return outcome([arm], 'W1f size of no file', fails(lastErrorOf(status)), state);
}
