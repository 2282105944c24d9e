import {
  CTL_CODE,
  FILE_ANY_ACCESS,
  FILE_READ_ACCESS,
  FILE_WRITE_ACCESS,
  METHOD_BUFFERED,
  METHOD_IN_DIRECT,
  METHOD_NEITHER,
  METHOD_OUT_DIRECT,
} from '../../nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../nt/device.ts';
import {
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import type { DeviceControlRequest, DeviceModel, DeviceOutcome } from '../device.ts';
import { controlsOnly, gives, movesNothing } from './controls-only.ts';

const INVERT = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x900, METHOD_BUFFERED, FILE_ANY_ACCESS);
const STORE = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x901, METHOD_IN_DIRECT, FILE_WRITE_ACCESS);
const LOAD = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x902, METHOD_OUT_DIRECT, FILE_READ_ACCESS);
const COPY = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x903, METHOD_NEITHER, FILE_ANY_ACCESS);

/** The most that is stored, bytes. */
const MAX_STORED_BYTES = 4096;

/** The bytes stored last. */
type Stored = Uint8Array;

function control(stored: Stored, request: DeviceControlRequest): readonly DeviceOutcome<Stored>[] | null {
  const { input, second, outputLength } = request;
  switch (request.code) {
    case INVERT:
      return input === null || outputLength < input.length
        ? movesNothing('invert too small', STATUS_BUFFER_TOO_SMALL, stored)
        : gives(
            'invert',
            input.map((byte) => ~byte),
            stored,
          );
    case STORE: {
      if (!request.mappable) return movesNothing('store not mapped', STATUS_INSUFFICIENT_RESOURCES, stored);
      const next = second.slice(0, MAX_STORED_BYTES);
      return movesNothing('store', STATUS_SUCCESS, next).map((answer) => ({
        ...answer,
        information: next.length,
      }));
    }
    case LOAD:
      return request.mappable
        ? gives('load', stored.subarray(0, outputLength), stored)
        : movesNothing('load not mapped', STATUS_INSUFFICIENT_RESOURCES, stored);
    case COPY:
      return input === null || !request.writable
        ? movesNothing('copy no access', STATUS_ACCESS_VIOLATION, stored)
        : gives('copy', input.subarray(0, outputLength), stored);
    default:
      return null;
  }
}

/** A device with a control code of each transfer method (R43); reads and writes move nothing. */
export const controlsModel: DeviceModel<Stored> = controlsOnly({
  name: 'controls',
  arms: {
    invert: 'controls',
    'invert too small': 'controls',
    store: 'controls',
    'store not mapped': 'control-fault',
    load: 'controls',
    'load not mapped': 'control-fault',
    copy: 'controls',
    'copy no access': 'controls',
  },
  initial: () => new Uint8Array(0),
  control,
});
