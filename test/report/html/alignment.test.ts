import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignment } from '../../../src/report/html/alignment.ts';
import { canonicalOp, OP_KINDS, type Op } from '../../../src/trace/ops/index.ts';

const kinds = fc.array(fc.constantFrom(...OP_KINDS), { maxLength: 12 });
const opsOf = (names: readonly (typeof OP_KINDS)[number][]): Op[] => names.map((kind) => canonicalOp(kind));

describe('alignment', () => {
  it('finds the operations that are most alike', () => {
    const read = (length: number): Op => ({ ...canonicalOp('read'), length });
    const original = [canonicalOp('open'), read(3), canonicalOp('write'), read(5), read(7)];
    expect(alignment(original, [canonicalOp('open'), read(5)])).toEqual([0, 3]);
  });

  it('has null for an operation of which there is no like', () => {
    expect(alignment([canonicalOp('open')], [canonicalOp('open'), canonicalOp('flush')])).toEqual([0, null]);
    expect(alignment([], [canonicalOp('open')])).toEqual([null]);
  });

  it('finds every operation of a part, in order', () => {
    fc.assert(
      fc.property(kinds, fc.infiniteStream(fc.boolean()), (names, choices) => {
        const original = opsOf(names);
        const part = original.filter(() => choices.next().value === true);
        const places = alignment(original, part).map((place) => place ?? -1);
        expect(places.map((place) => original[place])).toEqual(part);
        expect(places).toEqual([...new Set(places)].sort((left, right) => left - right));
      }),
    );
  });

  it('gives up where both are too long', () => {
    const long = opsOf(Array.from({ length: 1000 }, () => 'read'));
    expect(alignment(long, long)).toEqual([]);
  });
});
