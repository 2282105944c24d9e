import { describe, expect, it } from 'vitest';
import { shownIndices, withGaps } from '../../src/report/shown.ts';

const inOrder = (count: number, marked: readonly number[]) =>
  [...shownIndices(count, marked)].sort((left, right) => left - right);
const between = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

describe('shownIndices', () => {
  it('shows all of a short list', () => {
    expect(inOrder(0, [])).toEqual([]);
    expect(inOrder(40, [])).toEqual(between(0, 39));
  });

  it('shows the start of a long one and what is near the marked entries', () => {
    expect(inOrder(1000, [500])).toEqual([...between(0, 7), ...between(492, 508)]);
  });

  it('shows the end where nothing is marked', () => {
    expect(inOrder(41, [])).toEqual([...between(0, 7), ...between(32, 40)]);
  });

  it('stays in the list where its last entry, or the one after it, is marked', () => {
    expect(inOrder(41, [41])).toEqual([...between(0, 7), ...between(33, 40)]);
    expect(inOrder(41, [0])).toEqual(between(0, 8));
  });
});

describe('withGaps', () => {
  it('counts each run of entries that are left out', () => {
    expect(withGaps(['a', 'b', 'c', 'd', 'e'], new Set([0, 3]))).toEqual([
      { entry: 'a', index: 0 },
      2,
      { entry: 'd', index: 3 },
      1,
    ]);
  });
});
