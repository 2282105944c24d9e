import { expect, it } from 'vitest';
import { PAGE_SIZE } from '../../../../src/nt/page.ts';
import { newProgram } from '../../../../src/trace/ops/draw/drawing.ts';
import { BANDS, bandSlots, drawnBand, LONGEST_IN_BAND } from '../../../../src/trace/ops/draw/drawn-band.ts';
import { PLAIN_PROFILE } from '../../../../src/trace/ops/draw/profile.ts';

const SLOTS = bandSlots();

function bandOf(power: number, within: number): number {
  return drawnBand(
    {
      draw: (slot) => (slot === SLOTS.power ? power : within),
      uses: (feature) => feature === BANDS,
      profile: PLAIN_PROFILE,
      program: newProgram(),
      openCount: 1,
      lastLength: 0,
      lengthBytes: 0,
    },
    SLOTS,
  );
}

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
  const all = Array.from({ length: 32 }, (_, power) =>
    Array.from({ length: 256 }, (_unused, within) => bandOf(power, within)),
  ).flat();
  const sorted = all.toSorted((left, right) => left - right);
  expect(sorted.at(-1)).toBe(64 * PAGE_SIZE + 1);
  expect(sorted[0]).toBe(0);
  expect(new Set(all).size).toBeGreaterThan(800);
});
