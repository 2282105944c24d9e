import { describe, expect, it } from 'vitest';
import { dataBytes } from '../../src/trace/data.ts';
import { HIGHEST_DATA_BYTE } from '../../src/trace/ops/fields/data.ts';
import type { PlacedBytes } from '../../src/trace/ops/fields/placed-bytes.ts';
import type { DataSpec } from '../../src/trace/ops/index.ts';

const counter = (seed: number): DataSpec => ({ pattern: 'counter', seed });
const placed = (...places: PlacedBytes[]): DataSpec => ({ pattern: 'counter', seed: 0, places });

describe('dataBytes', () => {
  it.each<[DataSpec, number, number[]]>([
    [counter(0), 0, []],
    [counter(0), 3, [1, 2, 3]],
    [counter(237), 4, [238, 239, 1, 2]],
    [counter(239), 2, [1, 2]],
    [counter(2 ** 31), 1, [1 + (2 ** 31 % 239)]],
    [{ pattern: 'zero' }, 3, [0, 0, 0]],
    [{ hex: '' }, 3, [0, 0, 0]],
    [{ hex: '07' }, 3, [7, 7, 7]],
    [{ hex: '0a0B' }, 5, [10, 11, 10, 11, 10]],
    [{ hex: '010203' }, 2, [1, 2]],
    [{ hex: '01' }, 0, []],
    [placed({ at: 1, bytes: 'f0' }), 3, [1, 0xf0, 3]],
    [{ pattern: 'counter', seed: 237, places: [{ at: 2, bytes: '0000' }] }, 5, [238, 239, 0, 0, 3]],
    [placed({ at: 0, bytes: 'aabbcc' }, { at: 1, bytes: '00' }), 4, [0xaa, 0, 0xcc, 4]],
    [placed({ at: 1, bytes: '00' }, { at: 0, bytes: 'aabbcc' }), 4, [0xaa, 0xbb, 0xcc, 4]],
    [placed({ at: 2, bytes: 'aabb' }), 3, [1, 2, 0xaa]],
    [placed({ at: 3, bytes: 'aabb' }), 3, [1, 2, 3]],
    [placed({ at: 2 ** 24, bytes: 'aa' }), 2, [1, 2]],
    [placed({ at: 0, bytes: 'aa' }), 0, []],
    [placed({ at: 1, pointer: 'kernel' }), 10, [1, 0, 0, 0, 0xe8, 0, 0xd0, 0xff, 0xff, 10]],
    [placed({ at: 0, pointer: 'caller' }), 8, [0, 0, 0xfb, 0x7f, 0, 0, 0, 0]],
    [placed({ at: 0, pointer: 'non-canonical' }), 8, [0, 0, 0, 0, 0, 0x80, 0, 0]],
    [placed({ at: 0, pointer: 'kernel' }), 5, [0, 0, 0, 0xe8, 0]],
  ])('%j, %d bytes', (spec, length, bytes) => expect([...dataBytes(spec, length)]).toEqual(bytes));

  it.each([0, 1, 238, 12345])('a counter from %d stays below poison and redzones', (seed) => {
    const bytes = dataBytes(counter(seed), 100_000);
    expect(bytes).toHaveLength(100_000);
    expect([Math.min(...new Set(bytes)), Math.max(...new Set(bytes))]).toEqual([1, HIGHEST_DATA_BYTE]);
  });

  it('no two of the first 239 pages of a counter are alike', () => {
    const bytes = Buffer.from(dataBytes(counter(5), HIGHEST_DATA_BYTE * 4096));
    const pages = new Set(
      Array.from({ length: HIGHEST_DATA_BYTE }, (_, page) =>
        bytes.toString('latin1', page * 4096, (page + 1) * 4096),
      ),
    );
    expect(pages.size).toBe(HIGHEST_DATA_BYTE);
  });

  it('places over a counter leave the next one as it is', () => {
    dataBytes(placed({ at: 0, bytes: 'f0f0' }), 2);
    expect([...dataBytes(counter(0), 2)]).toEqual([1, 2]);
  });

  it('a longer counter later leaves an earlier one alone', () => {
    const early = dataBytes(counter(0), 3);
    dataBytes(counter(0), 1 << 20);
    expect([...early]).toEqual([1, 2, 3]);
  });
});
