import { beforeEach, describe, expect, it } from 'vitest';
import { POOL_POISON } from '../../../src/impl/memory/poison.ts';
import { vaAdd } from '../../../src/impl/memory/va.ts';
import { allocate, memory, pool, reported, resetPool } from './pool.setup.ts';

beforeEach(resetPool);

const LARGE_SIZES = [4081, 4082, 4094, 4095, 4096, 4097, 8191, 8192, 8193];
const EVERY_SIZE = [...Array(4097).keys()].map((index) => index + 1);

describe('W5 alignment', () => {
  it('every block is 16-byte aligned, and page-aligned from one page up', () => {
    for (const size of [...EVERY_SIZE, ...LARGE_SIZES]) {
      pool.reset();
      allocate(3);
      expect(allocate(size) & (size < 4096 ? 15 : 4095)).toBe(0);
    }
  });
});

describe('an honest user', () => {
  it('of every size is not accused', () => {
    for (const size of EVERY_SIZE) {
      pool.reset();
      const va = allocate(size);
      memory.fill(va, 0, size);
      pool.checkBlock(va);
      pool.check();
      expect(pool.free(va)).toBe('freed');
      pool.check();
    }
    expect(reported).toEqual([]);
  });
});

describe('an overrun by one byte', () => {
  it.each([0, 0xf0, 0xff, 0xf7, POOL_POISON])(
    'with byte %d shows at every size that leaves the page mapped',
    (byte) => {
      for (const size of EVERY_SIZE.filter((each) => each % 4096 !== 0)) {
        pool.reset();
        reported.length = 0;
        const va = allocate(size);
        const end = vaAdd(va, size);
        const before = memory.readU8(end);
        memory.writeU8(end, before === byte ? byte ^ 1 : byte);
        pool.free(va);
        expect(reported).toEqual([
          `pool-overrun: bytes beyond a pool block of ${size} bytes (Test) were written`,
        ]);
      }
    },
  );
});
