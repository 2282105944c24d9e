import { expect, it } from 'vitest';
import { minimize } from '../../../src/minimize/minimize.ts';
import type { Op } from '../../../src/trace/ops/index.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { open, read, traceOf, write } from '../../campaign/subjects.ts';

const lengthOf = (op: Op | undefined): number =>
  op?.op === 'write' && typeof op.length === 'number' ? op.length : 0;

/** A stack of writes: whether a read takes a longer one than a queue would have given it. */
function takesTooMuch({ ops }: Trace): boolean {
  const waiting: number[] = [];
  let reads = 0;
  const written: number[] = [];
  for (const op of ops) {
    if (op.op === 'write') {
      waiting.push(lengthOf(op));
      written.push(lengthOf(op));
    }
    if (op.op !== 'read') continue;
    const taken = waiting.pop();
    const expected = written[reads];
    reads += 1;
    if (taken !== undefined && expected !== undefined && taken > expected) return true;
  }
  return false;
}

it('drops an operation that made up for the order of two others', () => {
  const ops = [open(), write({ length: 3 }), write({ length: 2 }), read(), read()];
  const { trace } = minimize(
    traceOf('buffered', ops),
    (candidate) => candidate.ops[0]?.op === 'open' && takesTooMuch(candidate),
  );
  expect(trace.ops).toEqual([open(), write(), write({ length: 1 }), read()]);
});
