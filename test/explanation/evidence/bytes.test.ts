import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../../src/explanation/evidence/bytes.ts';
import type { Contents } from '../../../src/properties/evidence/contents.ts';
import { MAX_SHOWN_BYTES } from '../../../src/trace/finding/evidence.ts';

function comparison(parts: Partial<Contents> = {}): Contents {
  return {
    what: 'bytes',
    start: 0,
    observed: Uint8Array.of(1, 2),
    other: Uint8Array.of(1, 3),
    isExpected: true,
    ...parts,
  };
}

describe('the bytes that are shown', () => {
  it('few are shown whole', () => {
    expect(bytesOf(comparison())).toEqual({
      what: 'bytes',
      from: 0,
      expected: '0103',
      observed: '0102',
      totalBytes: 2,
    });
  });

  it('nothing is expected where the other bytes are as arbitrary', () => {
    expect(bytesOf(comparison({ isExpected: false })).expected).toBeNull();
  });

  it('are counted from the first byte of the buffer', () => {
    expect(bytesOf(comparison({ start: -2 })).from).toBe(-2);
  });

  it.each([
    [0, 0],
    [63, 0],
    [64, 0],
    [80, 16],
    [5000, 4928],
    [9999, 9920],
  ])('of many those around the first difference, at %i', (at, from) => {
    const observed = new Uint8Array(10_000);
    const other = observed.slice();
    other[at] = 7;
    const shown = bytesOf(comparison({ observed, other }));
    expect(shown.from).toBe(from);
    expect(shown.totalBytes).toBe(10_000);
    expect(shown.observed.length).toBeLessThanOrEqual(2 * MAX_SHOWN_BYTES);
    expect(shown.expected?.slice(2 * (at - from), 2 * (at - from) + 2)).toBe('07');
    expect(shown.observed).toMatch(/^(00)+$/);
  });

  it('of contents of different lengths those at the end of the shorter one', () => {
    const shown = bytesOf(comparison({ observed: Uint8Array.of(1), other: Uint8Array.of(1, 2) }));
    expect(shown).toMatchObject({ from: 0, observed: '01', expected: '0102', totalBytes: 1 });
  });
});
