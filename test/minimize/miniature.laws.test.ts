import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeOp } from '../../src/trace/ops/words.ts';
import { arbitraryTrace } from '../trace/arbitrary-trace.ts';
import { minimizeLawfully, withModestLengths } from './laws.ts';
import { type Defect, firstDifference } from './miniature.ts';

/** Generated traces that show a defect, at most this many. */
const STARTS = 25;

it.each<[Defect, readonly string[]]>([
  ['offset-is-page-offset', ['open  S', 'write offset 1, 1 byte']],
  ['empty-write-loses-offset', ['open  S', 'write offset 1, 0 bytes']],
  ['read-one-too-many', ['open  S', 'write offset 0, 2 bytes', 'read  offset 1, 2 bytes']],
  ['second-page-lost', ['open  S', 'write offset 0, 2 bytes, buffer page 0 +0xfff']],
  ['key-is-offset', ['open  S', 'write offset 0, 0 bytes, key 0x1001']],
  ['event-truncates', ['open  S', 'write offset 0, 1 byte, with an event']],
  [
    'second-handle-shares-nothing',
    ['open  S', 'open  S', 'write offset 0, 1 byte', 'read  offset 0, 1 byte, handle 1'],
  ],
  [
    'rewrite-keeps-longest',
    ['open  S', 'write offset 0, 1 byte', 'write offset 0, 0 bytes', 'read  offset 0, 1 byte'],
  ],
])('a device with the defect %s', (defect, minimum) => {
  const traces = fc.sample(arbitraryTrace(30), { seed: 7, numRuns: 1500 }).map(withModestLengths);
  const starts = traces.filter((trace) => firstDifference(trace, defect) !== null).slice(0, STARTS);
  expect(starts.length).toBeGreaterThan(20);
  for (const start of starts) {
    const reason = firstDifference(start, defect);
    const { trace } = minimizeLawfully(
      start,
      (candidate) => firstDifference(candidate, defect) === reason,
      2000,
    );
    expect(trace.ops.map((op) => describeOp(op, 'S'))).toEqual(minimum);
  }
});
