import { expect, it } from 'vitest';
import { minimize } from '../../../src/minimize/minimize.ts';
import { dataBytes } from '../../../src/trace/data.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { open, traceOf, write } from '../../campaign/subjects.ts';

/** Whether some write is a message: a byte that counts those after it. */
function hasMessage({ ops }: Trace): boolean {
  return ops.some((op) => {
    if (op.op !== 'write' || typeof op.length !== 'number' || op.length < 1) return false;
    return (dataBytes(op.data, 1)[0] ?? 0) < op.length;
  });
}

it('writes zeros where only they fit a shorter length', () => {
  const trace = traceOf('buffered', [open(), write({ length: 9, data: { pattern: 'counter', seed: 4 } })]);
  expect(minimize(trace, hasMessage).trace.ops).toEqual([write({ length: 1, data: { pattern: 'zero' } })]);
});

it('leaves data whose length does not depend on it', () => {
  const trace = traceOf('buffered', [open(), write({ length: 9 })]);
  const isLong = ({ ops }: Trace): boolean => ops.some((op) => op.op === 'write' && op.length === 9);
  expect(minimize(trace, isLong).trace.ops).toEqual([write({ length: 9 })]);
});
