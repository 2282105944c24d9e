import {
  NT_ERROR,
  type NTSTATUS,
  STATUS_ACCESS_VIOLATION,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_PENDING,
  STATUS_VERIFY_REQUIRED,
} from '../nt/ntstatus.ts';
import { type DuringEntry, firstAt, firstFails } from '../trace/during.ts';
import { MAX_LENGTH } from '../trace/ops/fields/length.ts';
import type { ReadFileCall, WriteFileCall } from '../trace/ops/index.ts';
import { RAISED } from '../trace/raised-status.ts';
import type { IoManagerArm } from './arms.ts';
import {
  givenBuffer,
  isPartWay,
  PLENTY,
  probeChanges,
  type Resources,
  refusalStatuses,
  resourcesOf,
  standsAfterProbe,
  withMemory,
} from './circumstances.ts';
import type { DeviceOutcome, DeviceWriteRequest } from './device.ts';
import { someOutcome } from './device-model-error.ts';
import { refuse, type Transfer, untouchedBuffer } from './refuse.ts';
import { IOSB_UNTOUCHED, NO_BYTES, type TransferOutcome, withFile } from './state.ts';

/**
 * NtReadFile and NtWriteFile from step 7 of R20 on: the file's event is cleared, the IRP and its buffers are
 * built, the device answers, the I/O manager completes. `offsetArm` says how `offset` came about.
 */
export function dispatch(
  request: Transfer,
  offset: bigint,
  offsetArm: IoManagerArm,
): readonly TransferOutcome[] {
  const { length, during } = request.call;

  // Step 8.
  if (firstFails(during, 'irp-allocation')) {
    return [refuse(request, 'R20.8 IRP allocation', STATUS_INSUFFICIENT_RESOURCES, 'both events')];
  }
  // Step 9.
  const refusal = length > 0 ? refuseBuffers(request) : null;
  if (refusal !== null) return length > MAX_LENGTH ? [refusal, outOfMemory(request)] : [refusal];

  // Step 10. A device in direct mode may find that its MDL can't be mapped (R74).
  if (during.length === 0 && length <= MAX_LENGTH) return answered(request, offset, offsetArm, PLENTY);
  const given = givenBuffer(request);
  const answers = resourcesOf(during).flatMap((resources) => [
    ...answered(given, offset, offsetArm, resources),
    ...probeChanges(during).flatMap((entry) => probed(given, entry, offset, offsetArm, resources)),
  ]);
  return [...answers, ...refused(request, offsetArm, answers)];
}

/**
 * A device that does not get what it asks for may refuse, and change nothing, where its model says nothing of that (M10,
 * R71, R75).
 */
function refused(
  request: Transfer,
  offsetArm: IoManagerArm,
  modelled: readonly TransferOutcome[],
): readonly TransferOutcome[] {
  const { config, state, call } = request;
  const short = call.length > MAX_LENGTH ? [STATUS_INSUFFICIENT_RESOURCES] : [];
  const answers = [...refusalStatuses(call.during), ...short]
    .filter((status) => modelled.every(({ expected }) => expected.status !== status))
    .map((status) => ({ ...NOTHING_MOVED, status, next: state.device }));
  return [false, ...(config.pends ? [true] : [])].flatMap((isPended) =>
    answers.map((answer) => complete(request, answer, offsetArm, buffersArm(request), isPended)),
  );
}

const NOTHING_MOVED = {
  arm: 'R19 own refusal' satisfies IoManagerArm,
  information: 0,
  data: NO_BYTES,
} as const;

/** Whether an MDL is mapped, if there is one. */
function isMappable({ config, call }: Transfer, { mappable }: Resources): boolean {
  return mappable || config.mode !== 'direct' || call.length === 0;
}

/** What the caller observes of a device's answers with some resources. */
function answered(
  request: Transfer,
  offset: bigint,
  offsetArm: IoManagerArm,
  resources: Resources,
): readonly TransferOutcome[] {
  const own = ownAnswers(request, offset, resources);
  const answers = isGone(request) ? [...own, { ...GONE, next: request.state.device }] : own;
  return completions(request, answers, offsetArm, resources);
}

/** The same, where the caller changes its buffer at a probe: the device finds it so, or does without it from there on. */
function probed(
  given: Transfer,
  entry: DuringEntry,
  offset: bigint,
  offsetArm: IoManagerArm,
  resources: Resources,
): readonly TransferOutcome[] {
  const changed = withMemory(given, entry);
  const before = ownAnswers(given, offset, resources).filter((answer) => standsAfterProbe(entry, answer));
  return [
    ...answered(changed, offset, offsetArm, resources),
    ...completions(changed, before, offsetArm, resources),
  ];
}

function ownAnswers(
  request: Transfer,
  offset: bigint,
  resources: Resources,
): readonly DeviceOutcome<unknown>[] {
  const { device } = request.config;
  return someOutcome(device.name, answersOf(request, offset, isMappable(request, resources), resources));
}

/** What comes of answers, pended or not. */
function completions(
  request: Transfer,
  answers: readonly DeviceOutcome<unknown>[],
  offsetArm: IoManagerArm,
  resources: Resources,
): readonly TransferOutcome[] {
  const { config } = request;
  const bufferArm = isMappable(request, resources) ? buffersArm(request) : 'R74 mapping fails';
  const [only] = answers;
  // Most have one answer, and are not pended: this is asked for every transfer.
  if (only !== undefined && answers.length === 1 && !config.pends)
    return [complete(request, only, offsetArm, bufferArm, false)];
  return [false, ...(config.pends ? [true] : [])].flatMap((isPended) =>
    answers.map((answer) => complete(request, answer, offsetArm, bufferArm, isPended)),
  );
}

/** What a device answers that finds the caller's buffer gone, whatever its model says of it (R22a, R41). */
const GONE: Omit<DeviceOutcome<unknown>, 'next'> = {
  arm: 'R41 buffer gone' satisfies IoManagerArm,
  status: STATUS_ACCESS_VIOLATION,
  information: 0,
  data: NO_BYTES,
};

/** Whether a buffer that the I/O manager has probed for a read can't be written any more (R22). */
function isGone({ config, call }: Transfer): boolean {
  return config.mode === 'neither' && call.call === 'NtReadFile' && call.length > 0 && !isAccessible(call);
}

/** What the device answers to a request at the resolved offset, bytes. */
function answersOf(
  { config, state, index, file, call }: Transfer,
  offset: bigint,
  mappable: boolean,
  { ownMappable, allocatable, lockRaises }: Resources,
): readonly DeviceOutcome<unknown>[] {
  const { length, key } = call;
  // One literal for both: this is made for every transfer. A read has no data.
  const request: DeviceWriteRequest = {
    offset,
    length,
    key,
    mode: config.mode,
    mappable,
    ownMappable: ownMappable || length === 0,
    allocatable,
    lockRaises: length === 0 ? null : lockRaises,
    // R22: a read's buffer has been probed, a write's has not.
    accessible: config.mode !== 'neither' || length === 0 || isAccessible(call),
    file: index,
    synchronous: !file.overlapped,
    position: file.position,
    data: call.call === 'NtWriteFile' ? call.data : NO_BYTES,
  };
  return call.call === 'NtReadFile'
    ? config.device.read(state.device, request)
    : config.device.write(state.device, request);
}

/** Why the buffers of a request of some length can't be built; null when they can. */
function refuseBuffers(request: Transfer): TransferOutcome | null {
  const { config, call } = request;
  const isRead = call.call === 'NtReadFile';
  const exhausted = firstFails(call.during, 'buffer-allocation');
  const raise = firstAt(call.during, 'page-locking');
  switch (config.mode) {
    case 'buffered':
      if (exhausted) {
        const arm = isRead ? 'R36 SystemBuffer allocation' : 'R38 SystemBuffer allocation';
        return refuse(request, arm, STATUS_INSUFFICIENT_RESOURCES, 'both events');
      }
      // R38: the user's data is copied before the dispatch.
      if (!isReadable(call)) return refuse(request, 'R38 copy-in', STATUS_ACCESS_VIOLATION, 'both events');
      return null;
    case 'direct':
      if (exhausted) {
        return refuse(request, 'R39 MDL allocation', STATUS_INSUFFICIENT_RESOURCES, 'both events');
      }
      if (raise?.do === 'raise') return refuse(request, 'R39 lock', RAISED[raise.status], 'both events');
      // R39: a write locks for IoReadAccess, so read-only memory will do. A read has been probed (R22).
      if (!isReadable(call)) return refuse(request, 'R39 lock', STATUS_ACCESS_VIOLATION, 'both events');
      return null;
    case 'neither':
      // R22, R41: a write's buffer reaches the driver unchecked.
      return null;
  }
}

/** A copy of gigabytes, or an MDL for them, may not be had, whatever faults otherwise (R38, R39). */
function outOfMemory(request: Transfer): TransferOutcome {
  const arm = request.config.mode === 'direct' ? 'R39 MDL allocation' : 'R38 SystemBuffer allocation';
  return refuse(request, arm, STATUS_INSUFFICIENT_RESOURCES, 'both events');
}

/** Whether a driver can do with the buffer what it is given it for. */
function isAccessible(call: ReadFileCall | WriteFileCall): boolean {
  return call.call === 'NtReadFile' ? call.buffer.memory === 'read-write' : isReadable(call);
}

function isReadable(call: ReadFileCall | WriteFileCall): boolean {
  return call.buffer.memory === 'read-write' || call.buffer.memory === 'read-only';
}

/** How the buffer reaches the device (R29, R36 to R41). */
function buffersArm(request: Transfer): IoManagerArm {
  const { config, call } = request;
  if (call.length === 0) return 'R29 zero length';
  const isRead = call.call === 'NtReadFile';
  switch (config.mode) {
    case 'buffered':
      return isRead ? 'R36 buffered read' : 'R38 buffered write';
    case 'direct':
      return isRead ? 'R39 direct read' : 'R39 direct write';
    case 'neither':
      return 'R41 neither';
  }
}

/**
 * Completion of a request that its driver completed within its dispatch routine (R44 to R51), having marked it pending or
 * not.
 */
function complete(
  request: Transfer,
  answer: DeviceOutcome<unknown>,
  offsetArm: IoManagerArm,
  bufferArm: IoManagerArm,
  isPended: boolean,
): TransferOutcome {
  const { config, state, index, file, call } = request;
  const isRead = call.call === 'NtReadFile';
  const { information } = answer;
  const status = finalStatus(request, answer);
  const isError = NT_ERROR(status);
  // R49: an error leaves the IOSB untouched and both cleared events unsignaled, but for one that is pended on an
  // overlapped handle; a synchronous caller of a pended one is woken by the file's event.
  const isTold = !isError || (isPended && file.overlapped);
  // R51: on an overlapped handle only the caller's event is signaled, where there is one.
  const fileEventSpared = file.overlapped && call.event;
  const signaled = (isTold || isPended) && !fileEventSpared;
  const arms: string[] = isPended ? ['R45 pended', offsetArm, bufferArm] : [offsetArm, bufferArm];
  const buffer = visibleData(request, answer, arms);
  arms.push(
    isError ? 'R49 error' : fileEventSpared ? 'R51 overlapped with event' : 'R49 completed',
    answer.arm,
  );

  // R28, M7: the I/O manager does not advance the position; a device may.
  const position = answer.position ?? file.position;
  const sameFile = signaled === file.signaled && position === file.position;
  const { handles, files } = state;
  const answered = answer.next === state.device ? state : { handles, files, device: answer.next };
  return {
    arms,
    expected: {
      ending: 'returned',
      // R50: what the dispatch routine returned, which agrees with IoStatus.Status, or what came of the wait.
      status: isPended ? (file.overlapped ? STATUS_PENDING : status) : answer.status,
      iosb: isTold ? { written: true, status, information } : IOSB_UNTOUCHED,
      eventSignaled: call.event ? isTold : null,
      fileSignaled: signaled,
      position: file.overlapped ? null : position,
      buffer,
      // The copy-back writes no more than was transferred (R46); the device, where it reaches the buffer, as it likes.
      restOpen: isRead && config.mode !== 'buffered' && config.device.leavesRest !== true,
    },
    next: sameFile ? answered : withFile(answered, index, file, { signaled, position }),
  };
}

/**
 * IoStatus.Status after the copy-back, which faults where the buffer can't be written any more. A buffered read of no
 * bytes has no SystemBuffer: one that claims some has them copied from NULL (R37, R46).
 */
function finalStatus({ config, call }: Transfer, { status, information }: DeviceOutcome<unknown>): NTSTATUS {
  if (information === 0 || config.mode !== 'buffered' || call.call !== 'NtReadFile') return status;
  if (call.length > 0 && isAccessible(call)) return status;
  return NT_ERROR(status) || status === STATUS_VERIFY_REQUIRED ? status : STATUS_ACCESS_VIOLATION;
}

/** What the device's data leaves at the start of the user buffer; undefined where that is stale memory. */
function visibleData(
  request: Transfer,
  answer: DeviceOutcome<unknown>,
  arms: string[],
): Uint8Array | null | undefined {
  const { config, call } = request;
  const untouched = untouchedBuffer(call);
  if (call.call === 'NtWriteFile' || call.length === 0) return untouched;
  // R47: direct and neither have no copy-back; what the device placed is there, whatever the status.
  if (config.mode !== 'buffered') {
    arms.push('R47 no copy-back');
    if (untouched === null) return null;
    // A device that fails on its way may have placed some of it.
    return isPartWay(call.during) && NT_ERROR(answer.status) ? undefined : answer.data;
  }
  if (NT_ERROR(answer.status) || answer.status === STATUS_VERIFY_REQUIRED) return untouched;
  if (!isAccessible(call)) {
    arms.push('R46 copy-back fails');
    return untouched;
  }
  // R46: Information bytes are copied back, whether the device filled them or not.
  arms.push('R46 copy-back');
  const { data, information } = answer;
  if (information > data.length) return undefined;
  return information === data.length ? data : data.subarray(0, information);
}
