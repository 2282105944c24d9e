import { expect, it } from 'vitest';
import { PAGE_SIZE } from '../../src/nt/page.ts';
import { POINTED_ADDRESSES, POINTED_MEMORIES, type PointedMemory } from '../../src/trace/pointed-memory.ts';

const USER_END = 0x7fff_0000n;
const LOWEST_SYSTEM = 0xffff_8000_0000_0000n;

it.each<[PointedMemory, where: 'user' | 'system' | 'nowhere']>([
  ['caller', 'user'],
  ['read-only', 'user'],
  ['unmapped', 'user'],
  ['non-canonical', 'nowhere'],
  ['unmapped-kernel', 'system'],
  ['kernel', 'system'],
])('a pointer to %s holds the start of a page of: %s', (memory, where) => {
  const address = POINTED_ADDRESSES[memory];
  expect(address % BigInt(PAGE_SIZE)).toBe(0n);
  const isUser = address + BigInt(PAGE_SIZE) <= USER_END;
  expect(isUser ? 'user' : address >= LOWEST_SYSTEM ? 'system' : 'nowhere').toBe(where);
});

it('each leads to a page of its own, with another page before the next', () => {
  const addresses = POINTED_MEMORIES.map((memory) => POINTED_ADDRESSES[memory]).toSorted((left, right) =>
    left < right ? -1 : 1,
  );
  for (const [index, address] of addresses.slice(1).entries())
    expect(address - (addresses[index] ?? 0n)).toBeGreaterThanOrEqual(2n * BigInt(PAGE_SIZE));
});
