import { describe, expect, it } from 'vitest';
import { MergeError, mergeShards, type NamedShard } from '../../../src/campaign/shards/merge.ts';
import { formatShard, parseShard, type ShardDocument } from '../../../src/campaign/shards/shard-document.ts';
import { jsonReport } from '../../../src/report/json.ts';
import { executedShard, wholeResult } from './documents.ts';

const COUNT = 2;
const documents = [1, 2].map((index) => executedShard({ index, count: COUNT }));

const named = (all: readonly ShardDocument[]): NamedShard[] =>
  all.map((document, index) => ({ name: `${'abc'[index]}.json`, document }));

const [first, second] = documents as [ShardDocument, ShardDocument];

describe('the shards of a campaign', () => {
  it('make the result that it has in one piece, in whatever order they come', () => {
    const whole = jsonReport(wholeResult());
    expect(wholeResult().findings.length).toBeGreaterThan(5);
    for (const shards of [documents, documents.toReversed()]) {
      expect(jsonReport({ ...mergeShards(named(shards)), timing: null })).toBe(whole);
    }
  });

  it('make it from their files as well', () => {
    const read = documents.map((document) => parseShard(formatShard(document)));
    expect(jsonReport({ ...mergeShards(named(read)), timing: null })).toBe(jsonReport(wholeResult()));
  });

  it('have each finding of the case that came first', () => {
    const cases = documents.flatMap(({ findings }) => findings);
    const result = mergeShards(named(documents));
    const twice = result.findings.filter(({ reason, property, origin, original }) => {
      const same = cases.filter(
        ({ finding }) =>
          finding.property === property && finding.reason === reason && finding.origin === origin,
      );
      expect(original.seed?.caseIndex).toBe(Math.min(...same.map(({ caseIndex }) => caseIndex)));
      return same.length === 2;
    });
    expect(twice.length).toBeGreaterThan(3);
  });

  it('take as long as the longest of them', () => {
    expect(mergeShards(named(documents)).timing).toEqual({
      startedAt: '2026-01-01T00:00:00.000Z',
      elapsedMs: 200,
      workers: 4,
      shards: 2,
    });
    expect(mergeShards(named([{ ...first, timing: null }, second])).timing).toBeNull();
  });

  it('tell what each of them left out, in the order of the cases', () => {
    const left = [
      {
        ...first,
        leftOut: [
          [2, ['two']],
          [0, ['zero']],
        ] as const,
      },
      { ...second, leftOut: [[1, ['one']]] as const },
    ];
    expect(mergeShards(named(left)).notChecked.slice(-3)).toEqual(['zero', 'one', 'two']);
  });
});

describe('shards that are not the whole of one campaign are refused', () => {
  const refusal = (...all: ShardDocument[]): (() => unknown) => {
    return () => mergeShards(named(all));
  };
  const foreign = (parts: Partial<ShardDocument['campaign']>): ShardDocument => ({
    ...second,
    campaign: { ...second.campaign, ...parts },
  });

  it.each([
    ['none', refusal(), 'there is no shard to merge'],
    ['a missing one', refusal(second), 'shard 1 of 2 is missing'],
    ['another missing one', refusal(first), 'shard 2 of 2 is missing'],
    ['one twice', refusal(first, second, second), "shard 2 of 2 is there twice: 'b.json' and 'c.json'"],
    [
      'an interrupted one',
      refusal(first, { ...second, complete: false }),
      "shard 2 of 2 ('b.json') is not complete: run it again with --resume",
    ],
    [
      'another seed',
      refusal(first, foreign({ seed: 4 })),
      "'b.json' is of another campaign than 'a.json': another seed (4, not 3)",
    ],
    [
      'another driver',
      refusal(first, foreign({ subject: 'x' })),
      /another driver \(x, not article-verbatim\)/,
    ],
    [
      'other modes',
      refusal(first, foreign({ modes: ['buffered', 'direct'] })),
      /other modes \(buffered, direct, not direct\)/,
    ],
    ['other code', refusal(first, foreign({ fingerprint: '0' })), /other code of the driver or its model$/],
    ['another corpus', refusal(first, foreign({ corpus: '0' })), /another corpus$/],
    ['another version', refusal(first, foreign({ version: '9' })), /another version of irpcheck \(9, not /],
    [
      'those of another version',
      refusal(...documents.map((each) => ({ ...each, campaign: { ...each.campaign, version: '9' } }))),
      /'a.json' is of irpcheck 9, and this is /,
    ],
    [
      'more cases than are its own',
      refusal(first, { ...second, counts: { ...second.counts, cases: 5000 } }),
      "'b.json' counts other cases than those of shard 2 of 2",
    ],
    [
      'fewer cases than are its own, without a word',
      refusal(first, { ...second, counts: { ...second.counts, cases: 5 } }),
      "'b.json' counts other cases than those of shard 2 of 2",
    ],
    ['another model', refusal(first, foreign({ model: 'm.ts' })), /another model \(m.ts, not none\)/],
    ['other cases', refusal(first, foreign({ cases: 5 })), /another number of cases \(5, not 1150\)/],
    [
      'another number of shards',
      refusal(first, { ...second, shard: { index: 2, count: 3 } }),
      /another number of shards \(3, not 2\)/,
    ],
    [
      'a finding that none holds',
      refusal({ ...first, findings: [] }, { ...second, findings: [] }),
      /no shard holds the finding model\/status/,
    ],
  ])('%s', (_, merge, message) => {
    expect(merge).toThrow(MergeError);
    expect(merge).toThrow(message);
  });
});
