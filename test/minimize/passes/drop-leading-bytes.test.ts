import { expect, it } from 'vitest';
import { askAll } from '../../../src/minimize/asking.ts';
import { minimize } from '../../../src/minimize/minimize.ts';
import { dropLeadingBytes } from '../../../src/minimize/passes/drop-leading-bytes.ts';
import { Search } from '../../../src/minimize/search.ts';
import { dataBytes } from '../../../src/trace/data.ts';
import type { DataSpec } from '../../../src/trace/ops/index.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { traceOf, write } from '../../campaign/subjects.ts';

/** The minimal write of at least so many bytes that ends with some byte. */
function minimal(last: number, lengthBytes: number, data: DataSpec, atLeast = 1) {
  const fails = ({ ops }: Trace): boolean =>
    ops.some(
      (op) =>
        op.op === 'write' &&
        typeof op.length === 'number' &&
        op.length >= atLeast &&
        dataBytes(op.data, op.length).at(-1) === last,
    );
  return minimize(traceOf('buffered', [write({ length: lengthBytes, data })]), fails).trace.ops;
}

it('keeps the last bytes of a counter', () => {
  expect(minimal(200, 200, { pattern: 'counter', seed: 0 })).toEqual([
    write({ length: 1, data: { pattern: 'counter', seed: 199 } }),
  ]);
});

it('goes around with a counter that does', () => {
  expect(minimal(1, 240, { pattern: 'counter', seed: 0 })).toEqual([write({ length: 1 })]);
  expect(minimal(2, 30, { pattern: 'counter', seed: 211 }, 3)).toEqual([
    write({ length: 3, data: { pattern: 'counter', seed: 238 } }),
  ]);
});

it('keeps the last bytes of those given in full', () => {
  expect(minimal(0xf0, 3, { hex: '0102f0' })).toEqual([write({ length: 1, data: { hex: 'f0' } })]);
});

it('leaves what lies at places: it has its place for a reason', () => {
  const data: DataSpec = { pattern: 'counter', seed: 0, places: [{ at: 3, bytes: 'f0' }] };
  const search = new Search(traceOf('buffered', [write({ length: 4, data })]), 100);
  const asked: Trace[] = [];
  askAll(dropLeadingBytes(search), (candidate) => {
    asked.push(candidate);
    return true;
  });
  expect(asked).toEqual([]);
});

it('leaves zeros', () => {
  expect(minimal(0, 5, { pattern: 'zero' }, 4)).toEqual([write({ length: 4, data: { pattern: 'zero' } })]);
});
