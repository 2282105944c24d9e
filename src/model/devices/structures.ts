import { CTL_CODE, FILE_ANY_ACCESS, METHOD_BUFFERED, METHOD_NEITHER } from '../../nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../nt/device.ts';
import {
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_PARAMETER,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import type { DeviceControlRequest, DeviceModel, DeviceOutcome } from '../device.ts';
import { controlsOnly, gives, movesNothing, numbersIn } from './controls-only.ts';

const NEGATE = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x910, METHOD_BUFFERED, FILE_ANY_ACCESS);
const FETCH = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x911, METHOD_NEITHER, FILE_ANY_ACCESS);

/** The most that is fetched, bytes. */
const MAX_FETCHED_BYTES = 2048;

/** A count in 4 bytes, 4 that mean nothing, and entries of 4 bytes each, which are given back negated. */
function negate({ input, outputLength }: DeviceControlRequest): readonly DeviceOutcome<null>[] {
  if (input === null || input.length < 8)
    return movesNothing('negate no header', STATUS_INVALID_PARAMETER, null);
  const lengthBytes = 8 + 4 * numbersIn(input).getUint32(0, true);
  if (lengthBytes > input.length) return movesNothing('negate too short', STATUS_INVALID_PARAMETER, null);
  if (lengthBytes > outputLength) return movesNothing('negate too small', STATUS_BUFFER_TOO_SMALL, null);
  const data = input.slice(0, lengthBytes);
  const entries = numbersIn(data);
  for (let at = 8; at < lengthBytes; at += 4) entries.setInt32(at, -entries.getInt32(at, true), true);
  return gives('negate', data, null);
}

/** A pointer, a length in 4 bytes, and 4 that mean nothing. Whether something is there the caller knows. */
function fetch({ input, inputLength, allocatable }: DeviceControlRequest): readonly DeviceOutcome<null>[] {
  if (inputLength !== 16) return movesNothing('fetch other length', STATUS_INVALID_PARAMETER, null);
  if (input === null) return movesNothing('fetch no access', STATUS_ACCESS_VIOLATION, null);
  const lengthBytes = numbersIn(input).getUint32(8, true);
  if (lengthBytes > MAX_FETCHED_BYTES) return movesNothing('fetch too much', STATUS_INVALID_PARAMETER, null);
  if (lengthBytes === 0) return movesNothing('fetch nothing', STATUS_SUCCESS, null);
  const refused = movesNothing('fetch refused', STATUS_ACCESS_VIOLATION, null);
  return allocatable
    ? [...movesNothing('fetch', STATUS_SUCCESS, null), ...refused]
    : [...movesNothing('fetch no pool', STATUS_INSUFFICIENT_RESOURCES, null), ...refused];
}

function control(_state: null, request: DeviceControlRequest): readonly DeviceOutcome<null>[] | null {
  switch (request.code) {
    case NEGATE:
      return negate(request);
    case FETCH:
      return fetch(request);
    default:
      return null;
  }
}

/** A device whose control codes take a structure with a count, and one with a pointer (R43); reads and writes move nothing. */
export const structuresModel: DeviceModel<null> = controlsOnly({
  name: 'structures',
  arms: {
    negate: 'controls',
    'negate no header': 'controls',
    'negate too short': 'controls',
    'negate too small': 'controls',
    fetch: 'controls',
    'fetch other length': 'controls',
    'fetch no access': 'controls',
    'fetch too much': 'controls',
    'fetch nothing': 'controls',
    'fetch refused': 'controls',
    'fetch no pool': 'control-fault',
  },
  initial: () => null,
  control,
});
