import { expect, it } from 'vitest';
import { PAGE_SIZE } from '../../../../src/nt/page.ts';
import { bandSlots, drawnBand, LONGEST_IN_BAND } from '../../../../src/trace/ops/draw/drawn-band.ts';
import { enumerate } from '../../../../src/trace/ops/draw/enumeration.ts';
import { PLAIN_PROFILE } from '../../../../src/trace/ops/draw/profile.ts';

const SLOTS = bandSlots();
const STEPS = 2 ** SLOTS.within.bits;
/** By the power, and within that by the choice. */
const ALL = [...enumerate((drawing) => drawnBand(drawing, SLOTS), { profile: PLAIN_PROFILE })];

const bandOf = (power: number, within: number): number => ALL[power * STEPS + within] ?? Number.NaN;

it.each([0, 1, 11, 12, 18])('a band of 2^%i is around that power, or within', (power) => {
  const start = 2 ** power;
  expect([0, 1, 2].map((within) => bandOf(power, within))).toEqual([start, start - 1, start + 1]);
  for (let step = 0; step < 64; step += 1) {
    const length = bandOf(power, 4 * step + 3);
    expect(length).toBeGreaterThanOrEqual(Math.min(start, LONGEST_IN_BAND));
    expect(length).toBeLessThan(2 * start + 1);
  }
});

it('reaches 64 pages, and no more than a byte beyond', () => {
  const sorted = ALL.toSorted((left, right) => left - right);
  expect(sorted.at(-1)).toBe(64 * PAGE_SIZE + 1);
  expect(sorted[0]).toBe(0);
  expect(new Set(ALL).size).toBeGreaterThan(800);
});
