import { describe, expect, it } from 'vitest';
import type { DeviceControlRequest } from '../../../src/model/device.ts';
import { settingsModel } from '../../../src/model/devices/settings.ts';
import {
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INFO_LENGTH_MISMATCH,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_PARAMETER,
  STATUS_REVISION_MISMATCH,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import { answered, control, controlArms, shown } from './answered.ts';

const [GET, SET] = [0x226480, 0x22a484];

const get = (outputLength: number) => control(GET, [], { outputLength });
const set = (...input: number[]) => control(SET, input);
const newer = set(12, 0, 0, 0, 5, 0, 0, 0, 1, 2, 3, 4);

const ROWS: readonly [sent: DeviceControlRequest[], arm: string, status: number, data: number[]][] = [
  [[get(3)], 'get no room', STATUS_BUFFER_TOO_SMALL, []],
  [[get(4)], 'get size', STATUS_SUCCESS, [12, 0, 0, 0]],
  [[newer, get(8)], 'get older', STATUS_SUCCESS, [8, 0, 0, 0, 5, 0, 0, 0]],
  [[newer, get(13)], 'get newer', STATUS_SUCCESS, [12, 0, 0, 0, 5, 0, 0, 0, 1, 2, 3, 4]],
  [
    [newer, set(8, 0, 0, 0, 0xe8, 3, 0, 0), get(12)],
    'get newer',
    STATUS_SUCCESS,
    [12, 0, 0, 0, 0xe8, 3, 0, 0, 1, 2, 3, 4],
  ],
  [[newer], 'set newer', STATUS_SUCCESS, []],
  [[set(8, 0, 0, 0, 0, 0, 0, 0)], 'set older', STATUS_SUCCESS, []],
  [[set(8, 0, 0)], 'set no size', STATUS_INFO_LENGTH_MISMATCH, []],
  [[control(SET, null)], 'set no size', STATUS_INFO_LENGTH_MISMATCH, []],
  [[set(9, 0, 0, 0, 0, 0, 0, 0, 0)], 'set no version', STATUS_REVISION_MISMATCH, []],
  [[set(8, 0, 0, 0, 0, 0, 0, 0, 0)], 'set other length', STATUS_INFO_LENGTH_MISMATCH, []],
  [[set(8, 0, 0, 0, 0xe9, 3, 0, 0)], 'set too high', STATUS_INVALID_PARAMETER, []],
  [[control(GET + 8)], 'unknown code', STATUS_INVALID_DEVICE_REQUEST, []],
];

describe('settings', () => {
  it.each(ROWS)('%# %s', (sent, arm, status, data) => {
    expect(shown(answered(settingsModel, sent))).toEqual([arm, status, data]);
  });

  it('has an answer for each arm of control requests', () => {
    expect(new Set(ROWS.map(([, arm]) => arm))).toEqual(new Set(controlArms(settingsModel)));
  });
});
