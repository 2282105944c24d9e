import { expect, it } from 'vitest';
import { minimize } from '../../../src/minimize/minimize.ts';
import { separateBuffers } from '../../../src/minimize/passes/separate-buffers.ts';
import { type ControlOp, canonicalOp, isConsistent } from '../../../src/trace/ops/index.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { open, traceOf, write } from '../../campaign/subjects.ts';
import { passed } from './passed.ts';

const CANONICAL = canonicalOp('control');

function control(input: Partial<ControlOp['input']>, output: Partial<ControlOp['output']>): ControlOp {
  return {
    ...CANONICAL,
    input: { ...CANONICAL.input, ...input },
    output: { ...CANONICAL.output, ...output },
  };
}

const READ_ONLY = { length: 3, memory: 'read-only', pageOffset: 7, shared: true } as const;

it('asks about an output of its own that is as the one in the input was', () => {
  const ops = [
    open(),
    write(),
    control({ length: 3 }, { length: 3 }),
    control(READ_ONLY, { length: 2, at: 1 }),
  ];
  const { length: _length, ...behind } = READ_ONLY;
  expect(passed(separateBuffers, ops, () => false).asked).toEqual([
    [...ops.slice(0, 3), control(READ_ONLY, { ...behind, length: 2, at: null })],
  ]);
});

/** Whether some output can only be read: for that it may lie in such an input. */
function hasReadOnlyOutput({ ops }: Trace): boolean {
  return ops.some(
    (op) => 'code' in op && (op.output.at === null ? op.output : op.input).memory === 'read-only',
  );
}

it('separates what only seems to have to overlap', () => {
  const trace = traceOf('direct', [open(), control(READ_ONLY, { length: 2, at: 1 })]);
  expect(minimize(trace, hasReadOnlyOutput).trace.ops).toEqual([control({}, { memory: 'read-only' })]);
});

it('leaves buffers that have to overlap, as simple as they can be, in traces that a file may hold', () => {
  const asked: Trace[] = [];
  const overlaps = (trace: Trace): boolean => {
    asked.push(trace);
    return trace.ops.some(
      (op) => 'code' in op && op.output.at !== null && op.output.at > 0 && op.output.at < op.input.length,
    );
  };
  const trace = traceOf('direct', [open(), control({ ...READ_ONLY, length: 90 }, { length: 20, at: 60 })]);
  expect(minimize(trace, overlaps).trace.ops).toEqual([control({ length: 2 }, { at: 1 })]);
  const before = ({ ops }: Trace): boolean => ops.some((op) => 'code' in op && (op.output.at ?? 0) < 0);
  const far = traceOf('direct', [control({ length: 9 }, { length: 300, at: -200 })]);
  expect(minimize(far, before).trace.ops).toEqual([control({}, { length: 1, at: -1 })]);
  expect(asked.flatMap(({ ops }) => ops).every(isConsistent)).toBe(true);
});
