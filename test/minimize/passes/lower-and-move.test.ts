import { expect, it } from 'vitest';
import { lowerAndMove } from '../../../src/minimize/passes/lower-and-move.ts';
import type { Op } from '../../../src/trace/ops/index.ts';
import { at, open, read } from '../../campaign/subjects.ts';
import { passed } from './passed.ts';

interface Numbers {
  readonly offset: number;
  readonly length: number;
  readonly key: number;
  readonly pageOffset: number;
}

function numbersOf(op: Op | undefined): Numbers {
  if (op?.op !== 'read' || typeof op.length !== 'number') throw new Error('no read of a length');
  return {
    offset: Number(op.offset),
    length: op.length,
    key: op.key,
    pageOffset: op.buffer.pageOffset,
  };
}

it('lowers two numbers to one value while a buffer ends where it ended', () => {
  const ops = [open(), read({ length: 63, offset: '40', buffer: at(33) })];
  const fails = ([, op]: readonly Op[]): boolean => {
    const { offset, length, pageOffset } = numbersOf(op);
    return offset === length && pageOffset + length === 96 && length > 4;
  };
  const { ops: left } = passed(lowerAndMove, ops, fails);
  expect(left).toEqual([open(), read({ length: 5, offset: '5', buffer: at(91) })]);
});

it('always changes three numbers: two to the same, and a third by what the second gives away', () => {
  const ops = [open(), read({ length: 50, offset: '70', key: 23, buffer: at(3000) })];
  const before = Object.values(numbersOf(ops[1]));
  const { asked } = passed(lowerAndMove, ops, () => false);
  expect(asked.length).toBeGreaterThan(10);
  for (const [, op] of asked) {
    const after = Object.values(numbersOf(op));
    const changed = [0, 1, 2, 3].filter((index) => before[index] !== after[index]);
    const isMoved = changed.some((second) =>
      changed.some((third) => {
        const [given = 0, taken = 0] = [
          (before[second] ?? 0) - (after[second] ?? 0),
          (after[third] ?? 0) - (before[third] ?? 0),
        ];
        const same = after.filter((value, index) => index !== third && value === after[second]).length >= 2;
        return second !== third && given === taken && same;
      }),
    );
    expect([after, isMoved]).toEqual([after, true]);
  }
});

it('moves nothing between operations, and not from a number that is 0', () => {
  const apart = [read({ length: 50 }), read({ length: 50 }), read({ length: 50 })];
  expect(passed(lowerAndMove, apart, () => false).asked).toEqual([]);
});
