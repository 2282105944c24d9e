import { describe, expect, it } from 'vitest';
import type { DeviceControlRequest } from '../../../src/model/device.ts';
import { uploadModel } from '../../../src/model/devices/upload.ts';
import {
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INFO_LENGTH_MISMATCH,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_BUFFER_SIZE,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_PARAMETER,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import { answered, control, controlArms, shown } from './answered.ts';

const [UPLOAD, CHECKSUM] = [0x22a4c1, 0x2264c4];

function upload(header: readonly number[], second: readonly number[], mappable = true): DeviceControlRequest {
  return control(UPLOAD, header, {
    second: Uint8Array.from(second),
    outputLength: second.length,
    mappable,
  });
}

/** A length and a start, 4 bytes each. */
const at = (length: number, start: number): number[] => [length, 0, 0, 0, start, 0, 0, 0];
const checksum = control(CHECKSUM, [], { outputLength: 4 });

const ROWS: readonly [sent: DeviceControlRequest[], arm: string, status: number, data: number[]][] = [
  [[upload(at(2, 0), [1, 2, 3])], 'upload', STATUS_SUCCESS, []],
  [[upload([...at(0, 255), 9], [])], 'upload nothing', STATUS_SUCCESS, []],
  [[upload([1, 0, 0, 0, 0, 0, 0], [1])], 'upload no header', STATUS_INFO_LENGTH_MISMATCH, []],
  [[control(UPLOAD, null)], 'upload no header', STATUS_INFO_LENGTH_MISMATCH, []],
  [[upload(at(2, 255), [1, 2])], 'upload beyond', STATUS_INVALID_PARAMETER, []],
  [[upload([0xff, 0xff, 0xff, 0xff, 1, 0, 0, 0], [1])], 'upload beyond', STATUS_INVALID_PARAMETER, []],
  [[upload(at(2, 0), [1])], 'upload too long', STATUS_INVALID_BUFFER_SIZE, []],
  [[upload(at(0, 0), [1], false)], 'upload not mapped', STATUS_INSUFFICIENT_RESOURCES, []],
  [[checksum], 'checksum', STATUS_SUCCESS, [0, 0, 0, 0]],
  // The last byte is added as it is, the one before it twice.
  [[upload(at(2, 254), [3, 5]), checksum], 'checksum', STATUS_SUCCESS, [11, 0, 0, 0]],
  // 255 rotations by a bit: seven times around, and 31.
  [[upload(at(1, 0), [1]), checksum], 'checksum', STATUS_SUCCESS, [0, 0, 0, 0x80]],
  [[control(CHECKSUM, [], { outputLength: 3 })], 'checksum no room', STATUS_BUFFER_TOO_SMALL, []],
  [[control(CHECKSUM + 4)], 'unknown code', STATUS_INVALID_DEVICE_REQUEST, []],
];

describe('upload', () => {
  it.each(ROWS)('%# %s', (sent, arm, status, data) => {
    expect(shown(answered(uploadModel, sent))).toEqual([arm, status, data]);
  });

  it('says how many bytes it took, and keeps the image that there was', () => {
    const before = uploadModel.initial();
    const { information, next } = answered(uploadModel, [upload(at(2, 1), [7, 8])], before);
    expect(information).toBe(2);
    expect([...next.subarray(0, 4)]).toEqual([0, 7, 8, 0]);
    expect(before).toEqual(uploadModel.initial());
  });

  it('has an answer for each arm of control requests', () => {
    expect(new Set(ROWS.map(([, arm]) => arm))).toEqual(new Set(controlArms(uploadModel)));
  });
});
