import { CTL_CODE, FILE_READ_ACCESS, FILE_WRITE_ACCESS, METHOD_BUFFERED } from '../../nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../nt/device.ts';
import {
  type NTSTATUS,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INFO_LENGTH_MISMATCH,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_PARAMETER,
  STATUS_REVISION_MISMATCH,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import type { ArmReach } from '../../trace/arm-reach.ts';
import type { DeviceControlRequest, DeviceModel, DeviceOutcome } from '../device.ts';
import { OPENS_ONLY_ARMS, opensOnly } from './opens-only.ts';

const GET = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x920, METHOD_BUFFERED, FILE_READ_ACCESS);
const SET = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x921, METHOD_BUFFERED, FILE_WRITE_ACCESS);

const MAX_THRESHOLD = 1000;
const NONE = new Uint8Array(0);

/** Unsigned 32-bit numbers. */
interface Values {
  readonly threshold: number;
  readonly period: number;
}

function refuses(arm: string, status: NTSTATUS, next: Values): readonly DeviceOutcome<Values>[] {
  return [{ arm, status, information: 0, data: NONE, next }];
}

function gives(arm: string, numbers: readonly number[], next: Values): readonly DeviceOutcome<Values>[] {
  const data = new Uint8Array(4 * numbers.length);
  const view = new DataView(data.buffer);
  for (const [index, number] of numbers.entries()) view.setUint32(4 * index, number, true);
  return [{ arm, status: STATUS_SUCCESS, information: data.length, data, next }];
}

/** The size of the structure, then its threshold; the newer version has a period behind it. */
function get(values: Values, { outputLength }: DeviceControlRequest): readonly DeviceOutcome<Values>[] {
  const { threshold, period } = values;
  if (outputLength < 4) return refuses('get no room', STATUS_BUFFER_TOO_SMALL, values);
  if (outputLength < 8) return gives('get size', [12], values);
  return outputLength < 12
    ? gives('get older', [8, threshold], values)
    : gives('get newer', [12, threshold, period], values);
}

/** The older version says nothing of the period. */
function set(values: Values, { input }: DeviceControlRequest): readonly DeviceOutcome<Values>[] {
  if (input === null || input.length < 4) return refuses('set no size', STATUS_INFO_LENGTH_MISMATCH, values);
  const view = new DataView(input.buffer, input.byteOffset, input.length);
  const size = view.getUint32(0, true);
  if (size !== 8 && size !== 12) return refuses('set no version', STATUS_REVISION_MISMATCH, values);
  if (size !== input.length) return refuses('set other length', STATUS_INFO_LENGTH_MISMATCH, values);
  const threshold = view.getUint32(4, true);
  if (threshold > MAX_THRESHOLD) return refuses('set too high', STATUS_INVALID_PARAMETER, values);
  return size === 8
    ? gives('set older', [], { ...values, threshold })
    : gives('set newer', [], { threshold, period: view.getUint32(8, true) });
}

function control(values: Values, request: DeviceControlRequest): readonly DeviceOutcome<Values>[] {
  switch (request.code) {
    case GET:
      return get(values, request);
    case SET:
      return set(values, request);
    default:
      return refuses('unknown code', STATUS_INVALID_DEVICE_REQUEST, values);
  }
}

const CONTROLS: ArmReach = { needs: 'controls' };

/** A device whose settings are got and set in a structure of two versions (R43, R46); reads and writes move nothing. */
export const settingsModel: DeviceModel<Values> = {
  name: 'settings',
  arms: [
    'reads nothing',
    'writes nothing',
    'get no room',
    'get size',
    'get older',
    'get newer',
    'set no size',
    'set no version',
    'set other length',
    'set too high',
    'set older',
    'set newer',
    'unknown code',
    ...OPENS_ONLY_ARMS,
  ],
  reach: {
    'get no room': CONTROLS,
    'get size': CONTROLS,
    'get older': CONTROLS,
    'get newer': CONTROLS,
    'set no size': CONTROLS,
    'set no version': CONTROLS,
    'set other length': CONTROLS,
    'set too high': CONTROLS,
    'set older': CONTROLS,
    'set newer': CONTROLS,
    'unknown code': CONTROLS,
  },
  leavesRest: true,
  initial: () => ({ threshold: 0, period: 0 }),
  ...opensOnly,
  read: (values) => gives('reads nothing', [], values),
  write: (values) => gives('writes nothing', [], values),
  control,
};
