import { CTL_CODE, FILE_READ_ACCESS, METHOD_OUT_DIRECT } from '../../nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../nt/device.ts';
import {
  type NTSTATUS,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_END_OF_FILE,
  STATUS_INFO_LENGTH_MISMATCH,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import type { ArmReach } from '../../trace/arm-reach.ts';
import type { DeviceControlRequest, DeviceModel, DeviceOutcome } from '../device.ts';
import { OPENS_ONLY_ARMS, opensOnly } from './opens-only.ts';

const DOWNLOAD = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x940, METHOD_OUT_DIRECT, FILE_READ_ACCESS);

const NONE = new Uint8Array(0);
/** Counts from 1 to 239, again and again. */
const TABLE = Uint8Array.from({ length: 512 }, (_, index) => (index % 239) + 1);

function answers(arm: string, status: NTSTATUS, data = NONE): readonly DeviceOutcome<null>[] {
  return [{ arm, status, information: data.length, data, next: null }];
}

/** How long a range is and where it begins, 4 bytes each. */
function download(request: DeviceControlRequest): readonly DeviceOutcome<null>[] {
  const { input, outputLength, mappable } = request;
  if (input === null || input.length < 8) return answers('download no header', STATUS_INFO_LENGTH_MISMATCH);
  const header = new DataView(input.buffer, input.byteOffset, input.length);
  const length = header.getUint32(0, true);
  const start = header.getUint32(4, true);
  if (length === 0) return answers('download nothing', STATUS_SUCCESS);
  const data = TABLE.subarray(start, start + length);
  if (data.length === 0) return answers('download beyond', STATUS_END_OF_FILE);
  if (data.length > outputLength) return answers('download too small', STATUS_BUFFER_TOO_SMALL);
  if (!mappable) return answers('download not mapped', STATUS_INSUFFICIENT_RESOURCES);
  return answers(data.length < length ? 'download cut short' : 'download', STATUS_SUCCESS, data);
}

const CONTROLS: ArmReach = { needs: 'controls' };

/** A device that gives ranges of a table (R43, R47); reads and writes move nothing. */
export const downloadModel: DeviceModel<null> = {
  name: 'download',
  arms: [
    'reads nothing',
    'writes nothing',
    'download',
    'download cut short',
    'download nothing',
    'download beyond',
    'download no header',
    'download too small',
    'download not mapped',
    'unknown code',
    ...OPENS_ONLY_ARMS,
  ],
  reach: {
    download: CONTROLS,
    'download cut short': CONTROLS,
    'download nothing': CONTROLS,
    'download beyond': CONTROLS,
    'download no header': CONTROLS,
    'download too small': CONTROLS,
    'download not mapped': { needs: 'control-fault' },
    'unknown code': CONTROLS,
  },
  leavesRest: true,
  initial: () => null,
  ...opensOnly,
  read: () => answers('reads nothing', STATUS_SUCCESS),
  write: () => answers('writes nothing', STATUS_SUCCESS),
  control: (_state, request) =>
    request.code === DOWNLOAD ? download(request) : answers('unknown code', STATUS_INVALID_DEVICE_REQUEST),
};
