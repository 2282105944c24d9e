import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../src/campaign/campaign.ts';
import { BUFFERING_MODES } from '../../src/trace/trace.ts';
import { complete, reading, released } from './locks-and-irql.setup.ts';
import { subjectOf } from './subjects.ts';

describe('contract/lock-released', () => {
  it('in a campaign it is ok for a driver with locks', async () => {
    const driver = reading((ddi, lock, irp) => {
      released(ddi, lock);
      return complete(ddi, irp);
    });
    const request = { subject: subjectOf(driver), modes: BUFFERING_MODES, cases: 60, seed: 1 };
    const { properties, findings } = await runCampaign(request);
    expect(findings).toEqual([]);
    const result = properties.find(({ id }) => id === 'contract/lock-released');
    expect(result).toMatchObject({ verdict: 'ok', unit: 'acquisitions' });
    expect(result?.compared).toBeGreaterThan(60);
  });
});
