import { expect, it } from 'vitest';
import { median, percentile, spreadOf } from '../../src/defects/spread.ts';

it('a percentile is the nearest rank: a value that occurs', () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  expect([0, 10, 11, 50, 95, 100].map((percent) => percentile(values, percent))).toEqual([
    1, 1, 2, 5, 10, 10,
  ]);
  expect(percentile([], 50)).toBe(0);
});

it('the order of the values does not matter', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 9])).toBe(9);
  expect(spreadOf([7, 100, 3])).toEqual({ median: 7, p95: 100, max: 100 });
  expect(spreadOf([])).toEqual({ median: 0, p95: 0, max: 0 });
});
