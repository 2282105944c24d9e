import { NT_ERROR, type NTSTATUS, STATUS_INSUFFICIENT_RESOURCES, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import type { ArmReach } from '../../trace/arm-reach.ts';
import type { DeviceModel, DeviceOutcome, DeviceRequest, DeviceWriteRequest } from '../device.ts';
import { expectUserPtr } from '../user-ptr.ts';
import { OPENS_ONLY_ARMS, opensOnly } from './opens-only.ts';

const NONE = new Uint8Array(0);

/** Bits of Key (R30): the size of T in bytes, and whether the method that doesn't fit the request is called. */
const SIZE_MASK = 0xffff;
const OPPOSITE_DIRECTION = 0x10000;

/** The record stored last. */
type Stored = Uint8Array;

function answer(
  arm: string,
  status: NTSTATUS,
  data: Uint8Array,
  information: number,
  next: Stored,
): readonly DeviceOutcome<Stored>[] {
  return [{ arm, status, information, data, next }];
}

/** What decides a request before its data does: mapping (M10), size (M6) and direction (M6); else null. */
function withoutData(
  state: Stored,
  direction: 'read' | 'write',
  request: DeviceRequest,
): readonly DeviceOutcome<Stored>[] | null {
  const { key, length, mode } = request;
  if (!request.mappable) return answer('M10 not mapped', STATUS_INSUFFICIENT_RESOURCES, NONE, 0, state);
  const isOpposite = (key & OPPOSITE_DIRECTION) !== 0;
  const fitting = direction === 'read' ? 'write' : 'read';
  const { status } = expectUserPtr({
    request: direction,
    method: isOpposite ? direction : fitting,
    sizeBytes: key & SIZE_MASK,
    length,
    mode,
  });
  if (NT_ERROR(status)) {
    return answer(isOpposite ? 'M6 opposite direction' : 'M6 T too large', status, NONE, 0, state);
  }
  // Where nothing is available only a T of no bytes succeeds, and nothing comes of it.
  return isOpposite ? answer('M6 opposite direction, no bytes', status, NONE, 0, state) : null;
}

/** UserPtr.write<T>: T is the stored record, cut or padded with zeros to its size. */
function read(state: Stored, request: DeviceRequest): readonly DeviceOutcome<Stored>[] {
  const decided = withoutData(state, 'read', request);
  if (decided !== null) return decided;
  const size = request.key & SIZE_MASK;
  if (size <= state.length) return answer('M6 T read', STATUS_SUCCESS, state.subarray(0, size), size, state);
  const padded = new Uint8Array(size);
  padded.set(state);
  return answer('M6 T read, padded', STATUS_SUCCESS, padded, size, state);
}

/** UserPtr.read<T>: T becomes the stored record. */
function write(state: Stored, request: DeviceWriteRequest): readonly DeviceOutcome<Stored>[] {
  const decided = withoutData(state, 'write', request);
  if (decided !== null) return decided;
  const size = request.key & SIZE_MASK;
  return answer('M6 T written', STATUS_SUCCESS, NONE, size, request.data.slice(0, size));
}

/** In neither mode it moves none (M5). */
const MOVES_DATA: ArmReach = { modes: ['buffered', 'direct'] };

/** A device that keeps one record of a type T, moved through UserPtr (M6). It takes no notice of the offset. */
export const recordModel: DeviceModel<Stored> = {
  name: 'record',
  arms: [
    'M6 T read',
    'M6 T read, padded',
    'M6 T written',
    'M6 T too large',
    'M6 opposite direction',
    'M6 opposite direction, no bytes',
    'M10 not mapped',
    ...OPENS_ONLY_ARMS,
  ],
  reach: {
    'M6 T read': MOVES_DATA,
    'M6 T read, padded': MOVES_DATA,
    'M6 T written': MOVES_DATA,
    'M10 not mapped': { modes: ['direct'], needs: 'fault' },
  },
  leavesRest: true,
  initial: () => NONE,
  ...opensOnly,
  read,
  write,
};
