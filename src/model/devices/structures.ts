import { CTL_CODE, FILE_ANY_ACCESS, METHOD_BUFFERED, METHOD_NEITHER } from '../../nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../nt/device.ts';
import {
  type NTSTATUS,
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_PARAMETER,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import type { ArmReach } from '../../trace/arm-reach.ts';
import type { DeviceControlRequest, DeviceModel, DeviceOutcome } from '../device.ts';
import { OPENS_ONLY_ARMS, opensOnly } from './opens-only.ts';

const NEGATE = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x910, METHOD_BUFFERED, FILE_ANY_ACCESS);
const FETCH = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x911, METHOD_NEITHER, FILE_ANY_ACCESS);

/** The most that is fetched, bytes. */
const MAX_FETCHED_BYTES = 2048;
const NONE = new Uint8Array(0);

function answers(arm: string, status: NTSTATUS, data = NONE): DeviceOutcome<null> {
  return { arm, status, information: data.length, data, next: null };
}

function little(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** A count in 4 bytes, 4 that mean nothing, and entries of 4 bytes each, which are given back negated. */
function negate({ input, outputLength }: DeviceControlRequest): readonly DeviceOutcome<null>[] {
  if (input === null || input.length < 8) return [answers('negate no header', STATUS_INVALID_PARAMETER)];
  const lengthBytes = 8 + 4 * little(input).getUint32(0, true);
  if (lengthBytes > input.length) return [answers('negate too short', STATUS_INVALID_PARAMETER)];
  if (lengthBytes > outputLength) return [answers('negate too small', STATUS_BUFFER_TOO_SMALL)];
  const data = input.slice(0, lengthBytes);
  const entries = little(data);
  for (let at = 8; at < lengthBytes; at += 4) entries.setInt32(at, -entries.getInt32(at, true), true);
  return [answers('negate', STATUS_SUCCESS, data)];
}

/** A pointer, a length in 4 bytes, and 4 that mean nothing. Whether something is there the caller knows. */
function fetch({ input, inputLength, allocatable }: DeviceControlRequest): readonly DeviceOutcome<null>[] {
  if (inputLength !== 16) return [answers('fetch other length', STATUS_INVALID_PARAMETER)];
  if (input === null) return [answers('fetch no access', STATUS_ACCESS_VIOLATION)];
  const lengthBytes = little(input).getUint32(8, true);
  if (lengthBytes > MAX_FETCHED_BYTES) return [answers('fetch too much', STATUS_INVALID_PARAMETER)];
  if (lengthBytes === 0) return [answers('fetch nothing', STATUS_SUCCESS)];
  const refused = answers('fetch refused', STATUS_ACCESS_VIOLATION);
  return allocatable
    ? [answers('fetch', STATUS_SUCCESS), refused]
    : [answers('fetch no pool', STATUS_INSUFFICIENT_RESOURCES), refused];
}

function control(_state: null, request: DeviceControlRequest): readonly DeviceOutcome<null>[] {
  switch (request.code) {
    case NEGATE:
      return negate(request);
    case FETCH:
      return fetch(request);
    default:
      return [answers('unknown code', STATUS_INVALID_DEVICE_REQUEST)];
  }
}

const CONTROLS: ArmReach = { needs: 'controls' };
const FAULT: ArmReach = { needs: 'control-fault' };

/** A device whose control codes take a structure with a count, and one with a pointer (R43); reads and writes move nothing. */
export const structuresModel: DeviceModel<null> = {
  name: 'structures',
  arms: [
    'reads nothing',
    'writes nothing',
    'negate',
    'negate no header',
    'negate too short',
    'negate too small',
    'fetch',
    'fetch other length',
    'fetch no access',
    'fetch too much',
    'fetch nothing',
    'fetch refused',
    'fetch no pool',
    'unknown code',
    ...OPENS_ONLY_ARMS,
  ],
  reach: {
    negate: CONTROLS,
    'negate no header': CONTROLS,
    'negate too short': CONTROLS,
    'negate too small': CONTROLS,
    fetch: CONTROLS,
    'fetch other length': CONTROLS,
    'fetch no access': CONTROLS,
    'fetch too much': CONTROLS,
    'fetch nothing': CONTROLS,
    'fetch refused': CONTROLS,
    'fetch no pool': FAULT,
    'unknown code': CONTROLS,
  },
  leavesRest: true,
  initial: () => null,
  ...opensOnly,
  read: () => [answers('reads nothing', STATUS_SUCCESS)],
  write: () => [answers('writes nothing', STATUS_SUCCESS)],
  control,
};
