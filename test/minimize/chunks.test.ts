import { expect, it } from 'vitest';
import { type Asking, askAll } from '../../src/minimize/asking.ts';
import { removeChunks } from '../../src/minimize/chunks.ts';

interface Outcome {
  readonly left: readonly number[];
  /** What was asked about: from where on, and how many. */
  readonly asked: readonly (readonly [from: number, count: number])[];
}

/** What is left of the numbers below `length` where those of `needed` cannot go. */
function removed(length: number, needed: readonly number[]): Outcome {
  let list = Array.from({ length }, (_, index) => index);
  const asked: [from: number, count: number][] = [];
  function* remove(from: number, count: number): Asking<boolean, readonly number[]> {
    asked.push([from, count]);
    const without = list.toSpliced(from, count);
    const goes = yield without;
    if (goes) list = without;
    return goes;
  }
  const work = removeChunks(() => list.length, remove);
  askAll(work, (candidate) => needed.every((each) => candidate.includes(each)));
  return { left: list, asked };
}

it.each([
  [9, []],
  [9, [0]],
  [9, [4]],
  [9, [8]],
  [9, [1, 7]],
  [9, [0, 1, 2, 3, 4, 5, 6, 7, 8]],
  [1, []],
  [1, [0]],
])('of %i entries those of %j are left', (length, needed) => {
  expect(removed(length, needed).left).toEqual(needed);
});

it('asks about halves from the end, what is left at the start, and then about less, down to single ones', () => {
  expect(removed(5, [0, 1, 2, 3, 4]).asked).toEqual([
    [3, 2],
    [1, 2],
    [0, 1],
    [4, 1],
    [3, 1],
    [2, 1],
    [1, 1],
    [0, 1],
  ]);
});

it('goes over single entries again until none goes', () => {
  const { asked } = removed(3, [0]);
  expect(asked).toEqual([
    [2, 1],
    [1, 1],
    [0, 1],
    [0, 1],
  ]);
});

it('asks nothing of an empty list', () => {
  expect(removed(0, []).asked).toEqual([]);
});
