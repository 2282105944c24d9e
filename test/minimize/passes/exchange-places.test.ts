import { expect, it } from 'vitest';
import { askAll } from '../../../src/minimize/asking.ts';
import { exchangePlaces } from '../../../src/minimize/passes/exchange-places.ts';
import { Search } from '../../../src/minimize/search.ts';
import type { Op } from '../../../src/trace/ops/index.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { at, open, read, traceOf, write } from '../../campaign/subjects.ts';

function passed(ops: readonly Op[], fails: (trace: Trace) => boolean): readonly Op[] {
  const search = new Search(traceOf('direct', ops), 1000);
  askAll(exchangePlaces(search), fails);
  return search.ops;
}

/** Whether some transfer crosses the end of a page, and a read gives the byte at offset 1. */
function crossesAndReads({ ops }: Trace): boolean {
  const transfers = ops.flatMap((op) => (op.op === 'read' || op.op === 'write' ? [op] : []));
  const crosses = transfers.some(({ length, buffer }) => buffer.pageOffset + Number(length) > 4096);
  return (
    crosses &&
    transfers.some((op) => op.op === 'read' && Number(op.offset) + Number(op.length) === 2 && op.length !== 0)
  );
}

const CROSSING_READ = [open(), write({ length: 2 }), read({ length: 2, buffer: at(4095) })];

it('has the write cross the page instead, and the read give its last byte alone', () => {
  expect(passed(CROSSING_READ, crossesAndReads)).toEqual([
    open(),
    write({ length: 2, buffer: at(4095) }),
    read({ offset: '1', length: 1 }),
  ]);
});

it('leaves a buffer that has to be where it is', () => {
  const reads = ({ ops }: Trace): boolean =>
    ops.some((op) => op.op === 'read' && op.length === 2 && op.buffer.pageOffset === 4095);
  expect(passed(CROSSING_READ, reads)).toEqual(CROSSING_READ);
});

it('is not tried among many transfers', () => {
  const many = [...CROSSING_READ, ...Array.from({ length: 5 }, () => write({ length: 1 }))];
  expect(passed(many, crossesAndReads)).toEqual(many);
});
