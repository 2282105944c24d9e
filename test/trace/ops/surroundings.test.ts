import { expect, it } from 'vitest';
import { canonicalOp } from '../../../src/trace/ops/index.ts';
import { surroundingsOf } from '../../../src/trace/ops/surroundings.ts';

const ops = [
  canonicalOp('open'),
  { ...canonicalOp('write'), length: 7 },
  { ...canonicalOp('read'), length: { last: 1 } },
  canonicalOp('duplicate'),
  { ...canonicalOp('read'), length: 3 },
];

it('are the operations, the lengths they name, and the handles opened before', () => {
  expect(surroundingsOf(ops, 0)).toEqual({ ops: 5, lengths: [7, 3], opened: 0 });
  expect(surroundingsOf(ops, 3)).toEqual({ ops: 5, lengths: [7, 3], opened: 1 });
  expect(surroundingsOf(ops, 4)).toEqual({ ops: 5, lengths: [7, 3], opened: 2 });
});
