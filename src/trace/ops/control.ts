import { METHOD_IN_DIRECT, methodOf } from '../../nt/control-code.ts';
import { dataBytes } from '../data.ts';
import { count } from '../describe.ts';
import type { During } from '../during.ts';
import { USER_FILL } from '../run/observation.ts';
import type { CaseState } from './case-state.ts';
import type { Drawing } from './draw/drawing.ts';
import { sevenEighths } from './draw/feature.ts';
import type { GenerationProfile } from './draw/profile.ts';
import { inputBuffer, outputBuffer, PLAIN_BUFFER } from './fields/buffer.ts';
import { codeText, controlCode } from './fields/control-code.ts';
import { controlLength } from './fields/control-length.ts';
import { data, dataText } from './fields/data.ts';
import { during, duringText } from './fields/during.ts';
import { event } from './fields/event.ts';
import { handle, handleText } from './fields/handle.ts';
import { outputAt, outputAtText } from './fields/output-at.ts';
import { ordinalText } from './handle-ordinals.ts';
import { type OpOfKind, type OpWith, opKind } from './kind.ts';
import {
  type ControlBuffer,
  type ControlBuffers,
  type ControlOutput,
  overlapConflict,
  overlay,
  placedOutput,
} from './overlap.ts';

const inputLength = controlLength('input');
const outputLength = controlLength('output');

const fields = {
  handle,
  code: controlCode,
  input: { length: inputLength, ...inputBuffer.fields },
  output: { length: outputLength, ...outputBuffer.fields, at: outputAt },
  data,
  event,
  during,
};

const COUNTS = [
  'handle',
  'event',
  'during',
  'code',
  'output.at',
  'input.memory',
  'input.shared',
  'output.memory',
  'output.shared',
  'input.length',
  'output.length',
  'input.pageOffset',
  'output.pageOffset',
  'data',
] as const;

const ASKED = [
  'input.pageOffset',
  'output.pageOffset',
  'output.at',
  'input.length',
  'output.length',
  'input.memory',
  'input.shared',
  'output.memory',
  'output.shared',
  'code',
  'during',
  'event',
  'data',
  'handle',
] as const;

/** A control request as it was asked for (R43). */
export interface ControlRequestCall {
  readonly handle: number;
  /** An unsigned 32-bit number. */
  readonly code: number;
  readonly input: ControlBuffer;
  readonly output: ControlOutput;
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
  readonly event: boolean;
  readonly during: During;
}

/** A control request by NtDeviceIoControlFile. */
export interface DeviceControlCall extends ControlRequestCall {
  readonly call: 'NtDeviceIoControlFile';
}

/** A control request by NtFsControlFile (R43b). */
export interface FsControlCall extends ControlRequestCall {
  readonly call: 'NtFsControlFile';
}

type ControlFields = Omit<OpWith<'control', typeof fields>, 'op'>;

function drawnFields(drawing: Drawing): ControlFields {
  const drawnHandle = handle.draw(drawing);
  const code = controlCode.draw(drawing);
  const output = { length: outputLength.draw(drawing), ...outputBuffer.drawn(drawing), at: null };
  // The input is drawn last: the data, and where the output is in it, are chosen to fit its length.
  const input = { length: inputLength.draw(drawing), ...inputBuffer.drawn(drawing) };
  const at = outputAt.draw(drawing);
  const overlapping = at === null ? output : { length: output.length, ...PLAIN_BUFFER, at };
  return {
    handle: drawnHandle,
    code,
    input,
    output: overlapConflict({ input, output: overlapping }) === null ? overlapping : output,
    data: data.draw(drawing),
    event: event.draw(drawing),
    during: during.draw(drawing),
  };
}

function resolved(op: ControlFields, state: CaseState): ControlRequestCall {
  const { input, output } = op;
  const isRead = methodOf(op.code) === METHOD_IN_DIRECT;
  const own = dataBytes(op.data, input.length);
  const ofOutput = isRead ? dataBytes(op.data, output.length) : null;
  const before = output.at === null ? null : contentBefore(output.length, ofOutput, own, -output.at);
  return {
    handle: state.ordinalOf(op.handle),
    code: op.code,
    input,
    output: placedOutput(op),
    data: own,
    outputData: isRead ? (before ?? ofOutput) : null,
    outputBefore: before,
    event: op.event,
    during: op.during,
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

function buffersText({ input, output }: ControlBuffers): readonly string[] {
  return [
    `input ${count(input.length, 'byte')}`,
    ...inputBuffer.text(input),
    `output ${count(output.length, 'byte')}`,
    ...(output.at === null ? outputBuffer.text(output) : outputAtText(output.at)),
  ];
}

function words(op: ControlFields): readonly string[] {
  return [
    `code ${codeText(op.code)}`,
    ...handleText(op.handle),
    ...buffersText(op),
    ...dataText(op.data),
    ...(op.event ? ['with an event'] : []),
    ...duringText(op.during),
  ];
}

function argumentsOf(call: ControlRequestCall): readonly string[] {
  return [
    ordinalText(call.handle),
    `IoControlCode ${codeText(call.code)}`,
    ...buffersText(call),
    ...(call.event ? ['an event'] : []),
    ...duringText(call.during),
  ];
}

const hasControls = ({ controls }: GenerationProfile): boolean => controls.length > 0;

/** Sends a control request by NtDeviceIoControlFile. */
export const control = opKind('control', fields, {
  view: 'native',
  simplicity: 8,
  weight: 24,
  feature: sevenEighths(),
  appliesTo: hasControls,
  conflict: overlapConflict,
  counts: COUNTS,
  asked: ASKED,
  handles: 'kept',
  call: 'NtDeviceIoControlFile',
  draw: (drawing) => ({ op: 'control', ...drawnFields(drawing) }),
  resolve: (op, state): DeviceControlCall => ({ call: 'NtDeviceIoControlFile', ...resolved(op, state) }),
  words: (op) => words(op),
  arguments: (call) => argumentsOf(call),
});

/** Sends a control request by NtFsControlFile. */
export const fsControl = opKind('fs-control', fields, {
  view: 'native',
  simplicity: 9,
  weight: 4,
  feature: sevenEighths(),
  appliesTo: hasControls,
  conflict: overlapConflict,
  counts: COUNTS,
  asked: ASKED,
  handles: 'kept',
  call: 'NtFsControlFile',
  draw: (drawing) => ({ op: 'fs-control', ...drawnFields(drawing) }),
  resolve: (op, state): FsControlCall => ({ call: 'NtFsControlFile', ...resolved(op, state) }),
  words: (op) => words(op),
  arguments: (call) => argumentsOf(call),
});

/** Sends a control request by NtDeviceIoControlFile. */
export type ControlOp = OpOfKind<typeof control>;
/** Sends a control request by NtFsControlFile. */
export type FsControlOp = OpOfKind<typeof fsControl>;
