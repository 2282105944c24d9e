import {
  controlBufferFields,
  controlBuffersText,
  drawnControlBuffers,
  type GivenBuffers,
  givenBuffers,
} from '../control-buffers.ts';
import { sevenEighths } from '../draw/feature.ts';
import { hasControlCodes } from '../draw/profile.ts';
import { codeText } from '../fields/control-code.ts';
import { data, dataText } from '../fields/data.ts';
import { event } from '../fields/event.ts';
import { handle, handleText } from '../fields/handle.ts';
import { ordinalText } from '../handle-ordinals.ts';
import { opKind } from '../kind.ts';
import { controlConflict } from '../overlap.ts';
import { passedOverlapped } from './fields/passed-overlapped.ts';
import { routedControlCode } from './fields/routed-control-code.ts';

/** A control request of a program. lpBytesReturned is passed in every call. */
export interface DeviceIoControlCall extends GivenBuffers {
  readonly call: 'DeviceIoControl';
  readonly handle: number;
  /** An unsigned 32-bit number. */
  readonly code: number;
  /** The OVERLAPPED, null for none; whether hEvent is an event, signaled beforehand. */
  readonly overlapped: { readonly event: boolean } | null;
}

/** For people; nothing where there is none. */
function overlappedText(isPassed: boolean, hasEvent: boolean): readonly string[] {
  if (!isPassed) return hasEvent ? ['an event without OVERLAPPED'] : [];
  return [hasEvent ? 'OVERLAPPED with an event' : 'OVERLAPPED'];
}

/** DeviceIoControl (W1g). */
export const deviceIoControl = opKind(
  'DeviceIoControl',
  { handle, code: routedControlCode, ...controlBufferFields, data, overlapped: passedOverlapped, event },
  {
    view: 'win32',
    simplicity: 11,
    weight: 24,
    feature: sevenEighths(),
    appliesTo: hasControlCodes,
    conflict: controlConflict,
    counts: [
      'handle',
      'event',
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
      'overlapped',
      'data',
    ],
    asked: [
      'input.pageOffset',
      'output.pageOffset',
      'output.at',
      'overlapped',
      'input.length',
      'output.length',
      'input.memory',
      'input.shared',
      'output.memory',
      'output.shared',
      'code',
      'event',
      'data',
      'handle',
    ],
    handles: 'kept',
    call: 'DeviceIoControl',
    draw: (drawing) => ({
      op: 'DeviceIoControl',
      handle: handle.draw(drawing),
      code: routedControlCode.draw(drawing),
      ...drawnControlBuffers(drawing),
      data: data.draw(drawing),
      overlapped: passedOverlapped.draw(drawing),
      event: event.draw(drawing),
    }),
    resolve: (op, state): DeviceIoControlCall => ({
      call: 'DeviceIoControl',
      handle: state.ordinalOf(op.handle),
      code: op.code,
      ...givenBuffers(op),
      overlapped: op.overlapped ? { event: op.event } : null,
    }),
    words: (op) => [
      `code ${codeText(op.code)}`,
      ...handleText(op.handle),
      ...controlBuffersText(op),
      ...dataText(op.data),
      ...overlappedText(op.overlapped, op.event),
    ],
    arguments: (call) => [
      ordinalText(call.handle),
      `dwIoControlCode ${codeText(call.code)}`,
      ...controlBuffersText(call),
      ...overlappedText(call.overlapped !== null, call.overlapped?.event ?? false),
    ],
  },
);
