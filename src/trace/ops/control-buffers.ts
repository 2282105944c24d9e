import { METHOD_IN_DIRECT, methodOf } from '../../nt/control-code.ts';
import { dataBytes } from '../data.ts';
import { count } from '../describe.ts';
import { USER_FILL } from '../run/observation.ts';
import type { Drawing } from './draw/drawing.ts';
import { bytesThere, inputBuffer, outputBuffer, PLAIN_BUFFER } from './fields/buffer.ts';
import { controlLength } from './fields/control-length.ts';
import type { DataSpec } from './fields/data.ts';
import { outputAt, outputAtText } from './fields/output-at.ts';
import { type ControlBuffers, controlConflict, overlay, placedOutput } from './overlap.ts';

const inputLength = controlLength('input');
const outputLength = controlLength('output');

/** The two buffers of a control request. */
export const controlBufferFields = {
  input: { length: inputLength, ...inputBuffer.fields },
  output: { length: outputLength, ...outputBuffer.fields, at: outputAt },
};

/** Draws both. The input is drawn last: the data, and where the output is in it, are chosen to fit its length. */
export function drawnControlBuffers(drawing: Drawing): ControlBuffers {
  const output = { length: outputLength.draw(drawing), ...outputBuffer.drawn(drawing), at: null };
  const input = { length: inputLength.draw(drawing), ...inputBuffer.drawn(drawing) };
  const at = outputAt.draw(drawing);
  if (at === null) return { input, output };
  const overlapping = { length: output.length, ...PLAIN_BUFFER, at };
  return { input, output: controlConflict({ input, output: overlapping }) === null ? overlapping : output };
}

/** Both buffers as a caller gives them, and what they hold before the request. */
export interface GivenBuffers extends ControlBuffers {
  /** The caller's bytes in the input buffer. Owned by the caller: not to be changed or kept. */
  readonly data: Uint8Array;
  /**
   * What the output buffer holds before: the caller's bytes for the device with METHOD_IN_DIRECT, those of the input
   * where they overlap; null for nothing. Not to be changed or kept.
   */
  readonly outputData: Uint8Array | null;
  /**
   * What the output buffer holds before where it is in the memory of the input (R43d), `output.length` bytes: the input's
   * where they overlap, else `outputData` or USER_FILL; null for a buffer of its own. Not to be changed or kept.
   */
  readonly outputBefore: Uint8Array | null;
}

/** What a caller gives with a code; the device is given the bytes in both buffers with METHOD_IN_DIRECT. */
export function givenBuffers({
  code,
  data,
  ...buffers
}: ControlBuffers & { readonly code: number; readonly data: DataSpec }): GivenBuffers {
  const { input, output } = buffers;
  const isRead = methodOf(code) === METHOD_IN_DIRECT;
  const own = dataBytes(data, bytesThere(input, input.length));
  const ofOutput = isRead ? dataBytes(data, bytesThere(output, output.length)) : null;
  const before = output.at === null ? null : contentBefore(output.length, ofOutput, own, -output.at);
  return {
    input,
    output: placedOutput(buffers),
    data: own,
    outputData: isRead ? (before ?? ofOutput) : null,
    outputBefore: before,
  };
}

/** What an output holds that is in the memory of the input: data of its own, and over them the input's. */
function contentBefore(
  lengthBytes: number,
  own: Uint8Array | null,
  input: Uint8Array,
  inputAt: number,
): Uint8Array {
  const bytes = own === null ? new Uint8Array(lengthBytes).fill(USER_FILL) : own.slice();
  overlay(bytes, input, inputAt);
  return bytes;
}

/** For people. */
export function controlBuffersText({ input, output }: ControlBuffers): readonly string[] {
  return [
    `input ${count(input.length, 'byte')}`,
    ...inputBuffer.text(input),
    `output ${count(output.length, 'byte')}`,
    ...(output.at === null ? outputBuffer.text(output) : outputAtText(output.at)),
  ];
}
