import { expect, it } from 'vitest';
import { exchangeFields } from '../../../src/minimize/passes/exchange-fields.ts';
import type { Op } from '../../../src/trace/ops/index.ts';
import { on, open, read, write } from '../../campaign/subjects.ts';
import { passed } from './passed.ts';

const never = (): boolean => false;

/** The keys of reads, in turn. */
const keysOf = (ops: readonly Op[]): number[] => ops.flatMap((op) => (op.op === 'read' ? [op.key] : []));

it('gives an earlier operation the simpler value, each other field as it was', () => {
  const ops = [open(), read({ length: 1, key: 9 }), on('flush'), read({ length: 2, key: 3 })];
  const bothKeys = (candidate: readonly Op[]): boolean => keysOf(candidate).sort().join() === '3,9';
  expect(passed(exchangeFields, ops, bothKeys).ops).toEqual([
    open(),
    read({ length: 1, key: 3 }),
    on('flush'),
    read({ length: 2, key: 9 }),
  ]);
});

it('asks about each pair of a kind once, and about no exchange that is not simpler', () => {
  const ops = [read({ length: 1, key: 9 }), read({ length: 2, key: 3 }), read({ length: 3, key: 5 })];
  expect(passed(exchangeFields, ops, never).asked).toEqual([
    [read({ length: 1, key: 3 }), read({ length: 2, key: 9 }), read({ length: 3, key: 5 })],
    [read({ length: 1, key: 5 }), read({ length: 2, key: 3 }), read({ length: 3, key: 9 })],
  ]);
});

it('exchanges nothing between kinds', () => {
  expect(passed(exchangeFields, [read({ key: 9 }), write({ key: 3 })], never).asked).toEqual([]);
});

it('stops at the first exchange of a pair that goes', () => {
  const ops = [read({ length: 2, key: 9 }), read({ length: 1, key: 3 })];
  const { asked } = passed(exchangeFields, ops, () => true);
  expect(asked).toHaveLength(1);
});

it.each([
  [12, 1],
  [13, 0],
])('among %i operations it asks about %i', (length, exchanges) => {
  const ops = [read({ key: 9 }), ...Array.from({ length: length - 1 }, () => read({ key: 10 }))];
  const ready = ops.with(1, read({ key: 3 }));
  expect(passed(exchangeFields, ready, (candidate) => keysOf(candidate)[0] === 3).asked.length > 0).toBe(
    exchanges > 0,
  );
});
