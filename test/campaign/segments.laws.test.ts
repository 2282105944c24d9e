import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { casesOf, isOwn, segmentsOf } from '../../src/campaign/segments.ts';

const cases = fc.oneof(fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: 1, max: 10_000_000 }));

describe('shards', () => {
  it('share out the segments, each to one of them', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 100 }), (count, shards) => {
        const all = Array.from({ length: shards }, (_, index) => ({ index: index + 1, count: shards }));
        for (const segment of segmentsOf(count)) {
          expect(all.filter((shard) => isOwn(shard, segment))).toHaveLength(1);
        }
        expect(all.reduce((sum, shard) => sum + casesOf(shard, count), 0)).toBe(count);
      }),
    );
  });
});
