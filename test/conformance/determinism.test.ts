import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { campaignResult, DIGESTED, DIGESTS_FILE } from './determinism.ts';
import { irpcheck } from './dist.ts';

const expected = JSON.parse(readFileSync(DIGESTS_FILE, 'utf8')) as Record<string, string>;
const update = process.env['UPDATE_EXPECTED'] === '1';

describe('the same seed gives the same bytes', () => {
  it.each(DIGESTED)('$driver: twice here, and as recorded elsewhere', async (campaign) => {
    const first = await campaignResult(campaign);
    expect(await campaignResult(campaign)).toBe(first);
    const digest = createHash('sha256').update(first).digest('hex');
    if (update) {
      expected[campaign.driver] = digest;
      writeFileSync(DIGESTS_FILE, `${JSON.stringify(expected, null, 2)}\n`);
    }
    expect(digest).toBe(expected[campaign.driver]);
  });

  it.each(DIGESTED)(
    '$driver: the same in a worker, but for what only a watchdog can see',
    async (campaign) => {
      const { driver, cases, seed } = campaign;
      const session = await irpcheck.openSession({ source: await irpcheck.subjectSource(driver, null) });
      const { modes } = session.summary;
      const found = await session.runCampaign({ modes, cases, seed });
      await session.close();
      const here = await irpcheck.runCampaign({ subject: irpcheck.findSubject(driver), modes, cases, seed });
      const WATCHED = ['contract/terminates', 'contract/self-contained'];
      const properties = found.properties.map((property, index) =>
        WATCHED.includes(property.id) ? here.properties[index] : property,
      );
      const notChecked = here.notChecked.filter((line) => WATCHED.some((id) => line.startsWith(id)));
      expect(notChecked).toHaveLength(WATCHED.length);
      const rest = here.notChecked.filter((line) => !notChecked.includes(line));
      expect({ ...found, properties }).toEqual({ ...here, notChecked: rest });
    },
  );

  it('another seed gives other cases', async () => {
    const [campaign] = DIGESTED;
    expect(await campaignResult({ ...campaign, seed: 8 })).not.toBe(await campaignResult(campaign));
  });
});
