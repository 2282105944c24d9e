import { describe, expect, it } from 'vitest';
import { OPENS_ONLY_ARMS } from '../../../src/model/devices/opens-only.ts';
import { recordModel } from '../../../src/model/devices/record.ts';
import {
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_USER_BUFFER,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import { answer, type Row, rowTitle } from './requests.ts';

const OPPOSITE = 0x10000;
const STORED = [1, 2];
const before = [{ key: 2 }];
const refused = { status: STATUS_INVALID_USER_BUFFER, information: 0, next: STORED };

const ROWS: readonly Row[] = [
  { arm: 'M6 T written', direction: 'write', request: { key: 3 }, information: 3, next: [1, 2, 3] },
  {
    arm: 'M6 T written',
    title: 'whatever the offset',
    direction: 'write',
    request: { key: 4, offset: 9n },
    information: 4,
    next: [1, 2, 3, 4],
  },
  {
    arm: 'M6 T written',
    title: 'no bytes',
    before,
    direction: 'write',
    request: { key: 0 },
    information: 0,
    next: [],
  },
  {
    arm: 'M6 T written',
    title: 'no bytes, neither',
    before,
    direction: 'write',
    request: { key: 0, mode: 'neither' },
    information: 0,
    next: [],
  },
  {
    arm: 'M6 T written',
    title: 'other bits of Key',
    direction: 'write',
    request: { key: 0xfffe0001 },
    information: 1,
    next: [1],
  },
  { arm: 'M6 T too large', before, direction: 'write', request: { key: 5 }, ...refused },
  {
    arm: 'M6 T too large',
    title: 'no length',
    before,
    direction: 'write',
    request: { key: 1, length: 0 },
    ...refused,
  },
  {
    arm: 'M6 T too large',
    title: 'neither (M5)',
    before,
    direction: 'write',
    request: { key: 1, mode: 'neither' },
    ...refused,
  },
  { arm: 'M6 opposite direction', before, direction: 'write', request: { key: OPPOSITE | 1 }, ...refused },
  {
    arm: 'M6 opposite direction, no bytes',
    before,
    direction: 'write',
    request: { key: OPPOSITE },
    information: 0,
    next: STORED,
  },
  {
    arm: 'M6 T read',
    before,
    direction: 'read',
    request: { key: 2 },
    information: 2,
    data: STORED,
    next: STORED,
  },
  {
    arm: 'M6 T read',
    title: 'cut',
    before,
    direction: 'read',
    request: { key: 1 },
    information: 1,
    data: [1],
    next: STORED,
  },
  {
    arm: 'M6 T read, padded',
    before,
    direction: 'read',
    request: { key: 4 },
    information: 4,
    data: [1, 2, 0, 0],
    next: STORED,
  },
  {
    arm: 'M6 T read, padded',
    title: 'nothing stored',
    direction: 'read',
    request: { key: 1 },
    information: 1,
    data: [0],
    next: [],
  },
  { arm: 'M6 T too large', before, direction: 'read', request: { key: 5 }, ...refused },
  { arm: 'M6 opposite direction', before, direction: 'read', request: { key: OPPOSITE | 4 }, ...refused },
  {
    arm: 'M6 opposite direction, no bytes',
    before,
    direction: 'read',
    request: { key: OPPOSITE },
    information: 0,
    next: STORED,
  },
  ...(['read', 'write'] as const).map(
    (direction): Row => ({
      arm: 'M10 not mapped',
      title: 'wins over M6',
      before,
      direction,
      request: { key: 5, mode: 'direct', mappable: false },
      ...refused,
      status: STATUS_INSUFFICIENT_RESOURCES,
    }),
  ),
];

describe('the record device', () => {
  it.each(ROWS.map((row) => [rowTitle(row), row] as const))('%s', (_title, row) => {
    const { arm, status, information, data, next } = answer(recordModel, row);
    expect({ arm, status, information, data: [...data], next: [...next] }).toEqual({
      arm: row.arm,
      status: row.status ?? STATUS_SUCCESS,
      information: row.information,
      data: row.data ?? [],
      next: row.next,
    });
  });

  it('lists its arms', () => {
    const arms = new Set([...ROWS.map(({ arm }) => arm), ...OPENS_ONLY_ARMS]);
    expect([...arms].sort()).toEqual([...recordModel.arms].sort());
  });
});
