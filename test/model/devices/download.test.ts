import { describe, expect, it } from 'vitest';
import type { DeviceControlRequest } from '../../../src/model/device.ts';
import { downloadModel } from '../../../src/model/devices/download.ts';
import {
  STATUS_BUFFER_TOO_SMALL,
  STATUS_END_OF_FILE,
  STATUS_INFO_LENGTH_MISMATCH,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import { answered, control, controlArms, shown } from './answered.ts';

const DOWNLOAD = 0x226502;

const download = (header: readonly number[] | null, outputLength: number, mappable = true) =>
  control(DOWNLOAD, header, { outputLength, mappable });

const ROWS: readonly [sent: DeviceControlRequest, arm: string, status: number, data: number[]][] = [
  [download([3, 0, 0, 0, 237, 0, 0, 0], 3), 'download', STATUS_SUCCESS, [238, 239, 1]],
  [download([9, 0, 0, 0, 0xff, 1, 0, 0], 1), 'download cut short', STATUS_SUCCESS, [34]],
  [download([0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff], 0), 'download nothing', STATUS_SUCCESS, []],
  [download([1, 0, 0, 0, 0, 2, 0, 0], 1), 'download beyond', STATUS_END_OF_FILE, []],
  [download([1, 0, 0, 0, 0, 0, 0], 1), 'download no header', STATUS_INFO_LENGTH_MISMATCH, []],
  [download(null, 1), 'download no header', STATUS_INFO_LENGTH_MISMATCH, []],
  [download([2, 0, 0, 0, 0, 0, 0, 0], 1), 'download too small', STATUS_BUFFER_TOO_SMALL, []],
  [download([1, 0, 0, 0, 0, 0, 0, 0], 1, false), 'download not mapped', STATUS_INSUFFICIENT_RESOURCES, []],
  [control(DOWNLOAD + 1), 'unknown code', STATUS_INVALID_DEVICE_REQUEST, []],
];

describe('download', () => {
  it.each(ROWS)('%# %s', (sent, arm, status, data) => {
    expect(shown(answered(downloadModel, [sent]))).toEqual([arm, status, data]);
  });

  it('has an answer for each arm of control requests', () => {
    expect(new Set(ROWS.map(([, arm]) => arm))).toEqual(new Set(controlArms(downloadModel)));
  });
});
