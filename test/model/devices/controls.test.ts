import { describe, expect, it } from 'vitest';
import type { DeviceControlRequest, DeviceModel } from '../../../src/model/device.ts';
import { articleControlsModel } from '../../../src/model/devices/article-controls.ts';
import { controlsModel } from '../../../src/model/devices/controls.ts';
import {
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_USER_BUFFER,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import { CONTROL_REQUEST, request } from './requests.ts';

/** A control request with these bytes in its input. */
function control(
  code: number,
  input: readonly number[] | null,
  outputLength: number,
  fields: Partial<DeviceControlRequest> = {},
): DeviceControlRequest {
  const bytes = input === null ? null : Uint8Array.from(input);
  return { ...CONTROL_REQUEST, code, input: bytes, inputLength: bytes?.length ?? 4, outputLength, ...fields };
}

/** The last outcome of requests one after the other. */
function play<State>(model: DeviceModel<State>, requests: readonly DeviceControlRequest[]) {
  let state = model.initial();
  let told: unknown[] = [];
  for (const each of requests) {
    const [outcome] = model.control?.(state, each) ?? [];
    if (outcome === undefined) throw new Error('no outcome');
    state = outcome.next;
    told = [outcome.arm, outcome.status, outcome.information, [...outcome.data]];
  }
  return told;
}

const [PRINT, READ, WRITE] = [0x222000, 0x226004, 0x22a008];

describe('the article’s device with control codes', () => {
  const unmapped = { mappable: false } as const;
  it.each<[requests: DeviceControlRequest[], arm: string, status: number, data: number[]]>([
    [[control(PRINT, [], 0)], 'controls print', STATUS_SUCCESS, []],
    [[control(READ, [], 4)], 'controls read', STATUS_SUCCESS, [0, 0, 0, 0]],
    [[control(READ, [], 3)], 'controls no room', STATUS_INVALID_USER_BUFFER, []],
    [[control(WRITE, [1, 2, 3, 4, 5], 0)], 'controls write', STATUS_SUCCESS, []],
    [[control(WRITE, [1, 2, 3], 9)], 'controls too short', STATUS_INVALID_USER_BUFFER, []],
    [
      [control(WRITE, [1, 2, 3, 4, 5], 0), control(READ, [], 9)],
      'controls read',
      STATUS_SUCCESS,
      [1, 2, 3, 4],
    ],
    [
      [control(WRITE, [1, 2, 3, 4], 0), control(WRITE, [9], 0), control(READ, [], 4)],
      'controls read',
      STATUS_SUCCESS,
      [1, 2, 3, 4],
    ],
    [[control(READ + 1, [], 4)], 'controls unknown', STATUS_INVALID_DEVICE_REQUEST, []],
    [[control(READ, [], 4, unmapped)], 'controls not mapped', STATUS_INSUFFICIENT_RESOURCES, []],
    [
      [control(READ, [], 4, { fileSystem: true })],
      'controls of a file system',
      STATUS_INVALID_DEVICE_REQUEST,
      [],
    ],
  ])('%#', (requests, arm, status, data) => {
    expect(play(articleControlsModel, requests)).toEqual([arm, status, data.length, data]);
  });

  it('keeps its value over reads and writes, which move nothing', () => {
    const value = Uint8Array.of(7, 0, 0, 0);
    for (const answer of [
      articleControlsModel.read(value, request()),
      articleControlsModel.write(value, request()),
    ])
      expect(answer).toMatchObject([{ status: STATUS_SUCCESS, information: 0, next: value }]);
  });
});

const [INVERT, STORE, LOAD, COPY] = [0x222400, 0x22a405, 0x22640a, 0x22240f];
const second = Uint8Array.of(5, 6, 7);

describe('the device with a code of each method', () => {
  it.each<
    [requests: DeviceControlRequest[], arm: string, status: number, information: number, data: number[]]
  >([
    [[control(INVERT, [0, 0xf0], 2)], 'invert', STATUS_SUCCESS, 2, [0xff, 0x0f]],
    [[control(INVERT, [0, 1], 1)], 'invert too small', STATUS_BUFFER_TOO_SMALL, 0, []],
    [[control(STORE, [], 3, { second })], 'store', STATUS_SUCCESS, 3, []],
    [[control(STORE, [], 5000, { second: new Uint8Array(5000) })], 'store', STATUS_SUCCESS, 4096, []],
    [
      [control(STORE, [], 3, { second, mappable: false })],
      'store not mapped',
      STATUS_INSUFFICIENT_RESOURCES,
      0,
      [],
    ],
    [[control(STORE, [], 3, { second }), control(LOAD, [], 2)], 'load', STATUS_SUCCESS, 2, [5, 6]],
    [[control(STORE, [], 3, { second }), control(LOAD, [], 9)], 'load', STATUS_SUCCESS, 3, [5, 6, 7]],
    [[control(LOAD, [], 2, { mappable: false })], 'load not mapped', STATUS_INSUFFICIENT_RESOURCES, 0, []],
    [[control(COPY, [1, 2, 3], 2)], 'copy', STATUS_SUCCESS, 2, [1, 2]],
    [[control(COPY, null, 2)], 'copy no access', STATUS_ACCESS_VIOLATION, 0, []],
    [[control(COPY, [1], 2, { writable: false })], 'copy no access', STATUS_ACCESS_VIOLATION, 0, []],
    [[control(COPY + 4, [1], 2)], 'unknown code', STATUS_INVALID_DEVICE_REQUEST, 0, []],
  ])('%#', (requests, arm, status, information, data) => {
    expect(play(controlsModel, requests)).toEqual([arm, status, information, data]);
  });

  it('moves nothing by reads and writes', () => {
    for (const answer of [controlsModel.read(second, request()), controlsModel.write(second, request())])
      expect(answer).toMatchObject([{ status: STATUS_SUCCESS, information: 0, next: second }]);
  });
});
