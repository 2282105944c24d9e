import { CTL_CODE, FILE_READ_ACCESS, FILE_WRITE_ACCESS, METHOD_BUFFERED } from '../../nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../nt/device.ts';
import {
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INFO_LENGTH_MISMATCH,
  STATUS_QUOTA_EXCEEDED,
  STATUS_SUCCESS,
} from '../../nt/ntstatus.ts';
import type {
  DeviceAnswer,
  DeviceControlRequest,
  DeviceModel,
  DeviceOutcome,
  FileIdentity,
} from '../device.ts';
import { controlsOnly, gives, movesNothing, ulongs } from './controls-only.ts';

const RESERVE = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x960, METHOD_BUFFERED, FILE_WRITE_ACCESS);
const OWN = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x961, METHOD_BUFFERED, FILE_READ_ACCESS);
const ALL = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x962, METHOD_BUFFERED, FILE_READ_ACCESS);

/** What all opens may have together, and what one may have, units. */
const BUDGET_UNITS = 5;
const OPEN_UNITS = 4;

/** What is kept of opens. */
interface Accounts {
  /** The units of every open. */
  readonly units: ReadonlyMap<FileIdentity, number>;
  /** How many reservations were refused, ever. */
  readonly refused: number;
}

/** Numbers in 4 bytes each, where the output has room for them all. */
function tells(
  arm: string,
  numbers: readonly number[],
  next: Accounts,
  { outputLength }: DeviceControlRequest,
): readonly DeviceOutcome<Accounts>[] {
  return outputLength < 4 * numbers.length
    ? movesNothing(`${arm} no room`, STATUS_BUFFER_TOO_SMALL, next)
    : gives(arm, ulongs(numbers), next);
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
    return movesNothing('reserve too short', STATUS_INFO_LENGTH_MISMATCH, counted);
  const own = (state.units.get(file) ?? 0) + units;
  if (own > OPEN_UNITS) return movesNothing('reserve over its own', STATUS_QUOTA_EXCEEDED, counted);
  if (totalOf(state) + units > BUDGET_UNITS)
    return movesNothing('reserve over budget', STATUS_QUOTA_EXCEEDED, counted);
  const next = { ...state, units: new Map([...state.units, [file, own]]) };
  return movesNothing('reserve', STATUS_SUCCESS, next);
}

function control(state: Accounts, request: DeviceControlRequest): readonly DeviceOutcome<Accounts>[] | null {
  const { units, refused } = state;
  switch (request.code) {
    case RESERVE:
      return reserve(state, request);
    case OWN:
      return tells('own units', [units.get(request.file) ?? 0], state, request);
    case ALL:
      return tells('all units', [units.size, totalOf(state), refused], state, request);
    default:
      return null;
  }
}

function create(state: Accounts, file: FileIdentity): readonly DeviceAnswer<Accounts>[] {
  const next = { ...state, units: new Map([...state.units, [file, 0]]) };
  return [{ arm: 'budget opened', status: STATUS_SUCCESS, next }];
}

function close(state: Accounts, file: FileIdentity): Accounts {
  return { ...state, units: new Map([...state.units].filter(([each]) => each !== file)) };
}

const base = controlsOnly<Accounts>({
  name: 'budget',
  arms: {
    reserve: 'controls',
    'reserve too short': 'controls',
    'reserve over its own': 'controls',
    'reserve over budget': 'controls',
    'own units': 'controls',
    'own units no room': 'controls',
    'all units': 'controls',
    'all units no room': 'controls',
  },
  initial: () => ({ units: new Map(), refused: 0 }),
  control,
});

/** A device whose opens reserve units of one budget, each for itself (R8, R12, R43); reads and writes move nothing. */
export const budgetModel: DeviceModel<Accounts> = {
  ...base,
  arms: ['budget opened', ...base.arms.filter((arm) => arm !== 'M9 opened')],
  create,
  close,
};
