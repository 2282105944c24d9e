import {
  CTL_CODE,
  FILE_ANY_ACCESS,
  FILE_READ_ACCESS,
  FILE_WRITE_ACCESS,
  METHOD_BUFFERED,
} from '../../nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../nt/device.ts';
import {
  type NTSTATUS,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_USER_BUFFER,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import type { ArmReach } from '../../trace/arm-reach.ts';
import type { DeviceControlRequest, DeviceModel, DeviceOutcome } from '../device.ts';
import { defaultCallbacksModel } from './default-callbacks.ts';
import { OPENS_ONLY_ARMS, opensOnly } from './opens-only.ts';

const PRINT = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS);
const READ = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_BUFFERED, FILE_READ_ACCESS);
const WRITE = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x802, METHOD_BUFFERED, FILE_WRITE_ACCESS);

const VALUE_BYTES = 4;
const NONE = new Uint8Array(0);

/** The value's bytes, little-endian. */
type Value = Uint8Array;

const INITIAL: Value = new Uint8Array(VALUE_BYTES);

function refuses(arm: string, status: NTSTATUS, next: Value): readonly DeviceOutcome<Value>[] {
  return [{ arm, status, information: 0, data: NONE, next }];
}

function answers(arm: string, data: Uint8Array, next: Value): readonly DeviceOutcome<Value>[] {
  return [{ arm, status: STATUS_SUCCESS, information: data.length, data, next }];
}

function control(value: Value, request: DeviceControlRequest): readonly DeviceOutcome<Value>[] {
  // M9: it has no handler for IRP_MJ_FILE_SYSTEM_CONTROL.
  if (request.fileSystem) return refuses('controls of a file system', STATUS_INVALID_DEVICE_REQUEST, value);
  // M10: the buffer is mapped before the code is looked at.
  if (!request.mappable) return refuses('controls not mapped', STATUS_INSUFFICIENT_RESOURCES, value);
  switch (request.code) {
    case PRINT:
      return answers('controls print', NONE, value);
    case READ:
      // M6: a value that there is no room for is not moved.
      return request.outputLength < VALUE_BYTES
        ? refuses('controls no room', STATUS_INVALID_USER_BUFFER, value)
        : answers('controls read', value, value);
    case WRITE:
      return request.input === null || request.inputLength < VALUE_BYTES
        ? refuses('controls too short', STATUS_INVALID_USER_BUFFER, value)
        : answers('controls write', NONE, request.input.slice(0, VALUE_BYTES));
    default:
      return refuses('controls unknown', STATUS_INVALID_DEVICE_REQUEST, value);
  }
}

const CONTROLS: ArmReach = { needs: 'controls' };

/** The article's device with control codes that print, read and write a value of 4 bytes. */
export const articleControlsModel: DeviceModel<Value> = {
  name: 'article-controls',
  arms: [
    'default read',
    'default write',
    'controls print',
    'controls read',
    'controls write',
    'controls no room',
    'controls too short',
    'controls unknown',
    'controls not mapped',
    'controls of a file system',
    ...OPENS_ONLY_ARMS,
  ],
  reach: {
    'controls print': CONTROLS,
    'controls read': CONTROLS,
    'controls write': CONTROLS,
    'controls no room': CONTROLS,
    'controls too short': CONTROLS,
    'controls unknown': CONTROLS,
    'controls not mapped': { needs: 'control-fault' },
    'controls of a file system': CONTROLS,
  },
  leavesRest: true,
  initial: () => INITIAL,
  ...opensOnly,
  read: (value, request) =>
    defaultCallbacksModel.read(null, request).map((outcome) => ({ ...outcome, next: value })),
  write: (value, request) =>
    defaultCallbacksModel.write(null, request).map((outcome) => ({ ...outcome, next: value })),
  control,
};
