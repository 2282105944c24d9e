import { CTL_CODE, FILE_READ_ACCESS, METHOD_OUT_DIRECT } from '../../nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../nt/device.ts';
import {
  STATUS_BUFFER_TOO_SMALL,
  STATUS_END_OF_FILE,
  STATUS_INFO_LENGTH_MISMATCH,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import type { DeviceControlRequest, DeviceModel, DeviceOutcome } from '../device.ts';
import { controlsOnly, gives, movesNothing, numbersIn } from './controls-only.ts';

const DOWNLOAD = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x940, METHOD_OUT_DIRECT, FILE_READ_ACCESS);

/** Counts from 1 to 239, again and again. */
const TABLE = Uint8Array.from({ length: 512 }, (_, index) => (index % 239) + 1);

/** How long a range is and where it begins, 4 bytes each. */
function download(request: DeviceControlRequest): readonly DeviceOutcome<null>[] {
  const { input, outputLength, mappable } = request;
  if (input === null || input.length < 8)
    return movesNothing('download no header', STATUS_INFO_LENGTH_MISMATCH, null);
  const header = numbersIn(input);
  const length = header.getUint32(0, true);
  const start = header.getUint32(4, true);
  if (length === 0) return movesNothing('download nothing', STATUS_SUCCESS, null);
  const data = TABLE.subarray(start, start + length);
  if (data.length === 0) return movesNothing('download beyond', STATUS_END_OF_FILE, null);
  if (data.length > outputLength) return movesNothing('download too small', STATUS_BUFFER_TOO_SMALL, null);
  if (!mappable) return movesNothing('download not mapped', STATUS_INSUFFICIENT_RESOURCES, null);
  return gives(data.length < length ? 'download cut short' : 'download', data, null);
}

/** A device that gives ranges of a table (R43, R47); reads and writes move nothing. */
export const downloadModel: DeviceModel<null> = controlsOnly({
  name: 'download',
  arms: {
    download: 'controls',
    'download cut short': 'controls',
    'download nothing': 'controls',
    'download beyond': 'controls',
    'download no header': 'controls',
    'download too small': 'controls',
    'download not mapped': 'control-fault',
  },
  initial: () => null,
  control: (_state, request) => (request.code === DOWNLOAD ? download(request) : null),
});
