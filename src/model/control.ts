import {
  accessOf,
  FILE_READ_ACCESS,
  FILE_WRITE_ACCESS,
  METHOD_BUFFERED,
  METHOD_IN_DIRECT,
  METHOD_NEITHER,
  methodOf,
} from '../nt/control-code.ts';
import {
  type NTSTATUS,
  STATUS_ACCESS_DENIED,
  STATUS_ACCESS_VIOLATION,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_HANDLE,
  STATUS_OBJECT_TYPE_MISMATCH,
} from '../nt/ntstatus.ts';
import { firstAt, firstFails, passingAt } from '../trace/during.ts';
import { isKernelMemory } from '../trace/ops/fields/buffer.ts';
import { MAX_LENGTH } from '../trace/ops/fields/length.ts';
import type { DeviceControlCall, FsControlCall } from '../trace/ops/index.ts';
import { RAISED } from '../trace/raised-status.ts';
import { controlAnswers } from './control-answers.ts';
import { type Control, type ControlArm, isReadable, untouchedOutput } from './control-request.ts';
import {
  appendsOnly,
  badHandleArm,
  type ControlOutcome,
  canRead,
  canWrite,
  type FileObject,
  fileIndex,
  IOSB_UNTOUCHED,
  type ModelConfig,
  type ModelState,
  positionOf,
  withFile,
} from './state.ts';

/** NtDeviceIoControlFile and NtFsControlFile, in the order of R43a; what the device answers is beside it. */
export function control(
  config: ModelConfig,
  state: ModelState,
  call: DeviceControlCall | FsControlCall,
): readonly ControlOutcome[] {
  const method = methodOf(call.code);
  const { input, output } = call;
  const inputLength = method !== METHOD_NEITHER && input.memory === 'null' ? 0 : input.length;
  const outputLength = method === METHOD_BUFFERED && output.memory === 'null' ? 0 : output.length;
  const index = fileIndex(state, call.handle);
  const file = state.files[index];

  // The probes come before the handle is looked at; a length of 0 passes them anywhere (R22).
  if (method === METHOD_BUFFERED && outputLength > 0 && output.memory !== 'read-write')
    return [refusedBefore(state, file, call, 'R43a output probe', STATUS_ACCESS_VIOLATION)];
  if (method !== METHOD_NEITHER && inputLength > 0 && isKernelMemory(input.memory))
    return [refusedBefore(state, file, call, 'R43a kernel input', STATUS_ACCESS_VIOLATION)];
  if (file === undefined) {
    const arm = badHandleArm(call.handle);
    const status = arm === 'R20.1 object type' ? STATUS_OBJECT_TYPE_MISMATCH : STATUS_INVALID_HANDLE;
    return [refusedBefore(state, file, call, arm, status)];
  }
  if (!isGranted(file, call.code))
    return [refusedBefore(state, file, call, 'R43a access denied', STATUS_ACCESS_DENIED)];

  const request: Control = { config, state, index, file, call, method, inputLength, outputLength };
  if (firstFails(call.during, 'irp-allocation'))
    return [refused(request, 'R20.8 IRP allocation', STATUS_INSUFFICIENT_RESOURCES)];
  const refusal = refuseBuffers(request);
  if (refusal === null) return controlAnswers(request);
  // A copy of gigabytes, or an MDL for them, may not be had, whatever faults otherwise.
  if (Math.max(inputLength, outputLength) <= MAX_LENGTH) return [refusal];
  const arm = method === METHOD_BUFFERED ? 'R43 SystemBuffer allocation' : 'R43 MDL allocation';
  return [refusal, refused(request, arm, STATUS_INSUFFICIENT_RESOURCES)];
}

/** Bits 14 and 15 of the code against the handle; appending is not writing (R43a). */
function isGranted({ access }: FileObject, code: number): boolean {
  const required = accessOf(code);
  const mayWrite = canWrite(access) && !appendsOnly(access);
  return (
    ((required & FILE_READ_ACCESS) === 0 || canRead(access)) &&
    ((required & FILE_WRITE_ACCESS) === 0 || mayWrite)
  );
}

/** Why the buffers can't be built (R43); null when they can. */
function refuseBuffers(request: Control): ControlOutcome | null {
  const { call, method, inputLength, outputLength } = request;
  if (method === METHOD_NEITHER) return null;
  // METHOD_BUFFERED has one block of pool for both, the direct ones have the input in one and lock the output.
  const copied = method === METHOD_BUFFERED ? Math.max(inputLength, outputLength) : inputLength;
  if (copied > 0) {
    if (passingAt(call.during, 'buffer-allocation', 0) !== null)
      return refused(request, 'R43 SystemBuffer allocation', STATUS_INSUFFICIENT_RESOURCES);
    if (inputLength > 0 && !isReadable(call.input.memory))
      return refused(request, 'R43 copy-in', STATUS_ACCESS_VIOLATION);
  }
  if (method === METHOD_BUFFERED || outputLength === 0) return null;
  if (passingAt(call.during, 'buffer-allocation', copied > 0 ? 1 : 0) !== null)
    return refused(request, 'R43 MDL allocation', STATUS_INSUFFICIENT_RESOURCES);
  const raise = firstAt(call.during, 'page-locking');
  if (raise?.do === 'raise') return refused(request, 'R43 lock', RAISED[raise.status]);
  // IoReadAccess with METHOD_IN_DIRECT, IoWriteAccess with METHOD_OUT_DIRECT.
  const { memory } = call.output;
  const isLockable = method === METHOD_IN_DIRECT ? isReadable(memory) : memory === 'read-write';
  return isLockable ? null : refused(request, 'R43 lock', STATUS_ACCESS_VIOLATION);
}

/** Refused before the events are cleared: the driver is never called, the status block untouched. */
function refusedBefore(
  state: ModelState,
  file: FileObject | undefined,
  call: Control['call'],
  arm: ControlArm,
  status: NTSTATUS,
): ControlOutcome {
  return {
    arms: [arm],
    expected: {
      ending: 'returned',
      status,
      iosb: IOSB_UNTOUCHED,
      eventSignaled: call.event ? true : null,
      fileSignaled: file === undefined ? null : file.signaled,
      position: file === undefined ? null : positionOf(file),
      buffer: untouchedOutput(call),
    },
    next: state,
  };
}

/** Refused once both events are cleared. */
function refused({ state, index, file, call }: Control, arm: ControlArm, status: NTSTATUS): ControlOutcome {
  return {
    arms: [arm],
    expected: {
      ending: 'returned',
      status,
      iosb: IOSB_UNTOUCHED,
      eventSignaled: call.event ? false : null,
      fileSignaled: false,
      position: positionOf(file),
      buffer: untouchedOutput(call),
    },
    next: file.signaled === false ? state : withFile(state, index, file, { signaled: false }),
  };
}
