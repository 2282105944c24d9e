import { expect, it } from 'vitest';
import { condition } from '../../../src/explanation/relevance/condition.ts';
import { numberShown, textShown } from '../../../src/trace/ops/field-type.ts';

const values = (all: readonly (number | string)[]) =>
  all.map((each) => (typeof each === 'number' ? numberShown(each) : textShown(each)));

it.each<[kept: (number | string)[], lost: (number | string)[], text: string]>([
  [[1, 2, 4096], [0], '≠ 0'],
  [[5, 6, 10], [0, 1, 4], '≥ 5'],
  [[0, 1, 2, 4096], [4097, 8000], '≤ 4096'],
  [[5, 6, 7], [4, 8, 0], '5 to 7'],
  // Where it changes was not tried.
  [[5, 9, 10, 11], [0, 1], 'some values'],
  [[0, 1, 2, 5000], [9000, 4], 'some values'],
  [[3], [0, 1, 2, 4], '3'],
  [[0, '-1', 'NULL'], [1, 2], '0, -1 or NULL'],
  [['read', 'write'], ['append'], 'read or write'],
  [[0, 1, 2, 3, '-1'], ['NULL'], '≠ NULL'],
  [[0, 1, 2, 3, '-1'], ['NULL', 9], 'some values'],
])('kept with %j, lost with %j: %s', (kept, lost, text) => {
  expect(condition(values(kept), values(lost))).toBe(text);
});
