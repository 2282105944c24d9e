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
  type NTSTATUS,
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import type { ArmReach } from '../../trace/arm-reach.ts';
import type { DeviceControlRequest, DeviceModel, DeviceOutcome } from '../device.ts';
import { OPENS_ONLY_ARMS, opensOnly } from './opens-only.ts';

const INVERT = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x900, METHOD_BUFFERED, FILE_ANY_ACCESS);
const STORE = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x901, METHOD_IN_DIRECT, FILE_WRITE_ACCESS);
const LOAD = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x902, METHOD_OUT_DIRECT, FILE_READ_ACCESS);
const COPY = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x903, METHOD_NEITHER, FILE_ANY_ACCESS);

/** The most that is stored, bytes. */
const MAX_STORED_BYTES = 4096;
const NONE = new Uint8Array(0);

/** The bytes stored last. */
type Stored = Uint8Array;

function refuses(arm: string, status: NTSTATUS, next: Stored): readonly DeviceOutcome<Stored>[] {
  return [{ arm, status, information: 0, data: NONE, next }];
}

function gives(arm: string, data: Uint8Array, next: Stored): readonly DeviceOutcome<Stored>[] {
  return [{ arm, status: STATUS_SUCCESS, information: data.length, data, next }];
}

function control(stored: Stored, request: DeviceControlRequest): readonly DeviceOutcome<Stored>[] {
  const { input, second, outputLength } = request;
  switch (request.code) {
    case INVERT:
      return input === null || outputLength < input.length
        ? refuses('invert too small', STATUS_BUFFER_TOO_SMALL, stored)
        : gives(
            'invert',
            input.map((byte) => ~byte),
            stored,
          );
    case STORE: {
      if (!request.mappable) return refuses('store not mapped', STATUS_INSUFFICIENT_RESOURCES, stored);
      const next = second.slice(0, MAX_STORED_BYTES);
      return [{ arm: 'store', status: STATUS_SUCCESS, information: next.length, data: NONE, next }];
    }
    case LOAD:
      return request.mappable
        ? gives('load', stored.subarray(0, outputLength), stored)
        : refuses('load not mapped', STATUS_INSUFFICIENT_RESOURCES, stored);
    case COPY:
      return input === null || !request.writable
        ? refuses('copy no access', STATUS_ACCESS_VIOLATION, stored)
        : gives('copy', input.subarray(0, outputLength), stored);
    default:
      return refuses('unknown code', STATUS_INVALID_DEVICE_REQUEST, stored);
  }
}

const NOTHING_MOVES = [{ status: STATUS_SUCCESS, information: 0, data: NONE }] as const;

const CONTROLS: ArmReach = { needs: 'controls' };
const FAULT: ArmReach = { needs: 'control-fault' };

/** A device with a control code of each transfer method (R43); reads and writes move nothing. */
export const controlsModel: DeviceModel<Stored> = {
  name: 'controls',
  arms: [
    'reads nothing',
    'writes nothing',
    'invert',
    'invert too small',
    'store',
    'store not mapped',
    'load',
    'load not mapped',
    'copy',
    'copy no access',
    'unknown code',
    ...OPENS_ONLY_ARMS,
  ],
  reach: {
    invert: CONTROLS,
    'invert too small': CONTROLS,
    store: CONTROLS,
    'store not mapped': FAULT,
    load: CONTROLS,
    'load not mapped': FAULT,
    copy: CONTROLS,
    'copy no access': CONTROLS,
    'unknown code': CONTROLS,
  },
  leavesRest: true,
  initial: () => NONE,
  ...opensOnly,
  read: (next) => NOTHING_MOVES.map((answer) => ({ ...answer, arm: 'reads nothing', next })),
  write: (next) => NOTHING_MOVES.map((answer) => ({ ...answer, arm: 'writes nothing', next })),
  control,
};
