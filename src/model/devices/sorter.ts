import { CTL_CODE, FILE_ANY_ACCESS, METHOD_NEITHER } from '../../nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../nt/device.ts';
import {
  type NTSTATUS,
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_BUFFER_SIZE,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_PARAMETER,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import type { ArmReach } from '../../trace/arm-reach.ts';
import type { DeviceControlRequest, DeviceModel, DeviceOutcome } from '../device.ts';
import { OPENS_ONLY_ARMS, opensOnly } from './opens-only.ts';

const SORT = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x950, METHOD_NEITHER, FILE_ANY_ACCESS);

const HEADER_BYTES = 4;
const MAX_INPUT_BYTES = 1024;
const NONE = new Uint8Array(0);

function answers(arm: string, status: NTSTATUS, data = NONE): readonly DeviceOutcome<null>[] {
  return [{ arm, status, information: data.length, data, next: null }];
}

/** How many bytes there are in 4, and these. All of the output has to be writable, whatever is given. */
function sort(request: DeviceControlRequest): readonly DeviceOutcome<null>[] {
  const { input, inputLength, outputLength, allocatable, writable } = request;
  if (inputLength < HEADER_BYTES) return answers('sort no header', STATUS_INVALID_PARAMETER);
  if (inputLength > MAX_INPUT_BYTES) return answers('sort too much', STATUS_INVALID_BUFFER_SIZE);
  if (!allocatable) return answers('sort no pool', STATUS_INSUFFICIENT_RESOURCES);
  if (input === null || !writable) return answers('sort no access', STATUS_ACCESS_VIOLATION);
  const count = new DataView(input.buffer, input.byteOffset, input.length).getUint32(0, true);
  const bytes = input.subarray(HEADER_BYTES);
  if (count > bytes.length) return answers('sort too short', STATUS_INVALID_PARAMETER);
  if (count > outputLength) return answers('sort too small', STATUS_BUFFER_TOO_SMALL);
  const sorted = bytes.slice(0, count).toSorted((one, other) => one - other);
  return answers(count === 0 ? 'sort nothing' : 'sort', STATUS_SUCCESS, sorted);
}

const CONTROLS: ArmReach = { needs: 'controls' };

/** A device that sorts the caller's bytes between the caller's own addresses (R41, R43); reads and writes move nothing. */
export const sorterModel: DeviceModel<null> = {
  name: 'sorter',
  arms: [
    'reads nothing',
    'writes nothing',
    'sort',
    'sort nothing',
    'sort no header',
    'sort too much',
    'sort no pool',
    'sort no access',
    'sort too short',
    'sort too small',
    'unknown code',
    ...OPENS_ONLY_ARMS,
  ],
  reach: {
    sort: CONTROLS,
    'sort nothing': CONTROLS,
    'sort no header': CONTROLS,
    'sort too much': CONTROLS,
    'sort no pool': { needs: 'control-fault' },
    'sort no access': CONTROLS,
    'sort too short': CONTROLS,
    'sort too small': CONTROLS,
    'unknown code': CONTROLS,
  },
  leavesRest: true,
  initial: () => null,
  ...opensOnly,
  read: () => answers('reads nothing', STATUS_SUCCESS),
  write: () => answers('writes nothing', STATUS_SUCCESS),
  control: (_state, request) =>
    request.code === SORT ? sort(request) : answers('unknown code', STATUS_INVALID_DEVICE_REQUEST),
};
