import { expect, it } from 'vitest';
import { canonicalOp } from '../../../src/trace/ops/index.ts';
import { surroundingsOf } from '../../../src/trace/ops/surroundings.ts';

const ops = [
  canonicalOp('open'),
  { ...canonicalOp('write'), length: 7, offset: '4' },
  { ...canonicalOp('read'), length: { last: 1 } },
  canonicalOp('duplicate'),
  { ...canonicalOp('read'), length: 3 },
  { ...canonicalOp('read'), length: 2, offset: null },
  { ...canonicalOp('write'), length: 1, offset: '-1' },
];

it('are the operations, the lengths they name, where they end, and the handles opened before', () => {
  expect(surroundingsOf(ops, 0)).toEqual({ ops: 7, lengths: [7, 3, 2, 1], ends: [11n, 3n], opened: 0 });
  expect(surroundingsOf(ops, 3)).toEqual({ ops: 7, lengths: [7, 3, 2, 1], ends: [11n, 3n], opened: 1 });
  expect(surroundingsOf(ops, 4)).toEqual({ ops: 7, lengths: [7, 3, 2, 1], ends: [11n, 3n], opened: 2 });
});
