import { controlCodeOf } from '../../nt/control-code.ts';
import { FILE_DEVICE_FILE_SYSTEM } from '../../nt/device.ts';
import { NT_ERROR, NT_SUCCESS, type NTSTATUS, STATUS_PENDING } from '../../nt/ntstatus.ts';
import { NOTHING } from '../../trace/during.ts';
import type { DeviceControlCall, FsControlCall, Win32Call } from '../../trace/ops/index.ts';
import { control } from '../control.ts';
import { type ControlOutcome, fileIndex, type ModelConfig, type ModelState } from '../state.ts';
import type { Win32Arm } from './arms.ts';
import { fails, leftOpen, outcome, succeeds, type Win32Expected, type Win32Outcome } from './expected.ts';
import { lastErrorOf } from './last-error.ts';

type DeviceIoControlCall = Extract<Win32Call, { call: 'DeviceIoControl' }>;

/** A status block as the system call leaves it; null where it leaves it alone. */
type Block = { readonly status: NTSTATUS; readonly information: number } | null;

/** DeviceIoControl is NtDeviceIoControlFile, or NtFsControlFile for a code of a file system (W1g, W1h). */
export function deviceIoControl(
  config: ModelConfig,
  state: ModelState,
  call: DeviceIoControlCall,
): readonly Win32Outcome[] {
  // W1h: documentation has an OVERLAPPED ignored on a handle that isn't overlapped.
  const isSynchronous = state.files[fileIndex(state, call.handle)]?.overlapped === false;
  return control(config, state, systemCallOf(call)).map((answer) => outcomeOf(call, answer, isSynchronous));
}

function systemCallOf(call: DeviceIoControlCall): DeviceControlCall | FsControlCall {
  const { handle, code, input, output, data, outputData, outputBefore, overlapped } = call;
  const event = overlapped?.event ?? false;
  const common = { handle, code, input, output, data, outputData, outputBefore, event, during: NOTHING };
  return controlCodeOf(code).deviceType === FILE_DEVICE_FILE_SYSTEM
    ? { call: 'NtFsControlFile', ...common }
    : { call: 'NtDeviceIoControlFile', ...common };
}

function outcomeOf(
  call: DeviceIoControlCall,
  { arms, expected, next }: ControlOutcome,
  isSynchronous: boolean,
): Win32Outcome {
  if (expected.status === undefined) return outcome(arms, 'W1g left open', leftOpen(), next);
  const block: Block = expected.iosb?.written === true ? expected.iosb : null;
  const isAlone = call.overlapped === null;
  // W1g: without OVERLAPPED it waits for a request that is pending: where a block is written, its status is the final one.
  const status = isAlone && block !== null ? block.status : expected.status;
  const fields: Partial<Win32Expected> = {
    bytes: bytesReturned(status, block),
    overlapped: isAlone || isSynchronous ? null : overlappedAfter(block),
    eventSignaled: !isAlone && isSynchronous ? undefined : expected.eventSignaled,
    data: outputAfter(expected),
  };
  if (status === STATUS_PENDING && !isAlone)
    return outcome(arms, 'W1h pending', fails(lastErrorOf(status), fields), next);
  return NT_SUCCESS(status)
    ? outcome(arms, 'W1g success', succeeds(fields), next)
    : outcome(arms, failureArm(status), fails(lastErrorOf(status), fields), next);
}

function failureArm(status: NTSTATUS): Win32Arm {
  return NT_ERROR(status) ? 'W1g error' : 'W1g warning';
}

/** *lpBytesReturned (W1g): null where it is left alone, undefined where what it gets means nothing. */
function bytesReturned(status: NTSTATUS, block: Block): number | null | undefined {
  if (NT_ERROR(status)) return null;
  if (status === STATUS_PENDING || block === null) return undefined;
  return block.information >>> 0;
}

/** W1h: the OVERLAPPED is the status block. Where none is written, Internal is what it was set to before. */
function overlappedAfter(block: Block): Win32Expected['overlapped'] {
  return block === null
    ? { internal: STATUS_PENDING, internalHigh: 0 }
    : { internal: block.status, internalHigh: block.information };
}

/** What the output buffer holds afterwards (R43, R46, R47). */
function outputAfter({ buffer, restOpen }: ControlOutcome['expected']): Win32Expected['data'] {
  if (buffer === null || buffer === undefined) return buffer;
  return { holds: restOpen === true ? 'start' : 'buffer', bytes: buffer };
}
