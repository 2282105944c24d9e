import type { BufferSpec, Call, CallOfAny, ControlBuffer, Win32Call } from '../../trace/ops/index.ts';
import { callText } from '../../trace/ops/words.ts';
import type { Observation } from '../../trace/run/observation.ts';
import { answerText } from '../../trace/win32/answer.ts';
import type { Win32Observation } from '../../trace/win32/observation.ts';
import type { Recorder } from '../record/recorder.ts';
import type { UserBuffer } from './user-buffer.ts';

/** Records a call as its caller makes it. */
export function recordCall(recorder: Recorder, call: CallOfAny): void {
  recorder.event('call', { text: callText(call) });
}

/** Records the buffer that a transfer is given. */
export function recordBuffer(
  recorder: Recorder,
  call: { readonly buffer: BufferSpec; readonly length: number },
  buffer: UserBuffer,
): void {
  recorder.event('buffer', {
    pageOffset: call.buffer.pageOffset,
    lengthBytes: call.length,
    memory: call.buffer.memory,
    shared: call.buffer.shared,
    frames: buffer.frameNumbers(),
  });
}

/** Records the input buffer that a control request is given. */
export function recordInput(recorder: Recorder, input: ControlBuffer, buffer: UserBuffer): void {
  recorder.event('input-buffer', {
    pageOffset: input.pageOffset,
    lengthBytes: input.length,
    memory: input.memory,
    shared: input.shared,
    frames: buffer.frameNumbers(),
  });
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
