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
const BUDGET_UNITS = 5;
const OPEN_UNITS = 4;
const NONE = new Uint8Array(0);

/** What is kept of opens. */
interface Accounts {
  /** The units of every open. */
  readonly units: ReadonlyMap<FileIdentity, number>;
  /** How many reservations were refused, ever. */
  readonly refused: number;
}

function refuses(arm: string, status: NTSTATUS, next: Accounts): readonly DeviceOutcome<Accounts>[] {
  return [{ arm, status, information: 0, data: NONE, next }];
}

/** Numbers in 4 bytes each, where the output has room for them all. */
function gives(
  arm: string,
  numbers: readonly number[],
  next: Accounts,
  { outputLength }: DeviceControlRequest,
): readonly DeviceOutcome<Accounts>[] {
  const data = new Uint8Array(4 * numbers.length);
  if (outputLength < data.length) return refuses(`${arm} no room`, STATUS_BUFFER_TOO_SMALL, next);
  const view = new DataView(data.buffer);
  for (const [index, number] of numbers.entries()) view.setUint32(4 * index, number, true);
  return [{ arm, status: STATUS_SUCCESS, information: data.length, data, next }];
}

function totalOf({ units }: Accounts): number {
  return [...units.values()].reduce((sum, each) => sum + each, 0);
}

/** The units are in the first of 4 bytes. */
function reserve(state: Accounts, request: DeviceControlRequest): readonly DeviceOutcome<Accounts>[] {
  const { input, inputLength, file } = request;
  const counted = { ...state, refused: state.refused + 1 };
  const [units] = input ?? [];
  if (units === undefined || inputLength < 4)
    return refuses('reserve too short', STATUS_INFO_LENGTH_MISMATCH, counted);
  const own = (state.units.get(file) ?? 0) + units;
  if (own > OPEN_UNITS) return refuses('reserve over its own', STATUS_QUOTA_EXCEEDED, counted);
  if (totalOf(state) + units > BUDGET_UNITS)
    return refuses('reserve over budget', STATUS_QUOTA_EXCEEDED, counted);
  const next = { ...state, units: new Map([...state.units, [file, own]]) };
  return [{ arm: 'reserve', status: STATUS_SUCCESS, information: 0, data: NONE, next }];
}

function control(state: Accounts, request: DeviceControlRequest): readonly DeviceOutcome<Accounts>[] {
  const { units, refused } = state;
  switch (request.code) {
    case RESERVE:
      return reserve(state, request);
    case OWN:
      return gives('own units', [units.get(request.file) ?? 0], state, request);
    case ALL:
      return gives('all units', [units.size, totalOf(state), refused], state, request);
    default:
      return refuses('unknown code', STATUS_INVALID_DEVICE_REQUEST, state);
  }
}

function create(state: Accounts, file: FileIdentity): readonly DeviceAnswer<Accounts>[] {
  const next = { ...state, units: new Map([...state.units, [file, 0]]) };
  return [{ arm: 'budget opened', status: STATUS_SUCCESS, next }];
}

function close(state: Accounts, file: FileIdentity): Accounts {
  return { ...state, units: new Map([...state.units].filter(([each]) => each !== file)) };
}

const CONTROLS: ArmReach = { needs: 'controls' };

/** A device whose opens reserve units of one budget, each for itself (R8, R12, R43); reads and writes move nothing. */
export const budgetModel: DeviceModel<Accounts> = {
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
  initial: () => ({ units: new Map(), refused: 0 }),
  ...opensOnly,
  create,
  close,
  read: (state) => refuses('reads nothing', STATUS_SUCCESS, state),
  write: (state) => refuses('writes nothing', STATUS_SUCCESS, state),
  control,
};
