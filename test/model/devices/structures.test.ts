import { describe, expect, it } from 'vitest';
import type { DeviceControlRequest } from '../../../src/model/device.ts';
import { structuresModel } from '../../../src/model/devices/structures.ts';
import {
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_PARAMETER,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import { CONTROL_REQUEST, request } from './requests.ts';

const [NEGATE, FETCH] = [0x222440, 0x222447];

/** A control request with these bytes in its input, null for an input that can't be read. */
function control(
  code: number,
  input: readonly number[] | null,
  fields: Partial<DeviceControlRequest> = {},
): DeviceControlRequest {
  const bytes = input === null ? null : Uint8Array.from(input);
  return { ...CONTROL_REQUEST, code, input: bytes, inputLength: bytes?.length ?? 16, ...fields };
}

/** Each outcome: what decided it, its status, and its data, as many as its Information says. */
function outcomesOf(sent: DeviceControlRequest) {
  return structuresModel.control?.(null, sent).map(({ arm, status, information, data, next }) => {
    expect([information, next]).toEqual([data.length, null]);
    return [arm, status, [...data]];
  });
}

/** A count of entries, 4 bytes that mean nothing, and the entries' own. */
const entries = (count: readonly number[], ...own: number[]): number[] => [...count, 9, 9, 9, 9, ...own];

describe('entries to be negated', () => {
  const one = entries([1, 0, 0, 0], 1, 0, 0, 0);
  it.each<[what: string, sent: DeviceControlRequest, arm: string, status: number, data: number[]]>([
    [
      'none',
      control(NEGATE, entries([0, 0, 0, 0]), { outputLength: 8 }),
      'negate',
      STATUS_SUCCESS,
      entries([0, 0, 0, 0]),
    ],
    [
      'one, and bytes behind it that are left out',
      control(NEGATE, [...one, 7, 7], { outputLength: 20 }),
      'negate',
      STATUS_SUCCESS,
      entries([1, 0, 0, 0], 0xff, 0xff, 0xff, 0xff),
    ],
    [
      'two, the lowest of all among them, which stays',
      control(NEGATE, entries([2, 0, 0, 0], 0xfe, 0xff, 0xff, 0xff, 0, 0, 0, 0x80), { outputLength: 16 }),
      'negate',
      STATUS_SUCCESS,
      entries([2, 0, 0, 0], 2, 0, 0, 0, 0, 0, 0, 0x80),
    ],
    [
      'a header that is cut short',
      control(NEGATE, [0, 0, 0, 0, 0, 0, 0]),
      'negate no header',
      STATUS_INVALID_PARAMETER,
      [],
    ],
    ['an input that can’t be read', control(NEGATE, null), 'negate no header', STATUS_INVALID_PARAMETER, []],
    [
      'fewer than are counted',
      control(NEGATE, entries([2, 0, 0, 0], 1, 0, 0, 0), { outputLength: 64 }),
      'negate too short',
      STATUS_INVALID_PARAMETER,
      [],
    ],
    [
      'a count that overflows in 32 bits',
      control(NEGATE, entries([0, 0, 0, 0x40]), { outputLength: 64 }),
      'negate too short',
      STATUS_INVALID_PARAMETER,
      [],
    ],
    [
      'an output that is too small',
      control(NEGATE, one, { outputLength: 11 }),
      'negate too small',
      STATUS_BUFFER_TOO_SMALL,
      [],
    ],
  ])('%s', (_what, sent, arm, status, data) => {
    expect(outcomesOf(sent)).toEqual([[arm, status, data]]);
  });

  it('leave the caller’s own bytes alone', () => {
    const sent = control(NEGATE, one, { outputLength: 12 });
    structuresModel.control?.(null, sent);
    expect([...(sent.input ?? [])]).toEqual(one);
  });
});

/** A pointer, a length in 4 bytes, and 4 that mean nothing. */
const range = (...length: number[]): number[] => [0, 0, 0xfb, 0x7f, 0, 0, 0, 0, ...length, 9, 9, 9, 9];
const REFUSED = ['fetch refused', STATUS_ACCESS_VIOLATION, []];

describe('what a pointer leads to', () => {
  it.each<[what: string, sent: DeviceControlRequest, outcomes: unknown[]]>([
    [
      'is there or not, as the caller knows',
      control(FETCH, range(1, 0, 0, 0)),
      [['fetch', STATUS_SUCCESS, []], REFUSED],
    ],
    ['is at most 2,048 bytes', control(FETCH, range(0, 8, 0, 0)), [['fetch', STATUS_SUCCESS, []], REFUSED]],
    ['is no more', control(FETCH, range(1, 8, 0, 0)), [['fetch too much', STATUS_INVALID_PARAMETER, []]]],
    [
      'is counted without a sign',
      control(FETCH, range(255, 255, 255, 255)),
      [['fetch too much', STATUS_INVALID_PARAMETER, []]],
    ],
    ['may be nothing', control(FETCH, range(0, 0, 0, 0)), [['fetch nothing', STATUS_SUCCESS, []]]],
    [
      'needs pool, or isn’t there',
      control(FETCH, range(1, 0, 0, 0), { allocatable: false }),
      [['fetch no pool', STATUS_INSUFFICIENT_RESOURCES, []], REFUSED],
    ],
    [
      'is said in 16 bytes',
      control(FETCH, range(1, 0, 0)),
      [['fetch other length', STATUS_INVALID_PARAMETER, []]],
    ],
    [
      'is not said in an input that can’t be read',
      control(FETCH, null),
      [['fetch no access', STATUS_ACCESS_VIOLATION, []]],
    ],
    [
      'is not said in one of another length, read or not',
      control(FETCH, null, { inputLength: 17 }),
      [['fetch other length', STATUS_INVALID_PARAMETER, []]],
    ],
  ])('%s', (_what, sent, outcomes) => expect(outcomesOf(sent)).toEqual(outcomes));
});

it('other codes are unknown', () => {
  for (const code of [0, NEGATE + 1, FETCH + 4])
    expect(outcomesOf(control(code, []))).toEqual([['unknown code', STATUS_INVALID_DEVICE_REQUEST, []]]);
});

it('reads and writes move nothing', () => {
  const nothing = { status: STATUS_SUCCESS, information: 0, data: new Uint8Array(0), next: null };
  expect(structuresModel.initial()).toBeNull();
  expect(structuresModel.read(null, request())).toEqual([{ ...nothing, arm: 'reads nothing' }]);
  expect(structuresModel.write(null, request())).toEqual([{ ...nothing, arm: 'writes nothing' }]);
});

it('every arm is listed, and those that control requests alone lead to say so', () => {
  const { arms, reach = {} } = structuresModel;
  expect(new Set(arms).size).toBe(arms.length);
  const controls = arms.filter((arm) => /^(?:negate|fetch|unknown code)/.test(arm));
  expect(Object.keys(reach).toSorted()).toEqual(controls.toSorted());
});
