import { describe, expect, it } from 'vitest';
import type { SegmentPart } from '../../../src/campaign/segment-run.ts';
import { formatSegment, parseSegment } from '../../../src/campaign/shards/segment-document.ts';
import { CAMPAIGN, executedShard } from './documents.ts';

const part: SegmentPart = {
  segment: 1,
  counts: executedShard({ index: 2, count: 2 }).counts,
  without: [{ kind: 'read', from: 7 }],
  ended: false,
  leftOut: ['cases from 3 on: no reason'],
};

describe('a segment', () => {
  const text = formatSegment({ campaign: CAMPAIGN, part });

  it('is read as it was written', () => {
    expect(part.counts.hashes.size).toBeGreaterThan(100);
    expect(part.counts.first.length).toBeGreaterThan(5);
    expect(parseSegment(text)).toEqual({ campaign: CAMPAIGN, part });
  });

  it('cut off anywhere is none', () => {
    for (let length = 0; length < text.length - 1; length += Math.ceil(text.length / 40)) {
      expect(parseSegment(text.slice(0, length))).toBeNull();
    }
  });

  it.each([
    ['another format', (each: Record<string, unknown>) => ({ ...each, format: 'irpsegment/2' })],
    ['a field that is not known', (each: Record<string, unknown>) => ({ ...each, more: 1 })],
    ['no campaign', ({ campaign: _campaign, ...rest }: Record<string, unknown>) => rest],
    ['counts of another kind', (each: Record<string, unknown>) => ({ ...each, counts: { cases: 1 } })],
    ['a number that is none', (each: Record<string, unknown>) => ({ ...each, segment: -1 })],
  ])('with %s is none', (_, change) => {
    expect(parseSegment(JSON.stringify(change(JSON.parse(text))))).toBeNull();
  });
});
