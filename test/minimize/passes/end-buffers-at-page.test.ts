import { describe, expect, it } from 'vitest';
import { askAll } from '../../../src/minimize/asking.ts';
import type { StillFails } from '../../../src/minimize/minimize.ts';
import { endBuffersAtPage } from '../../../src/minimize/passes/end-buffers-at-page.ts';
import { Search } from '../../../src/minimize/search.ts';
import type { Op } from '../../../src/trace/ops/index.ts';
import { traceOf } from '../../campaign/subjects.ts';
import { open, read } from '../known-minima.ts';

function passed(ops: readonly Op[], fails: StillFails): readonly Op[] {
  const search = new Search(traceOf('direct', ops), 1000);
  askAll(endBuffersAtPage(search), fails);
  return search.ops;
}

const endsAtPage = ({ ops }: { readonly ops: readonly Op[] }): boolean =>
  ops.some(
    (op) => op.op === 'read' && typeof op.length === 'number' && op.buffer.pageOffset + op.length === 4096,
  );

describe('endBuffersAtPage', () => {
  const buffer = { pageOffset: 4033, memory: 'read-write', shared: false } as const;

  it('lowers a length and the key that equals it while the buffer ends where its page does', () => {
    const ops = [open(), read({ length: 63, buffer, key: 63 })];
    const shorter = read({ length: 1, buffer: { ...buffer, pageOffset: 4095 }, key: 1 });
    expect(passed(ops, endsAtPage)).toEqual([open(), shorter]);
  });

  it('leaves a key that is not the length', () => {
    const ops = [open(), read({ length: 63, buffer, key: 7 })];
    const shorter = read({ length: 1, buffer: { ...buffer, pageOffset: 4095 }, key: 7 });
    expect(passed(ops, endsAtPage)).toEqual([open(), shorter]);
  });

  it('does not touch lengths relative to the length last written', () => {
    const ops = [open(), read({ length: { last: 0 }, buffer })];
    expect(passed(ops, () => true)).toEqual(ops);
  });
});
