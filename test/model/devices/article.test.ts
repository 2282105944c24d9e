import { describe, expect, it } from 'vitest';
import { articleModel } from '../../../src/model/devices/article.ts';
import { OPENS_ONLY_ARMS } from '../../../src/model/devices/opens-only.ts';
import {
  STATUS_END_OF_FILE,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import { answer, type Row, request, rowTitle } from './requests.ts';

const STORED = [1, 2, 3, 4];
const before = [{}];

const ROWS: readonly Row[] = [
  {
    arm: 'M2 all data',
    before,
    direction: 'read',
    request: { length: 9 },
    information: 4,
    data: STORED,
    next: STORED,
  },
  {
    arm: 'M2 all data',
    title: 'exactly',
    before,
    direction: 'read',
    request: {},
    information: 4,
    data: STORED,
    next: STORED,
  },
  {
    arm: 'M2 part of the data',
    title: 'size',
    before,
    direction: 'read',
    request: { length: 2 },
    information: 2,
    data: [1, 2],
    next: STORED,
  },
  {
    arm: 'M2 part of the data',
    title: 'offset',
    before,
    direction: 'read',
    request: { offset: 3n },
    information: 1,
    data: [4],
    next: STORED,
  },
  {
    arm: 'M2 part of the data',
    title: 'no length',
    before,
    direction: 'read',
    request: { length: 0 },
    information: 0,
    next: STORED,
  },
  {
    arm: 'M2 past the end',
    before,
    direction: 'read',
    request: { offset: 4n },
    information: 0,
    next: STORED,
  },
  {
    arm: 'M2 past the end',
    title: '2^53 + 1',
    before,
    direction: 'read',
    request: { offset: (1n << 53n) + 1n },
    information: 0,
    next: STORED,
  },
  {
    arm: 'M2 past the end',
    title: 'negative',
    before,
    direction: 'read',
    request: { offset: -1n },
    information: 0,
    next: STORED,
  },
  { arm: 'M2 past the end', title: 'no data', direction: 'read', request: {}, information: 0, next: [] },
  {
    arm: 'M5 nothing to read into',
    before,
    direction: 'read',
    request: { mode: 'neither' },
    information: 0,
    next: STORED,
  },
  {
    arm: 'M10 not mapped',
    before,
    direction: 'read',
    request: { mode: 'direct', mappable: false },
    status: STATUS_INSUFFICIENT_RESOURCES,
    information: 0,
    next: STORED,
  },
  { arm: 'M3 stores all', direction: 'write', request: {}, information: 4, next: STORED },
  {
    arm: 'M3 stores all',
    title: 'replaces',
    before: [{ length: 9 }],
    direction: 'write',
    request: {},
    information: 4,
    next: STORED,
  },
  {
    arm: 'M3 end of file',
    before,
    direction: 'write',
    request: { offset: 1n },
    status: STATUS_END_OF_FILE,
    information: 0,
    next: STORED,
  },
  {
    arm: 'M3 end of file',
    title: 'no length',
    before,
    direction: 'write',
    request: { offset: 5n, length: 0 },
    status: STATUS_END_OF_FILE,
    information: 0,
    next: STORED,
  },
  {
    arm: 'M3 end of file',
    title: 'neither',
    before,
    direction: 'write',
    request: { offset: 5n, mode: 'neither' },
    status: STATUS_END_OF_FILE,
    information: 0,
    next: STORED,
  },
  { arm: 'M4 stores nothing', before, direction: 'write', request: { length: 0 }, information: 0, next: [] },
  {
    arm: 'M5 stores nothing',
    before,
    direction: 'write',
    request: { mode: 'neither' },
    information: 0,
    next: [],
  },
  { arm: 'M8 negative offset', direction: 'write', request: { offset: -1n }, information: 4, next: STORED },
  {
    arm: 'M10 not mapped',
    title: 'wins over end of file',
    before,
    direction: 'write',
    request: { offset: 5n, mode: 'direct', mappable: false },
    status: STATUS_INSUFFICIENT_RESOURCES,
    information: 0,
    next: STORED,
  },
];

describe('the article’s device', () => {
  it.each(ROWS.map((row) => [rowTitle(row), row] as const))('%s', (_title, row) => {
    const { arm, status, information, data, next } = answer(articleModel, row);
    expect({ arm, status, information, data: [...data], next: [...next] }).toEqual({
      arm: row.arm,
      status: row.status ?? STATUS_SUCCESS,
      information: row.information,
      data: row.data ?? [],
      next: row.next,
    });
  });

  it.each([0n, -1n])('M3 stores 4096 of 5000 bytes at offset %d', (offset) => {
    const [outcome] = articleModel.write(articleModel.initial(), request({ offset, length: 5000 }));
    expect(outcome?.information).toBe(4096);
    expect(outcome?.next.length).toBe(4096);
    expect(outcome?.arm).toBe(offset === 0n ? 'M3 stores 4096' : 'M8 negative offset');
  });

  it('keeps a copy of the caller’s data', () => {
    const data = new Uint8Array([1]);
    const [outcome] = articleModel.write(articleModel.initial(), request({ data, length: 1 }));
    data[0] = 9;
    expect(outcome?.next).toEqual(new Uint8Array([1]));
  });

  it('lists its arms', () => {
    expect(
      [...new Set([...ROWS.map(({ arm }) => arm), 'M3 stores 4096', ...OPENS_ONLY_ARMS])].sort(),
    ).toEqual([...articleModel.arms].sort());
  });
});
