import { beforeEach, describe, expect, it } from 'vitest';
import { Memory, memoryBytes } from '../../../src/impl/memory/memory.ts';
import { OTHER_POOL_POISON, POOL_POISON } from '../../../src/impl/memory/poison.ts';
import { Pool } from '../../../src/impl/memory/pool.ts';
import { NULL_VA, POOL_BASE, type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import { HIGHEST_DATA_BYTE } from '../../../src/trace/ops/fields/data.ts';
import { INPUT_SURROUNDINGS, USER_FILL, USER_SURROUNDINGS } from '../../../src/trace/run/observation.ts';
import { allocate, Fault, memory, PAGES, pool, reported, resetPool, reused, TAG } from './pool.setup.ts';

const kinds = (): string[] => reported.map((line) => line.split(':')[0] ?? '');

beforeEach(resetPool);

/** Blocks of a size until the pool is exhausted. */
function allocateAll(size: number): Va[] {
  const all: Va[] = [];
  for (;;) {
    const va = pool.allocate(size, TAG, false);
    if (va === NULL_VA) return all;
    all.push(va);
  }
}

function bytesOf(va: Va, length: number): number[] {
  const bytes = new Uint8Array(length);
  memory.copyOut(va, bytes, 0, length);
  return [...new Set(bytes)];
}

/** Every size around which rounding matters, and more. */
const SIZES = [1, 15, 16, 17, 31, 32, 33, 48, 255, 256, 257, 2048, 4063, 4064, 4065];

describe('W5 alignment', () => {
  it('a request for no bytes gets a block of its own', () => {
    expect(allocate(0)).not.toBe(allocate(0));
  });
});

describe('contents', () => {
  it.each([1, 16, 100, 4080, 4096, 5000])(
    'of %d bytes are poison, or zero where that was asked for',
    (size) => {
      expect(bytesOf(allocate(size), size)).toEqual([POOL_POISON]);
      expect(bytesOf(allocate(size, true), size)).toEqual([0]);
    },
  );

  it.each([100, 4096])('of a freed block of %d bytes are poison for the next', (size) => {
    for (const va of allocateAll(size)) {
      memory.fill(va, 1, size);
      pool.free(va);
    }
    expect(bytesOf(allocate(size), size)).toEqual([POOL_POISON]);
    expect(reported).toEqual([]);
  });
});

describe('the other poison', () => {
  const otherMemory = new Memory(new ArrayBuffer(memoryBytes(PAGES)), PAGES, () => {
    throw new Fault();
  });
  const seen: string[] = [];
  const other = new Pool(
    otherMemory,
    PAGES,
    (kind) => seen.push(kind),
    () => {},
    OTHER_POOL_POISON,
  );

  it.each([16, 100, 4096])('is what a block of %d bytes holds, before and after it was freed', (size) => {
    for (let turn = 0; turn < 8; turn += 1) {
      const va = other.allocate(size, TAG, false);
      const bytes = new Uint8Array(size);
      otherMemory.copyOut(va, bytes, 0, size);
      expect([...new Set(bytes)]).toEqual([OTHER_POOL_POISON]);
      otherMemory.fill(va, 1, size);
      other.free(va);
    }
    other.check();
    expect(seen).toEqual([]);
    other.reset();
    expect([...new Set(otherMemory.u8)]).toEqual([OTHER_POOL_POISON]);
  });

  it('written over after the block was freed shows', () => {
    const va = other.allocate(16, TAG, false);
    other.free(va);
    otherMemory.writeU8(va, POOL_POISON);
    other.check();
    expect(seen).toEqual(['use-after-free-write']);
  });

  it('differs from every other byte with a meaning', () => {
    const meanings = [POOL_POISON, USER_FILL, USER_SURROUNDINGS, INPUT_SURROUNDINGS];
    expect(meanings).not.toContain(OTHER_POOL_POISON);
    expect(OTHER_POOL_POISON).toBeGreaterThan(Math.max(HIGHEST_DATA_BYTE, 0xf7));
  });
});

describe('an overrun by one byte', () => {
  it.each([4096, 8192])('of %d bytes faults: the next page is unmapped', (size) => {
    const va = allocate(size);
    expect(() => memory.writeU8(vaAdd(va, size), 0)).toThrow(Fault);
  });

  it.each(SIZES)('of %d bytes shows while the block lives, once', (size) => {
    const va = allocate(size);
    memory.writeU8(vaAdd(va, size), 0);
    pool.checkBlock(va);
    pool.check();
    pool.free(va);
    expect(kinds()).toEqual(['pool-overrun']);
  });

  it.each([0, 1, 2, 3, 4, 5, 8, 12, 15])('%d bytes beyond the slack shows in the redzone', (beyond) => {
    const va = allocate(32);
    memory.writeU8(vaAdd(va, 32 + beyond), 0);
    pool.checkBlock(va);
    expect(kinds()).toEqual(['pool-overrun']);
  });

  it('into the next block is no underrun of that', () => {
    const first = allocate(16);
    const second = allocate(16);
    memory.fill(first, 0, 64);
    pool.checkBlock(second);
    pool.check();
    expect(new Set(kinds())).toEqual(new Set(['pool-overrun']));
  });

  it("by a neighbour's redzone shows", () => {
    const first = allocate(16);
    const second = allocate(16);
    memory.copy(vaAdd(first, 16), vaAdd(second, 16), 16);
    pool.check();
    expect(kinds()).toEqual(['pool-overrun']);
  });

  it('of a freed neighbour is no business of the block behind it', () => {
    const first = allocate(16);
    const second = allocate(16);
    pool.free(first);
    memory.writeU8(vaAdd(second, -1), 0);
    pool.checkBlock(second);
    expect(kinds()).toEqual(['pool-underrun']);
  });
});

describe('an underrun by one byte', () => {
  it.each(SIZES)('of %d bytes shows', (size) => {
    const va = allocate(size);
    memory.writeU8(vaAdd(va, -1), 0);
    pool.free(va);
    expect(reported).toEqual([
      `pool-underrun: bytes before a pool block of ${size} bytes (Test) were written`,
    ]);
  });

  it.each(SIZES)('of %d bytes shows behind another block', (size) => {
    allocate(24);
    const va = allocate(size);
    memory.writeU8(vaAdd(va, -16), 0);
    pool.check();
    pool.check();
    expect(kinds()).toEqual(['pool-underrun']);
  });
});

describe('use after free', () => {
  it('a write to a freed small block shows when pool is checked, once', () => {
    const va = allocate(100);
    pool.free(va);
    memory.writeU8(vaAdd(va, 99), 0);
    pool.check();
    pool.check();
    expect(reported).toEqual(['use-after-free-write: a freed pool block of up to 112 bytes was written']);
  });

  it('and when the block is used again', () => {
    const va = allocate(100);
    pool.free(va);
    memory.writeU8(va, 0);
    while (allocate(100) !== va) pool.free(allocate(100));
    expect(kinds()).toEqual(['use-after-free-write']);
  });

  it('any access to a freed large block faults', () => {
    const va = allocate(4096);
    pool.free(va);
    expect(() => memory.readU8(va)).toThrow(Fault);
    expect(() => memory.writeU8(va, 0)).toThrow(Fault);
  });
});

describe('free', () => {
  it.each([24, 4096])('of a block of %d bytes twice frees nothing', (size) => {
    const va = allocate(size);
    expect([pool.free(va), pool.free(va)]).toEqual(['freed', 'already-free']);
    expect(pool.liveBlocks).toBe(0);
  });

  it.each([
    ['NULL', () => NULL_VA],
    ['a user address', () => 0x10000 as Va],
    ['the middle of a block', () => vaAdd(allocate(64), 16)],
    ['an unaligned address', () => vaAdd(allocate(64), 8)],
    ['before pool', () => vaAdd(POOL_BASE, -16)],
    ['beyond pool', () => vaAdd(POOL_BASE, PAGES * 4096)],
  ])('of %s frees nothing', (_name, address) => {
    expect(pool.free(address())).toBe('not-a-block');
  });
});

describe('quarantine', () => {
  it.each([16, 4096])('blocks of %d bytes come back first in, first out, after four others', (size) => {
    const blocks = [1, 2, 3, 4, 5, 6].map(() => allocate(size));
    for (const va of blocks.slice(0, 4)) pool.free(va);
    expect(blocks).not.toContain(allocate(size));
    for (const va of blocks.slice(4)) pool.free(va);
    expect([allocate(size), allocate(size)]).toEqual(blocks.slice(0, 2));
  });

  it('outlives many rounds', () => {
    const seen = new Set<Va>();
    for (let round = 0; round < 500; round += 1) {
      const va = allocate(64);
      seen.add(va);
      pool.free(va);
    }
    expect(seen.size).toBe(5);
  });
});

describe('memory of a freed block', () => {
  it.each([
    [40, 48],
    [5000, 8192],
  ])('of %d bytes is reported when another gets it, and not before', (size, capacity) => {
    const first = allocate(size);
    pool.free(first);
    expect(reused).toEqual([]);
    let again = allocate(size);
    while (again !== first) {
      pool.free(again);
      again = allocate(size);
    }
    expect(reused).toEqual([[first - POOL_BASE, first - POOL_BASE + capacity]]);
  });

  it.each([40, 5000])('of %d bytes is reported when it goes back for other sizes', (size) => {
    const all = allocateAll(size);
    for (const va of all) pool.free(va);
    reused.length = 0;
    allocate(size === 40 ? 20_000 : 64);
    const positions = all.map((va) => va - POOL_BASE);
    const isReported = (position: number): boolean =>
      reused.some(([start, end]) => position >= start && position < end);
    expect(positions.some(isReported)).toBe(true);
  });
});

describe('exhaustion', () => {
  it.each([16, 100, 4080, 4096, 9000])('gives NULL, with blocks of %d bytes that do not overlap', (size) => {
    const all = allocateAll(size);
    const sorted = all.toSorted((left, right) => left - right);
    for (const [index, va] of sorted.entries()) {
      expect((sorted[index + 1] ?? POOL_BASE + PAGES * 4096) - va).toBeGreaterThanOrEqual(size);
    }
    expect(all.length).toBeGreaterThan(2);
    expect(pool.liveBlocks).toBe(all.length);
  });

  it.each([16, 4096])('ends the quarantine of freed blocks of %d bytes', (size) => {
    const [first = NULL_VA] = allocateAll(size);
    pool.free(first);
    expect(allocate(size)).toBe(first);
  });

  it.each([PAGES * 4096, PAGES * 4096 + 1, 2 ** 31, 0xfffff001, 0xffffffff, 2 ** 32, 2 ** 53, -1, -4096])(
    'is what a request for %d bytes meets',
    (size) => expect(pool.allocate(size, TAG, false)).toBe(NULL_VA),
  );

  it('leaves small blocks off the pages of large ones', () => {
    const large = allocate(4096);
    for (const va of allocateAll(200)) memory.fill(va, 0, 200);
    expect(bytesOf(large, 4096)).toEqual([POOL_POISON]);
  });
});

describe('sizeOf', () => {
  it.each([1, 24, 4096])('of a live block of %d bytes', (size) =>
    expect(pool.sizeOf(allocate(size))).toBe(size),
  );

  it.each([
    ['a freed block', () => [allocate(8)].map((va) => [pool.free(va), va] as const)[0]?.[1] ?? NULL_VA],
    ['the middle of a block', () => vaAdd(allocate(64), 16)],
    ['an unaligned address', () => vaAdd(allocate(64), 8)],
    ['NULL', () => NULL_VA],
    ['beyond pool', () => vaAdd(POOL_BASE, PAGES * 4096)],
  ])('of %s is 0', (_name, address) => expect(pool.sizeOf(address())).toBe(0));

  it('checkBlock of no block does nothing', () => {
    pool.checkBlock(NULL_VA);
    expect(reported).toEqual([]);
  });
});

function freed(va: Va): Va {
  pool.free(va);
  return va;
}

describe('memory that holds no block', () => {
  it.each([
    ['below a large block', () => vaAdd(allocate(4096), -4096)],
    ['behind a large block', () => vaAdd(allocate(4096), 4096)],
    ['far beyond the last small block', () => vaAdd(allocate(16), 16 * 4096)],
    ['of a freed large block', () => freed(allocate(4096))],
  ])('%s is not mapped', (_name, address) => expect(memory.isMapped(address())).toBe(false));
});

describe('exhaustion by sizes that differ', () => {
  it('is none while the blocks before were freed', () => {
    for (let round = 0; round < 4 * PAGES; round += 1)
      pool.free(allocate(4096 * (1 + (round % (PAGES / 4)))));
    for (let size = 1; size <= 4080; size += 16) pool.free(allocate(size));
    expect(reported).toEqual([]);
  });

  it('leaves live blocks where they are', () => {
    const kept = [allocate(100), allocate(4096)];
    for (let pages = 1; pages < PAGES / 4; pages += 1) pool.free(allocate(4096 * pages));
    expect(kept.map((va) => pool.sizeOf(va))).toEqual([100, 4096]);
  });
});

describe('reset', () => {
  it.each([
    ['small', 40],
    ['large', 4096],
  ])('leaves nothing of live and freed %s blocks', (_name, size) => {
    const first = allocate(size);
    const second = allocate(size);
    memory.fill(first, 1, size);
    memory.fill(second, 1, size);
    pool.free(second);
    pool.reset();
    expect(pool.liveBlocks).toBe(0);
    expect([...new Set(memory.u8.subarray(0, PAGES * 4096))]).toEqual([POOL_POISON]);
    expect(allocate(size)).toBe(first);
    pool.check();
    expect(reported).toEqual([]);
  });

  it('unmaps everything', () => {
    allocate(40);
    allocate(9000);
    pool.reset();
    for (let page = 0; page < PAGES; page += 1)
      expect(memory.isMapped(vaAdd(POOL_BASE, page * 4096))).toBe(false);
  });

  it('does not report breaches', () => {
    const va = allocate(16);
    memory.writeU8(vaAdd(va, 16), 0);
    pool.reset();
    expect(reported).toEqual([]);
  });
});
