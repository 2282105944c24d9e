import { CTL_CODE, FILE_ANY_ACCESS, METHOD_NEITHER } from '../../nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../nt/device.ts';
import {
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_BUFFER_SIZE,
  STATUS_INVALID_PARAMETER,
} from '../../nt/ntstatus.ts';
import type { DeviceControlRequest, DeviceModel, DeviceOutcome } from '../device.ts';
import { controlsOnly, gives, movesNothing, numbersIn } from './controls-only.ts';

const SORT = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x950, METHOD_NEITHER, FILE_ANY_ACCESS);

const HEADER_BYTES = 4;
const MAX_INPUT_BYTES = 1024;

/** How many bytes there are in 4, and these. All of the output has to be writable, whatever is given. */
function sort(request: DeviceControlRequest): readonly DeviceOutcome<null>[] {
  const { input, inputLength, outputLength, allocatable, writable } = request;
  if (inputLength < HEADER_BYTES) return movesNothing('sort no header', STATUS_INVALID_PARAMETER, null);
  if (inputLength > MAX_INPUT_BYTES) return movesNothing('sort too much', STATUS_INVALID_BUFFER_SIZE, null);
  if (!allocatable) return movesNothing('sort no pool', STATUS_INSUFFICIENT_RESOURCES, null);
  if (input === null || !writable) return movesNothing('sort no access', STATUS_ACCESS_VIOLATION, null);
  const count = numbersIn(input).getUint32(0, true);
  const bytes = input.subarray(HEADER_BYTES);
  if (count > bytes.length) return movesNothing('sort too short', STATUS_INVALID_PARAMETER, null);
  if (count > outputLength) return movesNothing('sort too small', STATUS_BUFFER_TOO_SMALL, null);
  const sorted = bytes.slice(0, count).toSorted((one, other) => one - other);
  return gives(count === 0 ? 'sort nothing' : 'sort', sorted, null);
}

/** A device that sorts the caller's bytes between the caller's own addresses (R41, R43); reads and writes move nothing. */
export const sorterModel: DeviceModel<null> = controlsOnly({
  name: 'sorter',
  arms: {
    sort: 'controls',
    'sort nothing': 'controls',
    'sort no header': 'controls',
    'sort too much': 'controls',
    'sort no pool': 'control-fault',
    'sort no access': 'controls',
    'sort too short': 'controls',
    'sort too small': 'controls',
  },
  initial: () => null,
  control: (_state, request) => (request.code === SORT ? sort(request) : null),
});
