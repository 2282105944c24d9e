import { beforeEach, describe, expect, it } from 'vitest';
import { Memory, memoryBytes } from '../../../src/impl/memory/memory.ts';
import { POOL_POISON } from '../../../src/impl/memory/poison.ts';
import { Pool } from '../../../src/impl/memory/pool.ts';
import type { WrittenBeyond } from '../../../src/impl/memory/pool-guard.ts';
import { type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import { PAGES, TAG } from './pool.setup.ts';

const memory = new Memory(new ArrayBuffer(memoryBytes(PAGES)), PAGES, () => {
  throw new Error('a fault');
});
const told: [kind: string, written: WrittenBeyond | null][] = [];
const pool = new Pool(
  memory,
  PAGES,
  (kind, _detail, written) => told.push([kind, written]),
  () => undefined,
);

beforeEach(() => {
  pool.reset();
  told.length = 0;
});

const allocate = (size: number): Va => pool.allocate(size, TAG, false);
const put = (va: Va, ...places: number[]): void => {
  for (const place of places) memory.writeU8(vaAdd(va, place), 0);
};

describe('what was written beyond a block', () => {
  it.each<[size: number, places: number[], from: number, to: number]>([
    [32, [32], 32, 33],
    [32, [34], 34, 35],
    [32, [33, 40], 33, 41],
    [32, [47], 47, 48],
    [30, [30], 30, 31],
    [30, [31, 32], 31, 33],
    [30, Array.from({ length: 18 }, (_, at) => 30 + at), 30, 48],
    [5000, [5000], 5000, 5001],
    [5000, [5003, 8191], 5003, 8192],
  ])('of %i bytes at %j is told from byte %i to %i', (size, places, from, to) => {
    const block = allocate(size);
    put(block, ...places);
    pool.check();
    expect(told).toEqual([['pool-overrun', { block, from, to }]]);
    pool.check();
    expect(told).toHaveLength(1);
  });

  it.each<[places: number[], from: number, to: number]>([
    [[-1], -1, 0],
    [[-5], -5, -4],
    [[-16, -3], -16, -2],
  ])('before it at %j is told from byte %i to %i', (places, from, to) => {
    const block = allocate(32);
    put(block, ...places);
    pool.check();
    expect(told).toEqual([['pool-underrun', { block, from, to }]]);
    pool.check();
    expect(told).toHaveLength(1);
  });
});

it('poison written behind a freed block is no write to it', () => {
  const block = allocate(100);
  pool.free(block);
  memory.fill(vaAdd(block, 112), POOL_POISON, 16);
  pool.check();
  expect(told).toEqual([]);
});

it.each([0, 60, 111])('a write to byte %i of a freed block is told of no place', (at) => {
  const block = allocate(100);
  pool.free(block);
  put(block, at);
  pool.check();
  expect(told).toEqual([['use-after-free-write', null]]);
});
