import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../../src/campaign/campaign.ts';
import { IRP_MJ_READ } from '../../../src/nt/irp.ts';
import { noDoubleFetch } from '../../../src/properties/contract/no-double-fetch.ts';
import { subjectOf } from '../../campaign/subjects.ts';
import { breachesOf, fetchTwice, PROPERTY, trace } from './no-double-fetch.setup.ts';
import { wdmDriver } from './wdm-driver.ts';

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

describe('no breach', () => {
  it('is a driver that fetches nothing from its callers, of which nothing is compared', async () => {
    const subject = subjectOf(wdmDriver({ [IRP_MJ_READ]: ({ complete }) => complete() }));
    const { properties } = await runCampaign({ subject, modes: ['direct'], cases: 40, seed: 1 });
    expect(properties.find(({ id }) => id === PROPERTY)).toMatchObject({
      verdict: 'skipped',
      compared: 0,
      note: 'the driver fetches nothing from the memory of its callers',
    });
  });
});
