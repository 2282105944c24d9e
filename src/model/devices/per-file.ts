import { type NTSTATUS, STATUS_INVALID_PARAMETER, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import type {
  DeviceAnswer,
  DeviceModel,
  DeviceOutcome,
  DeviceRequest,
  DeviceWriteRequest,
  FileIdentity,
} from '../device.ts';
import { LOCKED_BUFFER_ARMS, LOCKED_BUFFER_REACH, unusableBuffer } from './locked-buffer.ts';
import { OPENS_ONLY_ARMS, opensOnly } from './opens-only.ts';

/** Bytes that an open keeps, zero at first. */
const SCRATCH_BYTES = 64;

const NONE = new Uint8Array(0);
const FRESH = new Uint8Array(SCRATCH_BYTES);

/** The bytes of every open. */
type Scratches = ReadonlyMap<FileIdentity, Uint8Array>;

function refuses(arm: string, status: NTSTATUS, state: Scratches): readonly DeviceOutcome<Scratches>[] {
  return [{ arm, status, information: 0, data: NONE, next: state }];
}

/** What decides a transfer before its data moves; null when nothing does. */
function refusal(state: Scratches, request: DeviceRequest): readonly DeviceOutcome<Scratches>[] | null {
  const { offset } = request;
  if (offset < 0n || offset > BigInt(SCRATCH_BYTES)) {
    return refuses('per-file beyond its bytes', STATUS_INVALID_PARAMETER, state);
  }
  const unusable = unusableBuffer(request);
  return unusable === null ? null : refuses(unusable.arm, unusable.status, state);
}

function create(state: Scratches, file: FileIdentity): readonly DeviceAnswer<Scratches>[] {
  return [{ arm: 'per-file opened', status: STATUS_SUCCESS, next: new Map([...state, [file, FRESH]]) }];
}

function close(state: Scratches, file: FileIdentity): Scratches {
  return new Map([...state].filter(([each]) => each !== file));
}

function read(state: Scratches, request: DeviceRequest): readonly DeviceOutcome<Scratches>[] {
  const refused = refusal(state, request);
  if (refused !== null) return refused;
  const start = Number(request.offset);
  const data = scratchOf(state, request.file).subarray(start, start + request.length);
  return [{ arm: 'per-file reads', status: STATUS_SUCCESS, information: data.length, data, next: state }];
}

function write(state: Scratches, request: DeviceWriteRequest): readonly DeviceOutcome<Scratches>[] {
  const refused = refusal(state, request);
  if (refused !== null) return refused;
  const start = Number(request.offset);
  const data = request.data.subarray(0, SCRATCH_BYTES - start);
  const scratch = scratchOf(state, request.file).slice();
  scratch.set(data, start);
  const next = new Map([...state, [request.file, scratch]]);
  return [{ arm: 'per-file writes', status: STATUS_SUCCESS, information: data.length, data: NONE, next }];
}

function scratchOf(state: Scratches, file: FileIdentity): Uint8Array {
  return state.get(file) ?? FRESH;
}

/**
 * A device that keeps 64 bytes for each open, in every mode. Only what fits is transferred, of a buffer that can be
 * used in full.
 */
export const perFileModel: DeviceModel<Scratches> = {
  name: 'per-file',
  arms: [
    'per-file opened',
    'per-file reads',
    'per-file writes',
    'per-file beyond its bytes',
    ...LOCKED_BUFFER_ARMS,
    ...OPENS_ONLY_ARMS.filter((arm) => arm !== 'M9 opened'),
  ],
  reach: LOCKED_BUFFER_REACH,
  leavesRest: true,
  initial: () => new Map(),
  ...opensOnly,
  create,
  close,
  read,
  write,
};
