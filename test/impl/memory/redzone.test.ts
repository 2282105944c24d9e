import { expect, it } from 'vitest';
import {
  backRedzone,
  fillSlack,
  frontRedzone,
  isRedzone,
  isRedzoneByte,
  isSlack,
  writeRedzone,
} from '../../../src/impl/memory/redzone.ts';

const WORD = backRedzone(11);

function memory(): { u8: Uint8Array; i32: Int32Array } {
  const u8 = new Uint8Array(64);
  return { u8, i32: new Int32Array(u8.buffer) };
}

it.each([16, 17, 18, 19, 20, 27, 31])('slack from byte %d on is the tail of a redzone', (start) => {
  const filled = memory();
  fillSlack(filled, start, 32, WORD);
  const redzone = memory();
  writeRedzone(redzone.i32, 16, WORD);
  expect([...filled.u8.subarray(start, 32)]).toEqual([...redzone.u8.subarray(start, 32)]);
  expect(filled.u8.subarray(0, start).every((byte) => byte === 0)).toBe(true);
  expect(filled.u8.subarray(32).every((byte) => byte === 0)).toBe(true);
});

it.each([16, 17, 19, 20, 30])('each byte of slack from byte %d on counts, and none outside', (start) => {
  const filled = memory();
  fillSlack(filled, start, 32, WORD);
  for (let at = 0; at < 64; at += 1) {
    const before = filled.u8[at] ?? 0;
    filled.u8[at] = before ^ 0xff;
    const isInside = at >= start && at < 32;
    expect(isSlack(filled, start, 32, WORD)).toBe(!isInside);
    if (isInside) expect(isRedzoneByte(filled.u8, at, WORD)).toBe(false);
    filled.u8[at] = before;
  }
});

it('each byte of a redzone counts', () => {
  const { u8, i32 } = memory();
  writeRedzone(i32, 16, WORD);
  expect(isRedzone(i32, 16, WORD)).toBe(true);
  for (let at = 16; at < 32; at += 1) {
    expect(isRedzoneByte(u8, at, WORD)).toBe(true);
    u8[at] = (u8[at] ?? 0) ^ 1;
    expect(isRedzone(i32, 16, WORD)).toBe(false);
    u8[at] = (u8[at] ?? 0) ^ 1;
  }
});

it('no two redzones of 2048 blocks repeat the same word', () => {
  const words = Array.from({ length: 2048 }, (_, block) => [frontRedzone(block), backRedzone(block)]).flat();
  expect(new Set(words).size).toBe(4096);
});
