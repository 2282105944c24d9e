import { FILE_WRITE_TO_END_OF_FILE } from '../../nt/byte-offset.ts';
import {
  type NTSTATUS,
  STATUS_DISK_FULL,
  STATUS_END_OF_FILE,
  STATUS_INVALID_PARAMETER,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import type { DeviceModel, DeviceOutcome, DeviceRequest, DeviceWriteRequest } from '../device.ts';
import { LOCKED_BUFFER_ARMS, LOCKED_BUFFER_REACH, unusableBuffer } from './locked-buffer.ts';
import { OPENS_ONLY_ARMS, opensOnly } from './opens-only.ts';

/** Bytes of the disk; those never written are zero. */
const DISK_BYTES = 8192;

const NONE = new Uint8Array(0);

/** The bytes up to the highest one written. */
type Written = Uint8Array;

function refuses(arm: string, status: NTSTATUS, state: Written): readonly DeviceOutcome<Written>[] {
  return [{ arm, status, information: 0, data: NONE, next: state }];
}

/** R28: the device moves the position to behind what it transferred. */
function transfers(
  arm: string,
  start: bigint,
  bytes: number,
  data: Uint8Array,
  next: Written,
): readonly DeviceOutcome<Written>[] {
  const position = start + BigInt(bytes);
  return [{ arm, status: STATUS_SUCCESS, information: bytes, data, position, next }];
}

function read(state: Written, request: DeviceRequest): readonly DeviceOutcome<Written>[] {
  const { offset, length } = request;
  if (offset < 0n) return refuses('disk negative offset', STATUS_INVALID_PARAMETER, state);
  const unusable = unusableBuffer(request);
  if (unusable !== null) return refuses(unusable.arm, unusable.status, state);
  if (length === 0) return transfers('disk reads nothing', offset, 0, NONE, state);
  if (offset >= BigInt(DISK_BYTES)) return refuses('disk end of file', STATUS_END_OF_FILE, state);
  const start = Number(offset);
  const data = new Uint8Array(Math.min(length, DISK_BYTES - start));
  data.set(state.subarray(start, start + data.length));
  const arm = data.length === length ? 'disk reads all' : 'disk reads to its end';
  return transfers(arm, offset, data.length, data, state);
}

function write(state: Written, request: DeviceWriteRequest): readonly DeviceOutcome<Written>[] {
  const { offset, length, data } = request;
  if (offset < FILE_WRITE_TO_END_OF_FILE)
    return refuses('disk negative offset', STATUS_INVALID_PARAMETER, state);
  const unusable = unusableBuffer(request);
  if (unusable !== null) return refuses(unusable.arm, unusable.status, state);
  // R26: -1 stands for behind the highest byte written.
  const start = offset < 0n ? BigInt(state.length) : offset;
  if (length === 0) return transfers('disk writes nothing', start, 0, NONE, state);
  if (start >= BigInt(DISK_BYTES)) return refuses('disk full', STATUS_DISK_FULL, state);
  const first = Number(start);
  const bytes = Math.min(length, DISK_BYTES - first);
  const next = new Uint8Array(Math.max(state.length, first + bytes));
  next.set(state);
  next.set(data.subarray(0, bytes), first);
  const arm = offset < 0n ? 'disk appends' : bytes === length ? 'disk writes all' : 'disk writes to its end';
  return transfers(arm, start, bytes, NONE, next);
}

/** A disk of 8 KiB, in every mode. Buffers are looked at before the end of the disk is. */
export const diskModel: DeviceModel<Written> = {
  name: 'disk',
  arms: [
    'disk negative offset',
    'disk reads nothing',
    'disk reads all',
    'disk reads to its end',
    'disk end of file',
    'disk writes nothing',
    'disk writes all',
    'disk writes to its end',
    'disk appends',
    'disk full',
    ...LOCKED_BUFFER_ARMS,
    ...OPENS_ONLY_ARMS,
  ],
  reach: LOCKED_BUFFER_REACH,
  leavesRest: true,
  initial: () => NONE,
  ...opensOnly,
  read,
  write,
};
