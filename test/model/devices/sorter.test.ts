import { describe, expect, it } from 'vitest';
import type { DeviceControlRequest } from '../../../src/model/device.ts';
import { sorterModel } from '../../../src/model/devices/sorter.ts';
import {
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_BUFFER_SIZE,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_PARAMETER,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import { answered, control, controlArms, shown } from './answered.ts';

const SORT = 0x222543;

const sort = (
  input: readonly number[] | null,
  outputLength: number,
  fields: Partial<DeviceControlRequest> = {},
) => control(SORT, input, { outputLength, ...fields });

const ROWS: readonly [sent: DeviceControlRequest, arm: string, status: number, data: number[]][] = [
  [sort([3, 0, 0, 0, 200, 30, 4, 1], 9), 'sort', STATUS_SUCCESS, [4, 30, 200]],
  [sort([0, 0, 0, 0, 9], 0), 'sort nothing', STATUS_SUCCESS, []],
  [sort([0, 0, 0], 9), 'sort no header', STATUS_INVALID_PARAMETER, []],
  [sort(null, 9, { inputLength: 3 }), 'sort no header', STATUS_INVALID_PARAMETER, []],
  [sort(null, 9, { inputLength: 1025 }), 'sort too much', STATUS_INVALID_BUFFER_SIZE, []],
  [sort(null, 9, { allocatable: false }), 'sort no pool', STATUS_INSUFFICIENT_RESOURCES, []],
  [sort(null, 9, { inputLength: 1024 }), 'sort no access', STATUS_ACCESS_VIOLATION, []],
  [sort([9, 0, 0, 0], 1, { writable: false }), 'sort no access', STATUS_ACCESS_VIOLATION, []],
  [sort([0xff, 0xff, 0xff, 0xff, 1], 9), 'sort too short', STATUS_INVALID_PARAMETER, []],
  [sort([2, 0, 0, 0, 2, 1], 1), 'sort too small', STATUS_BUFFER_TOO_SMALL, []],
  [control(SORT + 4), 'unknown code', STATUS_INVALID_DEVICE_REQUEST, []],
];

describe('sorter', () => {
  it.each(ROWS)('%# %s', (sent, arm, status, data) => {
    expect(shown(answered(sorterModel, [sent]))).toEqual([arm, status, data]);
  });

  it('leaves the caller’s own bytes alone', () => {
    const sent = sort([2, 0, 0, 0, 2, 1], 2);
    answered(sorterModel, [sent]);
    expect([...(sent.input ?? [])]).toEqual([2, 0, 0, 0, 2, 1]);
  });

  it('has an answer for each arm of control requests', () => {
    expect(new Set(ROWS.map(([, arm]) => arm))).toEqual(new Set(controlArms(sorterModel)));
  });
});
