import { expect, it } from 'vitest';
import { minimize } from '../../../src/minimize/minimize.ts';
import { memoryFromStart } from '../../../src/minimize/passes/memory-from-start.ts';
import { changing, failing } from '../../../src/trace/during.ts';
import { PLAIN_BUFFER } from '../../../src/trace/ops/fields/buffer.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { open, traceOf, write } from '../../campaign/subjects.ts';
import { passed } from './passed.ts';

/** Whether some write is of memory that is not, or that goes. */
function cannotRead({ ops }: Trace): boolean {
  return ops.some(
    (op) =>
      op.op === 'write' &&
      (op.buffer.memory === 'no-access' || op.during.some((entry) => entry.do === 'unmap')),
  );
}

it('a buffer that the caller unmaps becomes one that was never there', () => {
  const during = [...failing('pool-allocation'), ...changing('probe', 'unmap')];
  const trace = traceOf('neither', [open(), write({ length: 3, during })]);
  expect(minimize(trace, cannotRead).trace.ops).toEqual([
    write({ buffer: { ...PLAIN_BUFFER, memory: 'no-access' } }),
  ]);
});

it('one that has to go while the driver has the request stays', () => {
  const during = changing('dispatch', 'protect');
  const trace = traceOf('neither', [open(), write({ during })]);
  const goes = ({ ops }: Trace): boolean => ops.some((op) => op.op === 'write' && op.during.length > 0);
  expect(minimize(trace, goes).trace.ops).toEqual([write({ during: changing('dispatch', 'unmap') })]);
});

it.each([
  ['unmap', 'no-access'],
  ['protect', 'read-only'],
] as const)('asks about memory that %s makes what it is: %s, with what fails as before', (change, memory) => {
  const during = [...failing('pool-allocation'), ...changing('probe', change)];
  const { asked } = passed(memoryFromStart, [open(), write({ length: 3, during })], () => false);
  expect(asked).toEqual([
    [open(), write({ length: 3, buffer: { ...PLAIN_BUFFER, memory }, during: failing('pool-allocation') })],
  ]);
});

it('asks nothing of buffers that nobody changes', () => {
  const ops = [open(), write({ during: failing('pool-allocation') })];
  expect(passed(memoryFromStart, ops, () => false).asked).toEqual([]);
});
