import { describe, expect, it } from 'vitest';
import { heatMap } from '../../../src/report/html/heat-map.ts';
import type { CoverageCount } from '../../../src/trace/result/result.ts';
import { result } from '../results.ts';
import { attribute, parsed, textOf, withTag } from './dom.ts';

function cells(coverage: readonly CoverageCount[]) {
  const modes = [{ mode: 'buffered' as const, cases: 1, calls: 1 }];
  const page = parsed(heatMap(result({ coverage, modes })).markup);
  return withTag(page, 'td').filter((cell) => attribute(cell, 'title') !== null);
}

describe('heatMap', () => {
  it('has a cell for every operation, mode and size, and tells zeros apart in words', () => {
    const all = cells([]);
    expect(all).toHaveLength(2 * 6 + 6);
    expect(new Set(all.map(textOf))).toEqual(new Set(['0, never']));
    expect(new Set(all.map((cell) => attribute(cell, 'class')))).toEqual(new Set(['heat-0']));
  });

  it.each([
    [1, 'heat-1', '1'],
    [9999, 'heat-4', '9,999'],
    [10_000, 'heat-5', '10k'],
    [999_999, 'heat-6', '999k'],
    [1_250_000, 'heat-7', '1.2M'],
    [123_456_789, 'heat-7', '123M'],
  ])('shades and words %i by its power of ten', (calls, level, text) => {
    const cell = cells([{ op: 'read', mode: 'buffered', size: '4096', calls }])[3];
    expect(cell && [attribute(cell, 'class'), textOf(cell)]).toEqual([level, text]);
  });
});
