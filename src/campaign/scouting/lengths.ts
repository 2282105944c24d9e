import { NT_SUCCESS } from '../../nt/ntstatus.ts';
import type { ProbeAnswer } from './probe.ts';

/** Lengths that structures mostly have, bytes, those that say most first. */
const USUAL = [
  ...[0, 1, 2, 4, 8, 16, 32, 64, 12, 24, 40, 48, 20, 28, 3, 5, 6, 7, 9, 10, 11, 13, 14, 15, 17],
  ...[
    36, 44, 52, 56, 60, 72, 80, 96, 100, 104, 112, 120, 128, 136, 144, 160, 192, 256, 260, 512, 520, 1024,
    2048,
  ],
];

/** What is certainly enough, bytes; more would tell little and take longer. */
export const AMPLE = 4_096;

/** How many of a driver's own numbers are tried as lengths. */
const MAX_OWN = 24;

/** An answer to a request of one length. */
export interface AnswerAt {
  /** Bytes. */
  readonly length: number;
  readonly answer: ProbeAnswer;
}

/** At most so many lengths, ascending: usual ones, those that the driver is written with, and what is ample. */
export function lengthsToTry(numbers: readonly number[], count: number): readonly number[] {
  const own = numbers.filter((number) => number < AMPLE).slice(0, MAX_OWN);
  const [first, then] = [USUAL.slice(0, 8), USUAL.slice(8)];
  const wanted = [...new Set([AMPLE, ...first, ...own, ...then])].slice(0, Math.max(1, count));
  return wanted.sort((left, right) => left - right);
}

/** Whether two answers say the same; a count that grows with the length does. */
function isSame(left: AnswerAt, right: AnswerAt): boolean {
  if (left.answer === null || right.answer === null) return left.answer === right.answer;
  if (left.answer.status !== right.answer.status) return false;
  const isAll = ({ length, answer }: AnswerAt): boolean => answer?.information === length;
  return left.answer.information === right.answer.information || (isAll(left) && isAll(right));
}

/** The lengths from which on the answer is another than to the one before, bytes, ascending. */
export function thresholds(answers: readonly AnswerAt[]): readonly number[] {
  return answers
    .filter((each, index) => {
      const before = answers[index - 1];
      return before !== undefined && !isSame(before, each);
    })
    .map(({ length }) => length);
}

/** The shortest length with which the driver is content, or what is ample. */
export function contentedLength(answers: readonly AnswerAt[]): number {
  const isContent = ({ answer }: AnswerAt): boolean => answer !== null && NT_SUCCESS(answer.status);
  return answers.find(isContent)?.length ?? thresholds(answers).at(-1) ?? AMPLE;
}
