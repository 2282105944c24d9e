import { expect, it } from 'vitest';
import { dropAndExchange } from '../../../src/minimize/passes/drop-and-exchange.ts';
import { dropHandles } from '../../../src/minimize/passes/drop-handles.ts';
import { dropLeadingBytes } from '../../../src/minimize/passes/drop-leading-bytes.ts';
import { dropPairs } from '../../../src/minimize/passes/drop-pairs.ts';
import { truncate } from '../../../src/minimize/passes/truncate.ts';
import { type CloseOp, canonicalOp, type Op } from '../../../src/trace/ops/index.ts';
import { on, open, read, write } from '../../campaign/subjects.ts';
import { passed } from './passed.ts';

const never = (): boolean => false;
const reads = (...keys: number[]): Op[] => keys.map((key) => read({ key }));
const keysOf = (ops: readonly Op[]): number[] => ops.flatMap((op) => (op.op === 'read' ? [op.key] : []));
const has =
  (...keys: number[]) =>
  (ops: readonly Op[]): boolean =>
    keys.every((key) => keysOf(ops).includes(key));

it.each([0, 3, 6, 7])('truncate leaves nothing after the operation with key %i', (last) => {
  const { ops, asked } = passed(truncate, reads(0, 1, 2, 3, 4, 5, 6, 7), has(last));
  expect(keysOf(ops)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].slice(0, last + 1));
  expect(asked).toHaveLength(3);
});

it('dropPairs drops two operations that are needed by each other alone', () => {
  const together = (ops: readonly Op[]): boolean => has(2)(ops) && has(1)(ops) === has(3)(ops);
  expect(keysOf(passed(dropPairs, reads(1, 2, 3), together).ops)).toEqual([2]);
});

it('dropPairs asks about each pair once, the last ones first', () => {
  const { asked } = passed(dropPairs, reads(1, 2, 3), never);
  expect(asked.map(keysOf)).toEqual([[1], [2], [3]]);
});

it.each([
  [32, 496],
  [33, 0],
])('dropPairs of %i operations asks %i times', (length, times) => {
  const keys = Array.from({ length }, (_, key) => key);
  expect(passed(dropPairs, reads(...keys), never).asked).toHaveLength(times);
});

it('dropHandles drops an open, and the later handles are called as before', () => {
  const ops = [open(), open(), open({ overlapped: true }), read({ handle: 0 }), read({ handle: 2 })];
  const onOverlapped = (candidate: readonly Op[]): boolean => {
    const opened = candidate.flatMap((op) => (op.op === 'open' ? [op.overlapped] : []));
    const handles = candidate.flatMap((op) => (op.op === 'read' ? [op.handle] : []));
    return opened[Number(handles[0])] === false && opened[Number(handles[1])] === true;
  };
  expect(passed(dropHandles, ops, onOverlapped).ops).toEqual([
    open(),
    open({ overlapped: true }),
    read({ handle: 0 }),
    read({ handle: 1 }),
  ]);
});

it('dropHandles leaves what neither opens nor closes, and what lies before', () => {
  const ops = [read({ handle: 1 }), open(), on('flush')];
  expect(passed(dropHandles, ops, never).asked).toEqual([[read({ handle: 1 }), on('flush')]]);
});

it.each<[handle: CloseOp['handle'], kept: number[]]>([
  [1, [0, 2, 3]],
  [0, [1, 2, 3]],
  ['event', [0, 2, 3]],
  ['none', [0, 2, 3]],
])(
  'dropHandles drops a close of handle %j, and the handles from there on are called as before',
  (handle, kept) => {
    const ops = [{ ...canonicalOp('close'), handle }, ...[0, 1, 2].map((each) => read({ handle: each }))];
    const handlesOf = (left: readonly Op[]) => left.map((op) => ('handle' in op ? op.handle : null));
    expect(passed(dropHandles, ops, never).asked.map(handlesOf)).toEqual([kept]);
  },
);

it('dropAndExchange drops what made up for the order of two others', () => {
  const inOrder = (ops: readonly Op[]): boolean => ['2,9', '9,2,0'].includes(keysOf(ops).join());
  expect(keysOf(passed(dropAndExchange, reads(9, 2, 0), inOrder).ops)).toEqual([2, 9]);
});

it.each([
  [6, true],
  [7, false],
])('dropAndExchange among %i operations: %s', (length, isTried) => {
  const keys = Array.from({ length }, (_, key) => key);
  expect(passed(dropAndExchange, reads(...keys), never).asked.length > 0).toBe(isTried);
});

it('dropLeadingBytes asks about no write without data', () => {
  const ops = [
    write({ length: 3, data: { hex: '0102f0' } }),
    write({ length: 9, data: { pattern: 'zero' } }),
  ];
  const { asked } = passed(dropLeadingBytes, ops, never);
  expect(asked.map(([op]) => op)).toEqual([
    write({ length: 1, data: { hex: 'f0' } }),
    write({ length: 2, data: { hex: '02f0' } }),
  ]);
});
