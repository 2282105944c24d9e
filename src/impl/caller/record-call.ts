import type { Call, ReadFileCall, WriteFileCall } from '../../trace/ops/index.ts';
import { callText } from '../../trace/ops/words.ts';
import type { Observation } from '../../trace/run/observation.ts';
import type { UserBuffer } from '../process/user-buffer.ts';
import type { Recorder } from '../record/recorder.ts';

/** Records a call as its caller makes it. */
export function recordCall(recorder: Recorder, call: Call): void {
  recorder.event('call', { text: callText(call) });
}

/** Records the buffer that a transfer is given. */
export function recordBuffer(
  recorder: Recorder,
  call: ReadFileCall | WriteFileCall,
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

/** Whether a caller cares for the file position after a call. */
function hasPosition({ call }: Call): boolean {
  return (
    call === 'NtReadFile' ||
    call === 'NtWriteFile' ||
    call === 'NtSetInformationFile' ||
    call === 'NtQueryInformationFile'
  );
}
