import { expect, it } from 'vitest';
import { PAGE_SIZE } from '../../../../src/nt/page.ts';
import { beyondMemorySlots, drawnBeyondMemory } from '../../../../src/trace/ops/draw/beyond-memory.ts';
import type { Drawing } from '../../../../src/trace/ops/draw/drawing.ts';
import { enumerate } from '../../../../src/trace/ops/draw/enumeration.ts';
import { PLAIN_PROFILE } from '../../../../src/trace/ops/draw/profile.ts';
import { MAX_LENGTH } from '../../../../src/trace/ops/fields/length.ts';

const SLOTS = beyondMemorySlots();
const ASKED = { ...PLAIN_PROFILE, lengthsBeyondMemory: true };

const told = (drawing: Drawing) => ({
  length: drawnBeyondMemory(drawing, SLOTS),
  isBeyond: drawing.isBeyondMemory,
  there: drawing.lengthBytes,
});

it('is drawn where a profile asks for it, in one of 32', () => {
  expect([...enumerate(told, { profile: PLAIN_PROFILE, lengthBytes: 5 })]).toEqual([
    { length: null, isBeyond: false, there: 5 },
  ]);
  const all = [...enumerate(told, { profile: ASKED, lengthBytes: 5 })];
  expect(all.filter(({ length }) => length === null)).toHaveLength(31);
  for (const { length, isBeyond, there } of all)
    expect([isBeyond, there]).toEqual(length === null ? [false, 5] : [true, PAGE_SIZE]);
});

it('is near 2^31 and 2^32, on both sides, and of 32 bits', () => {
  const lengths = [...enumerate(told, { profile: ASKED })].flatMap(({ length }) => length ?? []);
  for (const length of [2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, 2 ** 32 - 4096, 2 ** 32 - 16, 2 ** 32 - 1])
    expect(lengths).toContain(length);
  expect(Math.min(...lengths)).toBeGreaterThan(MAX_LENGTH);
  expect(Math.max(...lengths)).toBe(2 ** 32 - 1);
  expect(new Set(lengths).size).toBeGreaterThan(250);
});
