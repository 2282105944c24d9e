import type { OutputAt } from '../../trace/ops/fields/output-at.ts';
import type { BufferSpec, Call, CallOfAny, ControlBuffer, Win32Call } from '../../trace/ops/index.ts';
import { callText } from '../../trace/ops/words.ts';
import type { MappedBuffer } from '../../trace/run/event.ts';
import type { Observation } from '../../trace/run/observation.ts';
import { answerText } from '../../trace/win32/answer.ts';
import type { Win32Observation } from '../../trace/win32/observation.ts';
import type { Recorder } from '../record/recorder.ts';

/** Records a call as its caller makes it. */
export function recordCall(recorder: Recorder, call: CallOfAny): void {
  recorder.event('call', { text: callText(call) });
}

/**
 * Records the buffer that a transfer is given.
 *
 * @param frames behind its pages
 * @param at where the output of a control request begins in the memory of the input (R43d), bytes; null for memory of its own
 */
export function recordBuffer(
  recorder: Recorder,
  { buffer, length }: { readonly buffer: BufferSpec; readonly length: number },
  frames: readonly number[],
  at: OutputAt = null,
): void {
  const mapped = mappedBuffer(buffer, length, frames);
  recorder.event('buffer', at === null ? mapped : { ...mapped, at });
}

/** Records the input buffer that a control request is given. */
export function recordInput(recorder: Recorder, input: ControlBuffer, frames: readonly number[]): void {
  recorder.event('input-buffer', mappedBuffer(input, input.length, frames));
}

function mappedBuffer(
  { pageOffset, memory, shared }: BufferSpec,
  lengthBytes: number,
  frames: readonly number[],
): MappedBuffer {
  return { pageOffset, lengthBytes, memory, shared, frames };
}

/** Records what a caller observes of a call, but for bytes. */
export function recordAnswer(recorder: Recorder, call: Call, observation: Observation): void {
  const { ending, status, iosbWritten, information, eventSignaled, position } = observation;
  recorder.event('answer', {
    ending,
    status,
    iosbWritten,
    information,
    eventSignaled,
    position: hasPosition(call) ? position : null,
    surroundingsChanged: observation.surroundingsChanged,
  });
}

/** Records what a program observes of a call, but for bytes. */
export function recordWin32Answer(recorder: Recorder, call: Win32Call, observation: Win32Observation): void {
  const { ending, succeeded } = observation;
  recorder.event('program.answer', { ending, succeeded, text: answerText(call.call, observation) });
}

/** Whether a caller cares for the file position after a call. */
function hasPosition({ call }: Call): boolean {
  return (
    call === 'NtReadFile' ||
    call === 'NtWriteFile' ||
    call === 'NtSetInformationFile' ||
    call === 'NtQueryInformationFile'
  );
}
