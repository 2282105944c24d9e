import { expect, it } from 'vitest';
import {
  CODE_BASE,
  FOREIGN_BASE,
  formatVa,
  isPoolVa,
  isUserVa,
  NULL_VA,
  POOL_BASE,
  SYSTEM_PTE_BASE,
  UNMAPPED_KERNEL_BASE,
  type Va,
  vaAdd,
} from '../../../src/impl/memory/va.ts';

it.each([
  [NULL_VA, '0x0'],
  [0x10001, '0x10001'],
  [0x7fffffff, '0x7fffffff'],
  [POOL_BASE, '0xffffe00080000000'],
  [POOL_BASE + 0x1fffffff, '0xffffe0009fffffff'],
  [SYSTEM_PTE_BASE + 0x1000, '0xfffff880a0001000'],
  [CODE_BASE, '0xfffff800c0000000'],
  [UNMAPPED_KERNEL_BASE + 5, '0xffffd000e0000005'],
  [FOREIGN_BASE + 16, '0xf0000010'],
])('%d is shown as %s', (va, text) => expect(formatVa(va as Va)).toBe(text));

it.each([
  [0x7fffffff, 1, POOL_BASE],
  [-1, 1, NULL_VA],
  [POOL_BASE, -1, 0x7fffffff],
])('%d plus %d wraps to %d', (va, bytes, sum) => expect(vaAdd(va as Va, bytes)).toBe(sum));

it.each([
  [NULL_VA, true, false],
  [0x7fffffff, true, false],
  [POOL_BASE, false, true],
  [POOL_BASE + 0x1fffffff, false, true],
  [SYSTEM_PTE_BASE, false, false],
])('%d: user %s, pool %s', (va, user, pool) => {
  expect([isUserVa(va as Va), isPoolVa(va as Va)]).toEqual([user, pool]);
});
