import { CTL_CODE, FILE_READ_ACCESS, FILE_WRITE_ACCESS, METHOD_BUFFERED } from '../../nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../nt/device.ts';
import {
  type NTSTATUS,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INFO_LENGTH_MISMATCH,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_QUOTA_EXCEEDED,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import type { ArmReach } from '../../trace/arm-reach.ts';
import type {
  DeviceAnswer,
  DeviceControlRequest,
  DeviceModel,
  DeviceOutcome,
  FileIdentity,
} from '../device.ts';
import { OPENS_ONLY_ARMS, opensOnly } from './opens-only.ts';

const RESERVE = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x960, METHOD_BUFFERED, FILE_WRITE_ACCESS);
const OWN = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x961, METHOD_BUFFERED, FILE_READ_ACCESS);
const ALL = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x962, METHOD_BUFFERED, FILE_READ_ACCESS);

/** What all opens may have together, and what one may have, units. */
const BUDGET_UNITS = 10;
const OPEN_UNITS = 8;
const NONE = new Uint8Array(0);

/** The units of every open. */
type Units = ReadonlyMap<FileIdentity, number>;

function refuses(arm: string, status: NTSTATUS, next: Units): readonly DeviceOutcome<Units>[] {
  return [{ arm, status, information: 0, data: NONE, next }];
}

/** Numbers in 4 bytes each, where the output has room for them all. */
function gives(
  arm: string,
  numbers: readonly number[],
  next: Units,
  { outputLength }: DeviceControlRequest,
): readonly DeviceOutcome<Units>[] {
  const data = Uint8Array.from(numbers.flatMap((number) => [number, 0, 0, 0]));
  if (outputLength < data.length) return refuses(`${arm} no room`, STATUS_BUFFER_TOO_SMALL, next);
  return [{ arm, status: STATUS_SUCCESS, information: data.length, data, next }];
}

function totalOf(state: Units): number {
  return [...state.values()].reduce((sum, units) => sum + units, 0);
}

function reserve(state: Units, request: DeviceControlRequest): readonly DeviceOutcome<Units>[] {
  const { input, file } = request;
  if (input === null || input.length < 4)
    return refuses('reserve too short', STATUS_INFO_LENGTH_MISMATCH, state);
  const units = new DataView(input.buffer, input.byteOffset, input.length).getUint32(0, true);
  const own = (state.get(file) ?? 0) + units;
  if (own > OPEN_UNITS) return refuses('reserve over its own', STATUS_QUOTA_EXCEEDED, state);
  if (totalOf(state) + units > BUDGET_UNITS)
    return refuses('reserve over budget', STATUS_QUOTA_EXCEEDED, state);
  const next = new Map([...state, [file, own]]);
  return [{ arm: 'reserve', status: STATUS_SUCCESS, information: 0, data: NONE, next }];
}

function control(state: Units, request: DeviceControlRequest): readonly DeviceOutcome<Units>[] {
  switch (request.code) {
    case RESERVE:
      return reserve(state, request);
    case OWN:
      return gives('own units', [state.get(request.file) ?? 0], state, request);
    case ALL:
      return gives('all units', [state.size, totalOf(state)], state, request);
    default:
      return refuses('unknown code', STATUS_INVALID_DEVICE_REQUEST, state);
  }
}

function create(state: Units, file: FileIdentity): readonly DeviceAnswer<Units>[] {
  return [{ arm: 'budget opened', status: STATUS_SUCCESS, next: new Map([...state, [file, 0]]) }];
}

function close(state: Units, file: FileIdentity): Units {
  return new Map([...state].filter(([each]) => each !== file));
}

const CONTROLS: ArmReach = { needs: 'controls' };

/** A device whose opens reserve units of one budget, each for itself (R8, R12, R43); reads and writes move nothing. */
export const budgetModel: DeviceModel<Units> = {
  name: 'budget',
  arms: [
    'budget opened',
    'reads nothing',
    'writes nothing',
    'reserve',
    'reserve too short',
    'reserve over its own',
    'reserve over budget',
    'own units',
    'own units no room',
    'all units',
    'all units no room',
    'unknown code',
    ...OPENS_ONLY_ARMS.filter((arm) => arm !== 'M9 opened'),
  ],
  reach: {
    reserve: CONTROLS,
    'reserve too short': CONTROLS,
    'reserve over its own': CONTROLS,
    'reserve over budget': CONTROLS,
    'own units': CONTROLS,
    'own units no room': CONTROLS,
    'all units': CONTROLS,
    'all units no room': CONTROLS,
    'unknown code': CONTROLS,
  },
  leavesRest: true,
  initial: () => new Map(),
  ...opensOnly,
  create,
  close,
  read: (state) => refuses('reads nothing', STATUS_SUCCESS, state),
  write: (state) => refuses('writes nothing', STATUS_SUCCESS, state),
  control,
};
