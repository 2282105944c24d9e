import { expect, it } from 'vitest';
import { sameSubject } from '../../src/trace/subject-name.ts';

it.each([
  ['article', 'article', true],
  ['article', 'article-verbatim', false],
  ['./my-driver.ts', 'my-driver.ts', true],
  ['.\\drivers\\mine.js', 'drivers/mine.js', true],
  ['a/./b.ts', 'a//b.ts', true],
  ['../mine.ts', 'mine.ts', false],
  ['/a/mine.ts', 'a/mine.ts', false],
  ['./article', 'article', false],
])('%s and %s are one driver: %s', (left, right, same) => {
  expect(sameSubject(left, right)).toBe(same);
  expect(sameSubject(right, left)).toBe(same);
});
