import { expect, it } from 'vitest';
import { exchangeHandles } from '../../../src/minimize/passes/exchange-handles.ts';
import type { Op } from '../../../src/trace/ops/index.ts';
import { open, read } from '../../campaign/subjects.ts';
import { passed } from './passed.ts';

const overlapped = open({ overlapped: true });

/** Whether a read is on a handle that was opened so. */
const reads =
  (wanted: boolean) =>
  (ops: readonly Op[]): boolean => {
    const opens = ops.flatMap((op) => (op.op === 'open' ? [op.overlapped] : []));
    return (
      opens.length === 2 &&
      ops.some((op) => op.op === 'read' && typeof op.handle === 'number' && opens[op.handle] === wanted)
    );
  };

it('exchanges two handles where it does not matter which is which', () => {
  const ops = [open(), open(), read({ handle: 1 })];
  expect(passed(exchangeHandles, ops, () => true).ops).toEqual([open(), open(), read({ handle: 0 })]);
});

it('exchanges them together with the operations that opened them', () => {
  const ops = [overlapped, open(), read({ handle: 1 })];
  const { ops: left, asked } = passed(exchangeHandles, ops, reads(false));
  expect(left).toEqual([open(), overlapped, read({ handle: 0 })]);
  expect(asked).toHaveLength(2);
});

it('leaves them where what is read matters, and the simpler handle comes first', () => {
  const ops = [open(), overlapped, read({ handle: 1 })];
  expect(passed(exchangeHandles, ops, reads(true)).ops).toEqual(ops);
});

it('asks about the handle alone where none was opened by it', () => {
  const ops = [open(), read({ handle: 1 })];
  const { asked } = passed(exchangeHandles, ops, () => false);
  expect(asked).toEqual([[open(), read({ handle: 0 })]]);
});
