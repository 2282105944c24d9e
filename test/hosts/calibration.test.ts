import { expect, it } from 'vitest';
import { slowness } from '../../src/hosts/calibration.ts';

/** A clock by which rounds of the loop take so long, milliseconds. */
function clockOf(...roundsMs: number[]): () => number {
  let nowMs = 0;
  let looks = 0;
  return () => {
    if (looks % 2 === 1) nowMs += roundsMs[(looks - 1) / 2] ?? 0;
    looks += 1;
    return nowMs;
  };
}

it('is how much longer than usual the fastest round takes', () => {
  expect(slowness(clockOf(9, 6, 40, 7, 8))).toBe(10);
});

it('is never below 1', () => {
  expect(slowness(clockOf(0.1, 0.1, 0.1, 0.1, 0.1))).toBe(1);
});
