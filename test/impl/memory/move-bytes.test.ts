import { expect, it } from 'vitest';
import { moveBytes, SMALL_MOVE_BYTES } from '../../../src/impl/memory/move-bytes.ts';

const SOURCE = Uint8Array.from({ length: 100 }, (_, index) => index + 1);

it.each([
  [0, 0],
  [0, 1],
  [3, SMALL_MOVE_BYTES],
  [3, SMALL_MOVE_BYTES + 1],
  [40, 60],
  [0, 99],
  [0, 100],
])('from byte %d on, %d bytes are copied and no other', (from, lengthBytes) => {
  const target = new Uint8Array(120);
  moveBytes(SOURCE, from, target, 10, lengthBytes);
  const expected = new Uint8Array(120);
  for (let index = 0; index < lengthBytes; index += 1) expected[10 + index] = SOURCE[from + index] ?? 0;
  expect(target).toEqual(expected);
});

it('bytes that the source does not have are not taken from elsewhere in it', () => {
  const target = new Uint8Array(120);
  moveBytes(SOURCE, 40, target, 10, 100);
  expect([...target.subarray(10, 70)]).toEqual([...SOURCE.subarray(40)]);
  expect(target.subarray(70).every((byte) => byte === 0)).toBe(true);
});
