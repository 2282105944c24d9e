import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { casesOf, FIRST_CASES, isOwn, segmentsOf, WHOLE } from '../../src/campaign/segments.ts';

const cases = fc.oneof(fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: 1, max: 10_000_000 }));

describe('segments', () => {
  it('are the cases, each once and in order', () => {
    fc.assert(
      fc.property(cases, (count) => {
        const segments = segmentsOf(count);
        let next = 0;
        for (const [index, segment] of segments.entries()) {
          expect(segment).toMatchObject({ index, from: next });
          expect(segment.to).toBeGreaterThan(segment.from);
          next = segment.to;
        }
        expect(next).toBe(count);
        expect(segments[0]?.to).toBe(Math.min(FIRST_CASES, count));
        expect(segments.length).toBeLessThanOrEqual(65);
      }),
    );
  });

  it('are of much the same size but for the first', () => {
    const [, ...others] = segmentsOf(120_000);
    const sizes = others.map(({ from, to }) => to - from);
    expect(others).toHaveLength(64);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });
});

describe('shards', () => {
  it('a whole campaign is one that owns all, and the first shard owns the first segment', () => {
    expect(segmentsOf(50_000).every((segment) => isOwn(WHOLE, segment))).toBe(true);
    expect(casesOf(WHOLE, 50_000)).toBe(50_000);
    for (const { index } of segmentsOf(50_000).filter((segment) => isOwn({ index: 1, count: 7 }, segment))) {
      expect(index % 7).toBe(0);
    }
  });
});
