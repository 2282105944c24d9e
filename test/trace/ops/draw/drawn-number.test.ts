import { describe, expect, it } from 'vitest';
import { drawnNumber, numberSlots } from '../../../../src/trace/ops/draw/drawn-number.ts';
import { enumerate } from '../../../../src/trace/ops/draw/enumeration.ts';
import { PLAIN_PROFILE } from '../../../../src/trace/ops/draw/profile.ts';

const OWN = numberSlots();

function drawn(numbers: readonly number[], largest = 1000, uses = true): readonly (number | null)[] {
  const circumstances = { profile: { ...PLAIN_PROFILE, numbers }, swarm: { uses: () => uses } };
  return [...enumerate((drawing) => drawnNumber(drawing, OWN, largest), circumstances)];
}

describe('a number of the driver’s own', () => {
  it('is one of them in a quarter of the draws, mostly itself', () => {
    const all = drawn([100, 0]);
    const counts = new Map<number | null, number>();
    for (const each of all) counts.set(each, (counts.get(each) ?? 0) + 1);
    expect([...counts].sort(([left], [right]) => (left ?? -1) - (right ?? -1))).toEqual([
      [null, 12 + 32],
      [0, 64],
      [1, 32],
      [99, 32],
      [100, 64],
      [101, 32],
    ]);
  });

  it('is none beyond the largest that there may be', () => {
    expect(new Set(drawn([1000, 5000]))).toEqual(new Set([null, 999, 1000]));
  });

  it('is none where there are none, or the case does without', () => {
    expect(drawn([])).toEqual([null]);
    expect(drawn([5], 1000, false)).toEqual([null]);
  });
});
