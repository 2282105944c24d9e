import { NT_SUCCESS, STATUS_INVALID_HANDLE, STATUS_OBJECT_TYPE_MISMATCH } from '../../nt/ntstatus.ts';
import { ERROR_NEGATIVE_SEEK } from '../../nt/win32-error.ts';
import { NOTHING } from '../../trace/during.ts';
import type { Win32Call } from '../../trace/ops/index.ts';
import { closeHandle as ntClose } from '../handles.ts';
import { flush, queryPosition, setPosition } from '../requests.ts';
import { badHandleArm, fileIndex, type ModelConfig, type ModelState, type Outcome } from '../state.ts';
import type { Win32Arm } from './arms.ts';
import { fails, leftOpen, outcome, succeeds, type Win32Outcome } from './expected.ts';
import { lastErrorOf } from './last-error.ts';

type SetFilePointerCall = Extract<Win32Call, { call: 'SetFilePointerEx' }>;

/** TRUE exactly for NT_SUCCESS. */
function resultOf({ arms, expected: { status }, next }: Outcome, arm: Win32Arm): Win32Outcome {
  if (status === undefined) return outcome(arms, arm, leftOpen(), next);
  return outcome(arms, arm, NT_SUCCESS(status) ? succeeds() : fails(lastErrorOf(status)), next);
}

export function flushFileBuffers(
  config: ModelConfig,
  state: ModelState,
  handle: number,
): readonly Win32Outcome[] {
  const flushed = flush(config, state, { call: 'NtFlushBuffersFile', handle, during: NOTHING });
  return flushed.map((each) => resultOf(each, 'W1f flush'));
}

export function closeHandle(config: ModelConfig, state: ModelState, handle: number): readonly Win32Outcome[] {
  return ntClose(config, state, { call: 'NtClose', handle, during: NOTHING }).map((each) =>
    resultOf(each, 'W1f close'),
  );
}

/** SetFilePointerEx (W1f). */
export function setFilePointer(
  config: ModelConfig,
  state: ModelState,
  call: SetFilePointerCall,
): readonly Win32Outcome[] {
  const { handle, distance, method } = call;
  switch (method) {
    case 'FILE_BEGIN':
      return moveTo(config, state, handle, distance, []);
    case 'FILE_CURRENT':
      return queryPosition(config, state, {
        call: 'NtQueryInformationFile',
        handle,
        during: NOTHING,
      }).flatMap((query) => {
        const { status, position } = query.expected;
        // A position that a device tells itself is its own choice.
        if (status === undefined || (NT_SUCCESS(status) && typeof position !== 'bigint'))
          return [outcome(query.arms, 'W1f told by the device', leftOpen(), null)];
        if (typeof position !== 'bigint' || !NT_SUCCESS(status)) return [resultOf(query, 'W1f not moved')];
        return moveTo(config, query.next, handle, BigInt.asIntN(64, position + distance), query.arms);
      });
    case 'FILE_END':
      return fromEnd(config, state, handle);
  }
}

function moveTo(
  config: ModelConfig,
  state: ModelState,
  handle: number,
  position: bigint,
  arms: readonly string[],
): readonly Win32Outcome[] {
  // The result is looked at before it is set, so whatever the handle is.
  if (position < 0n) return [outcome(arms, 'W1f negative', fails(ERROR_NEGATIVE_SEEK), state)];
  const call = { call: 'NtSetInformationFile', handle, position, during: NOTHING } as const;
  return setPosition(config, state, call).map((set) => {
    const { status } = set.expected;
    const systemArms = [...arms, ...set.arms];
    if (status === undefined) return outcome(systemArms, 'W1f told by the device', leftOpen(), set.next);
    return NT_SUCCESS(status)
      ? outcome(systemArms, 'W1f moved', succeeds({ position }), set.next)
      : outcome(systemArms, 'W1f not moved', fails(lastErrorOf(status)), set.next);
  });
}

/** The size of the file is the device's to say (IRP_MJ_QUERY_INFORMATION), and where it begins to count, too. */
function fromEnd(config: ModelConfig, state: ModelState, handle: number): readonly Win32Outcome[] {
  const index = fileIndex(state, handle);
  if (state.files[index] === undefined) {
    const arm = badHandleArm(handle);
    const status = arm === 'R20.1 object type' ? STATUS_OBJECT_TYPE_MISMATCH : STATUS_INVALID_HANDLE;
    return [outcome([arm], 'W1f size of no file', fails(lastErrorOf(status)), state)];
  }
  const answers = config.device.queryInformation?.(state.device, index);
  if (answers === undefined) return [outcome([], 'W1f told by the device', leftOpen(), null)];
  return answers.map(({ arm, status, next }) =>
    NT_SUCCESS(status)
      ? outcome([arm], 'W1f told by the device', leftOpen(), null)
      : outcome([arm], 'W1f size asked of the device', fails(lastErrorOf(status)), {
          ...state,
          device: next,
        }),
  );
}
