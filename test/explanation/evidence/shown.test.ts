import { describe, expect, it } from 'vitest';
import { MAX_EVENTS, type Part, shownParts } from '../../../src/explanation/evidence/shown.ts';

const shown = (parts: readonly Part[]): number[] =>
  parts.flatMap((part) => ('left' in part ? [] : [part.at]));
const left = (parts: readonly Part[]): number =>
  parts.reduce((sum, part) => sum + ('left' in part ? part.left : 0), 0);

describe('which of many items are shown', () => {
  it.each([0, 1, MAX_EVENTS])('all of %i', (count) => {
    expect(shown(shownParts(count, 0))).toEqual(Array.from({ length: count }, (_, at) => at));
  });

  it.each([
    [MAX_EVENTS + 1, -1],
    [1000, 0],
    [1000, 299],
    [1000, 500],
    [1000, 999],
    [100_000, 77_777],
  ])('of %i, with %i marked', (count, marked) => {
    const parts = shownParts(count, marked);
    const places = shown(parts);
    expect(places.length).toBe(MAX_EVENTS);
    expect(places.length + left(parts)).toBe(count);
    expect(places).toContain(0);
    if (marked >= 0) expect(places).toContain(marked);
    const ats = parts.map(({ at }) => at);
    expect(ats).toEqual(ats.toSorted((one, other) => one - other));
    expect(parts.filter((part) => 'left' in part).length).toBeLessThanOrEqual(2);
  });
});
