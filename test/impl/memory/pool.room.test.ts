import { beforeEach, describe, expect, it } from 'vitest';
import { POOL_POISON } from '../../../src/impl/memory/poison.ts';
import { NULL_VA, POOL_BASE, vaAdd } from '../../../src/impl/memory/va.ts';
import { allocate, memory, PAGES, pool, reported, resetPool, reused, TAG } from './pool.setup.ts';

beforeEach(resetPool);

const page = (number: number) => vaAdd(POOL_BASE, number * 4096);
const isExhaustedBy = (size: number): boolean => pool.allocate(size, TAG, false) === NULL_VA;

describe('room between small and large blocks', () => {
  it('pages mapped ahead for small blocks go to a large one that needs them', () => {
    const small = allocate(16);
    memory.writeU8(vaAdd(page(7), 5), 1);
    const large = allocate((PAGES - 3) * 4096);
    expect(large).toBe(page(2));
    expect(memory.isMapped(page(1))).toBe(false);
    expect(memory.readU8(vaAdd(page(7), 5))).toBe(POOL_POISON);
    expect(pool.sizeOf(small)).toBe(16);
    expect(isExhaustedBy(4096)).toBe(true);
  });

  it('is a page that stays unmapped, with a small block in the last one below it', () => {
    allocate((PAGES - 3) * 4096);
    const small = allocate(16);
    expect([memory.isMapped(small), memory.isMapped(page(1))]).toEqual([true, false]);
    expect(isExhaustedBy(4064)).toBe(true);
  });

  it('is none for a small block where a large one leaves no more than that page', () => {
    allocate((PAGES - 2) * 4096);
    expect(isExhaustedBy(1)).toBe(true);
  });

  it('is made by freed blocks next to it, and by no live one', () => {
    const blocks = [allocate(2000), allocate(2000), allocate(2000)];
    const [first = NULL_VA, , last = NULL_VA] = blocks;
    pool.free(first);
    pool.free(last);
    reused.length = 0;
    allocate((PAGES - 3) * 4096);
    expect(blocks.map((va) => pool.sizeOf(va))).toEqual([0, 2000, 0]);
    expect(reused.map(([start]) => start)).toEqual([last - POOL_BASE]);
    expect([pool.isFreed(first), pool.isFreed(last)]).toEqual([true, false]);
  });

  it('is not made by a large block that lives, however many beyond it were freed', () => {
    const blocks = [allocate(4096), allocate(4096)];
    const [first = NULL_VA, second = NULL_VA] = blocks;
    memory.fill(second, 3, 4096);
    pool.free(first);
    expect(isExhaustedBy((PAGES - 4) * 4096)).toBe(true);
    expect([pool.sizeOf(second), memory.readU8(second), pool.isFreed(first)]).toEqual([4096, 3, true]);
    pool.free(second);
    expect(allocate((PAGES - 4) * 4096)).toBe(page(3));
    expect(reported).toEqual([]);
  });
});

it('its frames are the first of memory', () => {
  expect([0, PAGES - 1, PAGES, PAGES + 1].map((frame) => pool.hasFrame(frame))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

it('blocks are a driver’s to free from when they are its own until they are freed', () => {
  const [own, other] = [allocate(24), allocate(24)];
  pool.own(own);
  expect(pool.ownedBlocks).toBe(1);
  pool.free(other);
  expect(pool.ownedBlocks).toBe(1);
  pool.free(own);
  expect([pool.ownedBlocks, pool.liveBlocks]).toEqual([0, 0]);
  let again = allocate(24);
  while (again !== own) again = allocate(24);
  pool.free(again);
  expect(pool.ownedBlocks).toBe(0);
});

it.each([100, 4096])('isFreed is of the start of a freed block of %i bytes alone', (size) => {
  const [live, freed] = [allocate(size), allocate(size)];
  pool.free(freed);
  const addresses = [live, freed, vaAdd(freed, 8), vaAdd(freed, 1), vaAdd(freed, 16), NULL_VA, page(PAGES)];
  expect(addresses.map((va) => pool.isFreed(va))).toEqual([false, true, false, false, false, false, false]);
});
