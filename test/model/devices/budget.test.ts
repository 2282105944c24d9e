import { describe, expect, it } from 'vitest';
import type { DeviceControlRequest } from '../../../src/model/device.ts';
import { budgetModel } from '../../../src/model/devices/budget.ts';
import {
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INFO_LENGTH_MISMATCH,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_QUOTA_EXCEEDED,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import { answered, control, controlArms, shown } from './answered.ts';

const [RESERVE, OWN, ALL] = [0x22a580, 0x226584, 0x226588];

type State = ReturnType<typeof budgetModel.initial>;

function opened(state: State, file: number): State {
  const [answer] = budgetModel.create?.(state, file) ?? [];
  if (answer === undefined) throw new Error('not opened');
  return answer.next;
}

const BOTH = opened(opened(budgetModel.initial(), 0), 1);

const reserve = (units: number, file = 0) => control(RESERVE, [units, 9, 9, 9], { file });
const own = (file = 0, outputLength = 4) => control(OWN, [], { file, outputLength });
const all = (outputLength = 12) => control(ALL, [], { outputLength });

const ROWS: readonly [sent: DeviceControlRequest[], arm: string, status: number, data: number[]][] = [
  [[reserve(4)], 'reserve', STATUS_SUCCESS, []],
  [[control(RESERVE, [1, 0, 0])], 'reserve too short', STATUS_INFO_LENGTH_MISMATCH, []],
  [[control(RESERVE, null)], 'reserve too short', STATUS_INFO_LENGTH_MISMATCH, []],
  [[reserve(4), reserve(1)], 'reserve over its own', STATUS_QUOTA_EXCEEDED, []],
  [[reserve(4), reserve(3, 1)], 'reserve over budget', STATUS_QUOTA_EXCEEDED, []],
  [[reserve(4), reserve(1, 1), own(1)], 'own units', STATUS_SUCCESS, [1, 0, 0, 0]],
  [[own(0, 3)], 'own units no room', STATUS_BUFFER_TOO_SMALL, []],
  [
    [reserve(4), reserve(1, 1), reserve(1), all()],
    'all units',
    STATUS_SUCCESS,
    [2, 0, 0, 0, 5, 0, 0, 0, 1, 0, 0, 0],
  ],
  [[own(7)], 'own units', STATUS_SUCCESS, [0, 0, 0, 0]],
  [[reserve(4, 7), own(7)], 'own units', STATUS_SUCCESS, [4, 0, 0, 0]],
  [[all(11)], 'all units no room', STATUS_BUFFER_TOO_SMALL, []],
  [[control(ALL + 4)], 'unknown code', STATUS_INVALID_DEVICE_REQUEST, []],
];

describe('budget', () => {
  it.each(ROWS)('%# %s', (sent, arm, status, data) => {
    expect(shown(answered(budgetModel, sent, BOTH))).toEqual([arm, status, data]);
  });

  it('gives back what an open has that is closed, and keeps what was refused', () => {
    const { next } = answered(budgetModel, [reserve(3, 1), reserve(9, 1)], BOTH);
    const closed = budgetModel.close?.(next, 1);
    expect(closed).toEqual({ units: new Map([[0, 0]]), refused: 1 });
  });

  it('has an answer for each arm of control requests', () => {
    expect(new Set(ROWS.map(([, arm]) => arm))).toEqual(new Set(controlArms(budgetModel)));
  });
});
