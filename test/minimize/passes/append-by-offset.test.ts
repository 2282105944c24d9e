import { expect, it } from 'vitest';
import { minimize } from '../../../src/minimize/minimize.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { open, read, traceOf, write } from '../../campaign/subjects.ts';

/** Whether some write is at −1, by its offset or by its handle. */
function appends({ ops }: Trace): boolean {
  const onlyAppends = ops.some((op) => op.op === 'open' && op.access === 'append');
  return ops.some((op) => op.op === 'write' && (onlyAppends || op.offset === '-1'));
}

it('an append by its handle becomes one by its offset', () => {
  const trace = traceOf('buffered', [open({ access: 'append' }), read(), write({ length: 3 }), write()]);
  expect(
    minimize(trace, (candidate) => candidate.ops[0]?.op === 'open' && appends(candidate)).trace.ops,
  ).toEqual([open(), write({ offset: '-1' })]);
});

it('a handle that has to be one for appending stays', () => {
  const trace = traceOf('buffered', [open({ access: 'append' }), write({ offset: '7' })]);
  const needsHandle = ({ ops }: Trace): boolean =>
    ops.some((op) => op.op === 'open' && op.access === 'append');
  expect(minimize(trace, needsHandle).trace.ops).toEqual([open({ access: 'append' })]);
});
