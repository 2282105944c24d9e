import type { During } from '../during.ts';
import type { CaseState } from './case-state.ts';
import {
  controlBufferFields,
  controlBuffersText,
  drawnControlBuffers,
  type GivenBuffers,
  givenBuffers,
} from './control-buffers.ts';
import type { Drawing } from './draw/drawing.ts';
import { sevenEighths } from './draw/feature.ts';
import { hasControlCodes } from './draw/profile.ts';
import { codeText, controlCode } from './fields/control-code.ts';
import { data, dataText } from './fields/data.ts';
import { during, duringText } from './fields/during.ts';
import { event } from './fields/event.ts';
import { handle, handleText } from './fields/handle.ts';
import { ordinalText } from './handle-ordinals.ts';
import { type OpOfKind, type OpWith, opKind } from './kind.ts';
import { controlConflict } from './overlap.ts';

const fields = { handle, code: controlCode, ...controlBufferFields, data, event, during };

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
export interface ControlRequestCall extends GivenBuffers {
  readonly handle: number;
  /** An unsigned 32-bit number. */
  readonly code: number;
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
  return {
    handle: handle.draw(drawing),
    code: controlCode.draw(drawing),
    ...drawnControlBuffers(drawing),
    data: data.draw(drawing),
    event: event.draw(drawing),
    during: during.draw(drawing),
  };
}

function resolved(op: ControlFields, state: CaseState): ControlRequestCall {
  return {
    handle: state.ordinalOf(op.handle),
    code: op.code,
    ...givenBuffers(op),
    event: op.event,
    during: op.during,
  };
}

function words(op: ControlFields): readonly string[] {
  return [
    `code ${codeText(op.code)}`,
    ...handleText(op.handle),
    ...controlBuffersText(op),
    ...dataText(op.data),
    ...(op.event ? ['with an event'] : []),
    ...duringText(op.during),
  ];
}

function argumentsOf(call: ControlRequestCall): readonly string[] {
  return [
    ordinalText(call.handle),
    `IoControlCode ${codeText(call.code)}`,
    ...controlBuffersText(call),
    ...(call.event ? ['an event'] : []),
    ...duringText(call.during),
  ];
}

/** Sends a control request by NtDeviceIoControlFile. */
export const control = opKind('control', fields, {
  view: 'native',
  simplicity: 8,
  weight: 24,
  feature: sevenEighths(),
  appliesTo: hasControlCodes,
  conflict: controlConflict,
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
  appliesTo: hasControlCodes,
  conflict: controlConflict,
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
