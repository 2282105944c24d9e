import { describe, expect, it } from 'vitest';
import { differingRanges, limited, MAX_RANGES } from '../../../src/explanation/evidence/ranges.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('where two contents differ', () => {
  it.each<[string, Uint8Array, Uint8Array, [number, number][]]>([
    ['nowhere', bytes(1, 2), bytes(1, 2), []],
    ['no bytes', bytes(), bytes(), []],
    [
      'at the start and the end',
      bytes(9, 2, 3, 9),
      bytes(1, 2, 3, 4),
      [
        [0, 1],
        [3, 4],
      ],
    ],
    ['in a row', bytes(1, 8, 8, 4), bytes(1, 2, 3, 4), [[1, 3]]],
    ['in length', bytes(1), bytes(1, 2, 3), [[1, 3]]],
    ['everywhere', bytes(1, 1), bytes(2, 2), [[0, 2]]],
  ])('%s', (_name, left, right, expected) => {
    const ranges = expected.map(([from, to]) => ({ from, to }));
    expect(differingRanges(left, right)).toEqual(ranges);
    expect(differingRanges(right, left)).toEqual(ranges);
    const moved = ranges.map(({ from, to }) => ({ from: from - 3, to: to - 3 }));
    expect(differingRanges(left, right, -3)).toEqual(moved);
  });

  it('many places are named up to a limit, the last one up to the last byte', () => {
    const left = new Uint8Array(1000);
    const right = left.map((_, at) => at % 2);
    const ranges = differingRanges(left, right);
    expect(ranges).toHaveLength(MAX_RANGES);
    expect([ranges[0], ranges[1]]).toEqual([
      { from: 1, to: 2 },
      { from: 3, to: 4 },
    ]);
    expect(ranges.at(-1)).toEqual({ from: 2 * MAX_RANGES - 1, to: 1000 });
  });
});

it('ranges that overlap or touch are one', () => {
  const ranges = [
    { from: 8, to: 9 },
    { from: 0, to: 2 },
    { from: 2, to: 4 },
    { from: 1, to: 3 },
    { from: -2, to: -1 },
  ];
  expect(limited(ranges)).toEqual([
    { from: -2, to: -1 },
    { from: 0, to: 4 },
    { from: 8, to: 9 },
  ]);
  expect(limited([])).toEqual([]);
});
