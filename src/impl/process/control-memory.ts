import { PAGE_MASK } from '../../nt/page.ts';
import type { ControlBuffer, ControlBuffers, GivenBuffers } from '../../trace/ops/index.ts';
import { type Observation, USER_FILL } from '../../trace/run/observation.ts';
import { type Va, vaAdd } from '../memory/va.ts';
import type { Recorder } from '../record/recorder.ts';
import { recordBuffer, recordInput } from './record-call.ts';
import type { UserRequest } from './requests.ts';

/** The addresses that a caller passes. */
interface Addresses {
  readonly input: Va;
  readonly output: Va;
}

/** One piece of memory that holds both buffers of a request: bytes, and where each begins in it. */
interface Span {
  readonly lengthBytes: number;
  readonly inputFrom: number;
  readonly outputFrom: number;
}

/** Null where each buffer has memory of its own. */
function spanOf({ input, output }: ControlBuffers): Span | null {
  const { at } = output;
  if (at === null) return null;
  const first = Math.min(0, at);
  const end = Math.max(input.length, at + output.length);
  return { lengthBytes: end - first, inputFrom: -first, outputFrom: at - first };
}

/** Maps and fills the buffers of a control request; of two that overlap the one piece is the output's to keep (R43d). */
export function prepareControl({ buffer, input }: UserRequest, call: GivenBuffers): Addresses {
  const span = spanOf(call);
  if (span === null) {
    return {
      input: input.prepare(call.input, call.input.length, call.data),
      output: buffer.prepare(call.output, call.output.length, call.outputData),
    };
  }
  const { lengthBytes, inputFrom, outputFrom } = span;
  const bytes = new Uint8Array(lengthBytes).fill(USER_FILL);
  if (call.outputBefore !== null) bytes.set(call.outputBefore, outputFrom);
  bytes.set(call.data, inputFrom);
  const pageOffset = (call.input.pageOffset - inputFrom) & PAGE_MASK;
  const first = buffer.prepare({ ...call.input, pageOffset }, lengthBytes, bytes, outputFrom);
  return { input: vaAdd(first, inputFrom), output: vaAdd(first, outputFrom) };
}

/** What the caller sees in the buffers afterwards. */
export function observedControl(
  { buffer, input }: UserRequest,
  call: ControlBuffers,
): Pick<Observation, 'buffer' | 'input'> {
  const span = spanOf(call);
  if (span === null) {
    return { buffer: buffer.bytes(call.output.memory), input: input.bytes(call.input.memory) };
  }
  const bytes = buffer.bytes(call.input.memory);
  const part = (from: number, { length }: ControlBuffer): Uint8Array | null =>
    bytes?.subarray(from, from + length) ?? null;
  return { buffer: part(span.outputFrom, call.output), input: part(span.inputFrom, call.input) };
}

/** Records the buffers that a control request is given. */
export function recordControl(
  recorder: Recorder,
  { buffer, input }: UserRequest,
  call: ControlBuffers,
): void {
  const span = spanOf(call);
  const { length } = call.output;
  const inputFrames =
    span === null ? input.frameNumbers() : buffer.frameNumbers(span.inputFrom, call.input.length);
  const frames = span === null ? buffer.frameNumbers() : buffer.frameNumbers(span.outputFrom, length);
  recordInput(recorder, call.input, inputFrames);
  recordBuffer(recorder, { buffer: call.output, length }, frames, call.output.at);
}
