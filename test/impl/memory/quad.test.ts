import { expect, it } from 'vitest';
import { highHalf, lowHalf, quadOf } from '../../../src/impl/memory/quad.ts';

it.each([
  [0n, 0, 0],
  [1n, 1, 0],
  [-1n, -1, -1],
  [-2n, -2, -1],
  [0xffffffffn, -1, 0],
  [0x1_0000_0000n, 0, 1],
  [0x7fff_ffff_ffff_ffffn, -1, 0x7fffffff],
  [-0x8000_0000_0000_0000n, 0, -0x80000000],
])('%d has the halves %d and %d', (value, low, high) => {
  expect([lowHalf(value), highHalf(value)]).toEqual([low, high]);
  expect(quadOf(low, high)).toBe(value);
});

it('a value beyond 64 bits keeps its lowest ones', () => {
  expect([lowHalf((5n << 64n) + 7n), highHalf((5n << 64n) + 7n)]).toEqual([7, 0]);
});

it('an unsigned low half is as good as a signed one', () => {
  expect(quadOf(0xffffffff, 1)).toBe(0x1_ffff_ffffn);
});
