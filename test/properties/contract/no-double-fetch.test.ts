import { describe, expect, it } from 'vitest';
import { noDoubleFetch } from '../../../src/properties/contract/no-double-fetch.ts';
import { breachesOf, fetchTwice, PROPERTY, trace } from './no-double-fetch.setup.ts';

describe('a length that is fetched twice', () => {
  it.each(['direct', 'neither'] as const)('in %s mode overruns the block it was validated for', (mode) => {
    expect(breachesOf(fetchTwice, mode)).toMatchObject([
      {
        property: PROPERTY,
        reason: 'in-bounds',
        severity: 'error',
        op: 1,
        observed: expect.stringContaining('after 1 byte changed between two fetches'),
      },
    ]);
  });

  it('in buffered mode is the snapshot of the I/O manager', () => {
    expect(breachesOf(fetchTwice, 'buffered')).toEqual([]);
    expect(noDoubleFetch.relation.variants(trace('buffered'))).toEqual([]);
  });
});
