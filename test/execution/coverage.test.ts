import { expect, it } from 'vitest';
import { Coverage } from '../../src/execution/coverage.ts';
import { SIZE_CLASSES } from '../../src/trace/result/result.ts';

it.each([
  [0, '0'],
  [1, '1'],
  [2, '2-4095'],
  [4095, '2-4095'],
  [4096, '4096'],
  [4097, '4097-8192'],
  [8192, '4097-8192'],
  [8193, '8193+'],
  [1 << 24, '8193+'],
] as const)('counts a transfer of %i bytes as %s', (lengthBytes, size) => {
  const coverage = new Coverage();
  coverage.count('write', 'direct', lengthBytes);
  expect(coverage.counts()).toEqual([{ op: 'write', mode: 'direct', size, calls: 1 }]);
});

it('lists what it counted by operation, mode and size', () => {
  const coverage = new Coverage();
  for (const mode of ['neither', 'buffered'] as const) {
    for (const length of [8193, 0]) coverage.count('read', mode, length);
    coverage.count('open', mode, null);
    coverage.count('open', mode, null);
  }
  expect(coverage.counts().map(({ op, mode, size, calls }) => [op, mode, size, calls])).toEqual([
    ['open', 'buffered', null, 2],
    ['open', 'neither', null, 2],
    ['read', 'buffered', '0', 1],
    ['read', 'buffered', '8193+', 1],
    ['read', 'neither', '0', 1],
    ['read', 'neither', '8193+', 1],
  ]);
});

it('adds counts made elsewhere', () => {
  const [left, right] = [new Coverage(), new Coverage()];
  for (const size of [0, 1, 2, 4096, 4097, 8193]) {
    left.count('write', 'buffered', size);
    right.count('write', 'buffered', size);
  }
  right.count('close', 'direct', null);
  left.add(right.counts());
  expect(left.counts()).toEqual([
    ...SIZE_CLASSES.map((size) => ({ op: 'write', mode: 'buffered', size, calls: 2 })),
    { op: 'close', mode: 'direct', size: null, calls: 1 },
  ]);
});
