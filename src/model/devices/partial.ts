import {
  type NTSTATUS,
  STATUS_END_OF_FILE,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import type { DeviceModel, DeviceOutcome, DeviceRequest, DeviceWriteRequest } from '../device.ts';
import { LOCKED_BUFFER_ARMS, LOCKED_BUFFER_REACH, unusableBuffer } from './locked-buffer.ts';
import { OPENS_ONLY_ARMS, opensOnly } from './opens-only.ts';

/** The most a write stores, bytes (M3). */
const MAX_STORED_BYTES = 4096;

const NONE = new Uint8Array(0);

/** The bytes stored last. */
type Stored = Uint8Array;

function answer(
  arm: string,
  status: NTSTATUS,
  information: number,
  data: Uint8Array,
  next: Stored,
): readonly DeviceOutcome<Stored>[] {
  return [{ arm, status, information, data, next }];
}

/** What a transfer of some bytes fails with for want of an MDL, a lock or a mapping; null when it does not. */
function fails(state: Stored, request: DeviceRequest): readonly DeviceOutcome<Stored>[] | null {
  // In direct mode the partial MDL is all there is to allocate, in the others one of the whole buffer comes first.
  if (!request.allocatable) return answer('R70 no MDL', STATUS_INSUFFICIENT_RESOURCES, 0, NONE, state);
  const unusable = unusableBuffer(request);
  return unusable === null ? null : answer(unusable.arm, unusable.status, 0, NONE, state);
}

function read(state: Stored, request: DeviceRequest): readonly DeviceOutcome<Stored>[] {
  const { offset, length } = request;
  // M2: clamped to the data. A negative offset, taken as unsigned, is past any end.
  const start = offset < 0n || offset > BigInt(state.length) ? state.length : Number(offset);
  const data = state.subarray(start, start + length);
  if (data.length === 0) return answer('partial reads nothing', STATUS_SUCCESS, 0, NONE, state);
  return fails(state, request) ?? answer('partial reads', STATUS_SUCCESS, data.length, data, state);
}

function write(state: Stored, request: DeviceWriteRequest): readonly DeviceOutcome<Stored>[] {
  const { offset, length, data } = request;
  if (offset > 0n) return answer('M3 end of file', STATUS_END_OF_FILE, 0, NONE, state);
  if (length === 0) return answer('partial stores nothing', STATUS_SUCCESS, 0, NONE, NONE);
  const next = data.slice(0, MAX_STORED_BYTES);
  return fails(state, request) ?? answer('partial stores', STATUS_SUCCESS, next.length, NONE, next);
}

/**
 * The article's device where a buffer is used only as far as bytes move (M1 to M4, M8): offsets decide before it is,
 * and in neither mode data moves too.
 */
export const partialModel: DeviceModel<Stored> = {
  name: 'partial',
  arms: [
    'partial reads',
    'partial reads nothing',
    'partial stores',
    'partial stores nothing',
    'M3 end of file',
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
