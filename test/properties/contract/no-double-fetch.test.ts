import { describe, expect, it } from 'vitest';
import { noDoubleFetch } from '../../../src/properties/contract/no-double-fetch.ts';
import type { Request } from '../../../src/trace/run/request.ts';
import { breachesOf, fetchTwice, PROPERTY, trace } from './no-double-fetch.setup.ts';
import { irp, runOf } from './runs.ts';

describe('a length that is fetched twice', () => {
  it.each(['direct', 'neither'] as const)('in %s mode overruns the block it was validated for', (mode) => {
    expect(breachesOf(fetchTwice, mode)).toMatchObject([
      {
        property: PROPERTY,
        reason: 'in-bounds',
        severity: 'error',
        op: 1,
        observed: expect.stringContaining('after 1 byte changed before it fetched them again'),
      },
    ]);
  });

  it('counts the requests that fetched at all, and those that did so twice', () => {
    const base = runOf({ requests: [irp()] });
    const counted = (...requests: readonly Partial<Request>[]) =>
      noDoubleFetch.relation.judge(base, runOf({ requests: requests.map((fields) => irp(fields)) }));
    expect(counted({ fetchedBytes: 0 }, { fetchedBytes: 4 }, { fetchedBytes: 1 })).toMatchObject({
      compared: 2,
      breach: null,
    });
    expect(
      counted(
        { fetchedBytes: 4, refetchedBytes: 0 },
        { fetchedBytes: 4, refetchedBytes: 2 },
        { fetchedBytes: 0 },
      ),
    ).toMatchObject({ compared: 2, noted: 1, breach: null });
  });

  it('in buffered mode is the snapshot of the I/O manager', () => {
    expect(breachesOf(fetchTwice, 'buffered')).toEqual([]);
    expect(noDoubleFetch.relation.variants(trace('buffered'))).toEqual([]);
  });
});
