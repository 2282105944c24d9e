import { expect, it } from 'vitest';
import type { Bounds } from '../../../src/explanation/relevance/bounds.ts';
import { condition } from '../../../src/explanation/relevance/condition.ts';
import { numberShown, textShown } from '../../../src/trace/ops/field-type.ts';

type Values = readonly (number | string)[];

const values = (all: Values) =>
  all.map((each) => (typeof each === 'number' ? numberShown(each) : textShown(each)));

const bounds = (low: bigint | null, high: bigint | null, more: Partial<Bounds> = {}): Bounds => ({
  low,
  high,
  gap: null,
  others: false,
  ...more,
});

it.each<[kept: Values, lost: Values, Bounds | null, text: string]>([
  [[1, 2, 4096], [0], bounds(1n, null), '≥ 1'],
  [[1, 2, 4096], [0, 8], bounds(1n, null, { gap: 8n }), '≥ 1 but not 8'],
  [[0, 1, 2, 4096], [4097, 8000], bounds(null, 4096n), '0 to 4096'],
  [[5, 6, 7], [4, 8, 0], bounds(5n, 7n), '5 to 7'],
  [[3], [0, 1, 2, 4], bounds(3n, 3n), '3'],
  [[3, 9], [0, 1, 2, 4], bounds(3n, 3n, { others: true }), '3 and others'],
  [[0, '-1', 'NULL'], [1, 2], bounds(null, 0n), '0, -1 or NULL'],
  [[1, 2, '-1', 'NULL'], [0], bounds(1n, null), '≠ 0'],
  [[1, 2, '-1', 'NULL'], [0, 8], bounds(1n, null, { gap: 8n }), '≥ 1 but not 8, -1 or NULL'],
  [['read', 'write'], ['append'], null, 'read or write'],
  [['a', 'b', 'c', 'd'], ['e'], null, '≠ e'],
  [['a', 'b', 'c', 'd'], ['e', 'f'], null, 'some forms'],
  [[0, 1, 2, 3, '-1'], ['NULL'], null, '≠ NULL'],
  [[0, 1, 2, 3], ['NULL', '-1'], null, '≥ 0'],
])('kept with %j, lost with %j, %o: %s', (kept, lost, searched, text) => {
  expect(condition({ kept: values(kept), lost: values(lost), bounds: searched, isClosed: true })).toBe(text);
});

it('names a value that loses it where those tried are not all', () => {
  const kept = values(['counter from 0']);
  const lost = values(['zeros', 'hex ff']);
  expect(condition({ kept, lost, bounds: null, isClosed: false })).toBe('counter from 0, not zeros');
});

it.each<[kept: readonly string[], text: string]>([
  [[], ' or another'],
  [['zeros'], ' or 2 others'],
])('lists values of long text no further than the first: beside %j', (more, text) => {
  const long = 'counter from 0, at 0 a pointer, at 8 0x1';
  const kept = values([long, ...more, 'counter from 0, at 0 a pointer, at 8 0x2']);
  const tried = { kept, lost: values(['counter from 0']), bounds: null, isClosed: false };
  expect(condition(tried)).toBe(`${long}${text}, not counter from 0`);
});
