import { describe, expect, it } from 'vitest';
import { AMPLE, contentedLength, lengthsToTry, thresholds } from '../../../src/campaign/scouting/lengths.ts';
import { STATUS_BUFFER_TOO_SMALL, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';

const SHORT = { status: STATUS_BUFFER_TOO_SMALL, information: 0 };
const LENGTHS = [0, 1, 4, 8, 24, 28, AMPLE];
const answering = (answer: (length: number) => { status: number; information: number } | null) =>
  LENGTHS.map((length) => ({ length, answer: answer(length) }));

const atLeast8 = answering((length) => (length < 8 ? SHORT : { status: STATUS_SUCCESS, information: 4 }));
const exactly24 = answering((length) => (length === 24 ? { status: STATUS_SUCCESS, information: 0 } : SHORT));
const all = answering((length) => ({ status: STATUS_SUCCESS, information: length }));

describe('where the answer changes', () => {
  it.each([
    ['once', atLeast8, [8]],
    ['there and back', exactly24, [24, 28]],
    ['not by growing with the length', all, []],
    ['where there is none', answering((length) => (length < 4 ? SHORT : null)), [4]],
    ['nowhere', answering(() => SHORT), []],
  ])('%s', (_title, answers, expected) => {
    expect(thresholds(answers)).toEqual(expected);
  });
});

it.each([
  ['the shortest that does', atLeast8, 8],
  ['the only one', exactly24, 24],
  [
    'where none does, the last at which the answer changes',
    answering((length) => (length < 4 ? SHORT : null)),
    4,
  ],
  ['where it never changes, an ample one', answering(() => SHORT), AMPLE],
])('a length that contents the driver: %s', (_title, answers, expected) => {
  expect(contentedLength(answers)).toBe(expected);
});

it('lengths to try are ascending, and those that the driver is written with are among them', () => {
  expect(lengthsToTry([1000, 70_000, 24], 12)).toEqual(
    [0, 1, 2, 4, 8, 16, 24, 32, 64, 12, 1000, AMPLE].sort((a, b) => a - b),
  );
  expect(lengthsToTry([], 1)).toEqual([AMPLE]);
  expect(lengthsToTry([], 0)).toEqual([AMPLE]);
});
