import { describe, expect, it } from 'vitest';
import {
  formatShard,
  parseShard,
  ShardFormatError,
  shardResult,
} from '../../../src/campaign/shards/shard-document.ts';
import { executedShard } from './documents.ts';

const document = executedShard(
  { index: 2, count: 3 },
  { leftOut: [[1, ['no reason']]], corpus: { traces: 2, showing: 1 } },
);

describe('a shard', () => {
  const text = formatShard(document);

  it('is read as it was written', () => {
    expect(document.findings.length).toBeGreaterThan(5);
    expect(parseShard(text)).toEqual(document);
  });

  it.each([
    ['nothing', '', 'shard: expected a JSON object, found empty text'],
    ['one that was cut off', text.slice(0, 500), /ends early/],
    ['a result', '{"format":"irpresult/1"}', /^format: expected "irpshard\/1", found "irpresult\/1"/],
    [
      'a shard beyond the last',
      text.replace('"count":3', '"count":1'),
      /^shard: expected an index of at most the count/,
    ],
    [
      'one with a set that is none',
      text.replace(/"hashes":"[^"]*"/, '"hashes":"AAA="'),
      /^counts.hashes: expected base64/,
    ],
    ['a field that is not known', text.replace('{', '{"more":1,'), 'more: unknown field'],
    [
      'a shard of none',
      text.replace('"index":2', '"index":0'),
      /^shard.index: expected a whole number from 1/,
    ],
  ])('is not %s', (_, other, message) => {
    expect(() => parseShard(other)).toThrow(ShardFormatError);
    expect(() => parseShard(other)).toThrow(message);
  });

  it('by itself has the cases that it counts', () => {
    const result = shardResult(document);
    expect(result).toMatchObject({
      casesRequested: 150,
      cases: 150,
      subject: 'article-verbatim',
      corpus: { traces: 2 },
    });
    expect(result.findings).toEqual(document.findings.map(({ finding }) => finding));
    expect(result.notChecked).toContain('no reason');
  });
});
