import { CTL_CODE, FILE_READ_ACCESS, FILE_WRITE_ACCESS, METHOD_BUFFERED } from '../../nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../nt/device.ts';
import {
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INFO_LENGTH_MISMATCH,
  STATUS_INVALID_PARAMETER,
  STATUS_REVISION_MISMATCH,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import type { DeviceControlRequest, DeviceModel, DeviceOutcome } from '../device.ts';
import { controlsOnly, gives, movesNothing, numbersIn, ulongs } from './controls-only.ts';

const GET = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x920, METHOD_BUFFERED, FILE_READ_ACCESS);
const SET = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x921, METHOD_BUFFERED, FILE_WRITE_ACCESS);

const MAX_THRESHOLD = 1000;

/** Unsigned 32-bit numbers. */
interface Values {
  readonly threshold: number;
  readonly period: number;
}

/** The size of the structure, then its threshold; the newer version has a period behind it. */
function get(values: Values, { outputLength }: DeviceControlRequest): readonly DeviceOutcome<Values>[] {
  const { threshold, period } = values;
  if (outputLength < 4) return movesNothing('get no room', STATUS_BUFFER_TOO_SMALL, values);
  if (outputLength < 8) return gives('get size', ulongs([12]), values);
  return outputLength < 12
    ? gives('get older', ulongs([8, threshold]), values)
    : gives('get newer', ulongs([12, threshold, period]), values);
}

/** The older version says nothing of the period. */
function set(values: Values, { input }: DeviceControlRequest): readonly DeviceOutcome<Values>[] {
  if (input === null || input.length < 4)
    return movesNothing('set no size', STATUS_INFO_LENGTH_MISMATCH, values);
  const view = numbersIn(input);
  const size = view.getUint32(0, true);
  if (size !== 8 && size !== 12) return movesNothing('set no version', STATUS_REVISION_MISMATCH, values);
  if (size !== input.length) return movesNothing('set other length', STATUS_INFO_LENGTH_MISMATCH, values);
  const threshold = view.getUint32(4, true);
  if (threshold > MAX_THRESHOLD) return movesNothing('set too high', STATUS_INVALID_PARAMETER, values);
  return size === 8
    ? movesNothing('set older', STATUS_SUCCESS, { ...values, threshold })
    : movesNothing('set newer', STATUS_SUCCESS, { threshold, period: view.getUint32(8, true) });
}

function control(values: Values, request: DeviceControlRequest): readonly DeviceOutcome<Values>[] | null {
  switch (request.code) {
    case GET:
      return get(values, request);
    case SET:
      return set(values, request);
    default:
      return null;
  }
}

/** A device whose settings are got and set in a structure of two versions (R43, R46); reads and writes move nothing. */
export const settingsModel: DeviceModel<Values> = controlsOnly({
  name: 'settings',
  arms: {
    'get no room': 'controls',
    'get size': 'controls',
    'get older': 'controls',
    'get newer': 'controls',
    'set no size': 'controls',
    'set no version': 'controls',
    'set other length': 'controls',
    'set too high': 'controls',
    'set older': 'controls',
    'set newer': 'controls',
  },
  initial: () => ({ threshold: 0, period: 0 }),
  control,
});
