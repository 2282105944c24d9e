import { expect, it } from 'vitest';
import { lowerGroups } from '../../../src/minimize/passes/lower-groups.ts';
import type { Op } from '../../../src/trace/ops/index.ts';
import { read } from '../../campaign/subjects.ts';
import { passed } from './passed.ts';

/** Reads that differ in their keys alone. */
const keyed = (...keys: number[]): Op[] => keys.map((key) => read({ length: 0, key }));
const keysOf = (ops: readonly Op[]): number[] => ops.flatMap((op) => (op.op === 'read' ? [op.key] : []));

it('lowers numbers that are equal together, and leaves one that is near them alone', () => {
  const equal = (ops: readonly Op[]): boolean => {
    const [first, second, third] = keysOf(ops);
    return first === second && third === 70;
  };
  expect(keysOf(passed(lowerGroups, keyed(68, 68, 70), equal).ops)).toEqual([0, 0, 70]);
});

it.each([
  ['4 apart', [60, 64], [0, 4]],
  ['4 apart, the larger first', [64, 60], [4, 0]],
  ['5 apart', [60, 65], [60, 65]],
])('lowers numbers that are %s as far as one of them goes: %j to %j', (_what, before, after) => {
  const [one = 0, other = 0] = before;
  const keepsDistance = (ops: readonly Op[]): boolean => {
    const [first = 0, second = 0] = keysOf(ops);
    return first - second === one - other;
  };
  expect(keysOf(passed(lowerGroups, keyed(...before), keepsDistance).ops)).toEqual(after);
});

it('asks nothing about a number that is alone', () => {
  expect(passed(lowerGroups, keyed(9, 70), () => false).asked).toEqual([]);
});

it('asks about a group once, by however many of its numbers it is found', () => {
  const { asked } = passed(lowerGroups, keyed(3, 3), () => false);
  expect(asked.map(keysOf)).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
  ]);
});
