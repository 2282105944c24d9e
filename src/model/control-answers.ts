import { METHOD_BUFFERED, METHOD_IN_DIRECT, METHOD_NEITHER } from '../nt/control-code.ts';
import {
  NT_ERROR,
  type NTSTATUS,
  STATUS_ACCESS_VIOLATION,
  STATUS_PENDING,
  STATUS_VERIFY_REQUIRED,
} from '../nt/ntstatus.ts';
import { type DuringEntry, firstAt, mayRunShort } from '../trace/during.ts';
import type { BufferMemory } from '../trace/ops/index.ts';
import {
  isPartWay,
  memoryAfter,
  probeChanges,
  type Resources,
  refusalStatuses,
  resourcesOf,
  standsAfterProbe,
} from './circumstances.ts';
import { buffersArm, type Control, isReadable, untouchedOutput } from './control-request.ts';
import type { DeviceControlRequest, DeviceOutcome } from './device.ts';
import { someOutcome } from './device-model-error.ts';
import { type ControlOutcome, IOSB_UNTOUCHED, NO_BYTES, withFile } from './state.ts';

/** What is behind the buffers while the device answers. */
interface Memories {
  readonly input: BufferMemory;
  readonly output: BufferMemory;
}

/** An answer, with what was behind the buffers at its completion. */
interface Answer {
  readonly answer: DeviceOutcome<unknown>;
  readonly memories: Memories;
}

/** What a control request that is built comes to: the device answers, the I/O manager completes (R44 to R51). */
export function controlAnswers(request: Control): readonly ControlOutcome[] {
  const { config, state, call } = request;
  const { device } = config;
  const answered = device.control?.bind(device);
  if (answered === undefined) return [ownChoice(request)];
  const given = givenMemories(call);
  const ask = (memories: Memories, resources: Resources): readonly DeviceOutcome<unknown>[] =>
    someOutcome(device.name, answered(state.device, deviceRequest(request, memories, resources)));
  const answers = resourcesOf(call.during).flatMap((resources) => {
    const before = ask(given, resources);
    const probed = probeChanges(call.during).flatMap((entry) => {
      const memories = changed(given, entry);
      const kept = before.filter((answer) => standsAfterProbe(entry, answer));
      return [...ask(memories, resources), ...kept].map((answer) => ({ answer, memories }));
    });
    return [...before.map((answer) => ({ answer, memories: given })), ...probed];
  });
  const all = [...answers, ...refusals(request, answers)];
  return [false, ...(config.pends ? [true] : [])].flatMap((isPended) =>
    all.map((each) => completed(request, each, isPended)),
  );
}

/** What a device answers whose model says nothing of control requests (R19). */
function ownChoice({ state, index, file }: Control): ControlOutcome {
  return {
    arms: ['R19 own control'],
    expected: {
      ending: 'returned',
      status: undefined,
      iosb: null,
      eventSignaled: undefined,
      fileSignaled: undefined,
      position: undefined,
      buffer: undefined,
    },
    next: withFile(state, index, file, { signaled: undefined }),
  };
}

/** The buffers as their caller changes them. */
function changed({ input, output }: Memories, entry: DuringEntry | null): Memories {
  return { input: memoryAfter(input, entry), output: memoryAfter(output, entry) };
}

/** The buffers as the driver is given them, changed for certain. */
function givenMemories({ input, output, during }: Control['call']): Memories {
  return changed({ input: input.memory, output: output.memory }, firstAt(during, 'dispatch'));
}

function deviceRequest(
  { call, index, method, inputLength, outputLength }: Control,
  memories: Memories,
  { mappable, ownMappable, allocatable, lockRaises }: Resources,
): DeviceControlRequest {
  const isNeither = method === METHOD_NEITHER;
  const isDirect = !isNeither && method !== METHOD_BUFFERED && outputLength > 0;
  const isKnown = !isNeither || inputLength === 0 || isReadable(memories.input);
  return {
    code: call.code,
    fileSystem: call.call === 'NtFsControlFile',
    inputLength,
    outputLength,
    input: isKnown ? call.data.subarray(0, inputLength) : null,
    outputAt: isNeither ? call.output.at : null,
    second: call.outputData ?? NO_BYTES,
    writable: !isNeither || outputLength === 0 || memories.output === 'read-write',
    mappable: mappable || !isDirect,
    ownMappable,
    allocatable,
    lockRaises,
    file: index,
  };
}

/** A device that does not get what it asks for may refuse, and change nothing, where its model says nothing of that (M10). */
function refusals({ state, call }: Control, modelled: readonly Answer[]): readonly Answer[] {
  if (!mayRunShort(call.during)) return [];
  return refusalStatuses(call.during)
    .filter((status) => modelled.every(({ answer }) => answer.status !== status))
    .map((status) => ({
      answer: { arm: 'R19 own refusal', status, information: 0, data: NO_BYTES, next: state.device },
      memories: givenMemories(call),
    }));
}

/** Completion by a driver within its dispatch routine (R44 to R51), whether it had marked the IRP pending or not. */
function completed(request: Control, { answer, memories }: Answer, isPended: boolean): ControlOutcome {
  const { config, state, index, file, call } = request;
  const { information } = answer;
  const status = finalStatus(request, answer, memories);
  const isError = NT_ERROR(status);
  // As of transfers: R49 says who is told of an error, R51 whose event is signaled.
  const isTold = !isError || (isPended && file.overlapped);
  const fileEventSpared = file.overlapped && call.event;
  const signaled = (isTold || isPended) && !fileEventSpared;
  const position = answer.position ?? file.position;
  const arms: string[] = [
    ...(isPended ? ['R45 pended'] : []),
    ...(call.call === 'NtFsControlFile' ? ['R43b file-system control'] : []),
    buffersArm(request),
    ...(call.output.at === null ? [] : (['R43d in one piece'] as const)),
    isError ? 'R49 error' : fileEventSpared ? 'R51 overlapped with event' : 'R49 completed',
    answer.arm,
  ];
  const { handles, files } = state;
  const next = withFile({ handles, files, device: answer.next }, index, file, { signaled, position });
  return {
    arms,
    expected: {
      ending: 'returned',
      // R50.
      status: isPended ? (file.overlapped ? STATUS_PENDING : status) : answer.status,
      iosb: isTold ? { written: true, status, information } : IOSB_UNTOUCHED,
      eventSignaled: call.event ? isTold : null,
      fileSignaled: signaled,
      position: file.overlapped ? null : position,
      buffer: visibleOutput(request, answer, memories),
      restOpen: isReached(request) && config.device.leavesRest !== true,
    },
    next,
  };
}

/** Whether the device reaches the caller's output buffer itself, and may write it. */
function isReached({ method }: Control): boolean {
  return method !== METHOD_BUFFERED && method !== METHOD_IN_DIRECT;
}

/** Whether the second phase copies the SystemBuffer back (R46): a request of no bytes is not even buffered (R43). */
function isCopiedBack({ method, call, inputLength, outputLength }: Control, status: NTSTATUS): boolean {
  if (method !== METHOD_BUFFERED || call.output.memory === 'null') return false;
  if (inputLength === 0 && outputLength === 0) return false;
  return !NT_ERROR(status) && status !== STATUS_VERIFY_REQUIRED;
}

/** IoStatus.Status after the copy-back, which faults where the buffer can't be written. */
function finalStatus(
  request: Control,
  { status, information }: DeviceOutcome<unknown>,
  { output }: Memories,
): NTSTATUS {
  if (information === 0 || !isCopiedBack(request, status)) return status;
  return output === 'read-write' ? status : STATUS_ACCESS_VIOLATION;
}

/** What is at the start of the output buffer afterwards; null where the caller can't look, undefined for stale memory. */
function visibleOutput(
  request: Control,
  { status, information, data }: DeviceOutcome<unknown>,
  memories: Memories,
): Uint8Array | null | undefined {
  const { call, method, outputLength } = request;
  const untouched = untouchedOutput({ ...call, output: { ...call.output, memory: memories.output } });
  if (untouched === null || outputLength === 0 || method === METHOD_IN_DIRECT) return untouched;
  // R47: what the device placed is there, whatever the status; one that fails on its way may have placed some of it.
  if (isReached(request)) return isPartWay(call.during) && NT_ERROR(status) ? undefined : data;
  if (!isCopiedBack(request, status) || memories.output !== 'read-write') return untouched;
  // R46: Information bytes are copied back, whether the device filled them or not.
  if (information > data.length) return undefined;
  return information === data.length ? data : data.subarray(0, information);
}
