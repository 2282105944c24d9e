import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { irpcheck } from './dist.ts';

/** Digests of results: the same on every machine and every version of Node. */
const FILE = new URL('determinism.expected.json', import.meta.url);
const expected = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, string>;
const update = process.env['UPDATE_EXPECTED'] === '1';

const CAMPAIGNS = [
  { driver: 'article', cases: 3000, seed: 7 },
  { driver: 'record', cases: 1500, seed: 8 },
  { driver: 'article-verbatim', cases: 900, seed: 9 },
  { driver: 'record-verbatim', cases: 900, seed: 10 },
] as const;

async function resultOf({ driver, cases, seed }: (typeof CAMPAIGNS)[number]): Promise<string> {
  const subject = irpcheck.findSubject(driver);
  return irpcheck.jsonReport(await irpcheck.runCampaign({ subject, modes: subject.modes, cases, seed }));
}

describe('the same seed gives the same bytes', () => {
  it.each(CAMPAIGNS)('$driver: twice here, and as recorded elsewhere', async (campaign) => {
    const first = await resultOf(campaign);
    expect(await resultOf(campaign)).toBe(first);
    const digest = createHash('sha256').update(first).digest('hex');
    if (update) {
      expected[campaign.driver] = digest;
      writeFileSync(FILE, `${JSON.stringify(expected, null, 2)}\n`);
    }
    expect(digest).toBe(expected[campaign.driver]);
  });

  it.each(CAMPAIGNS)(
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
    const [campaign] = CAMPAIGNS;
    expect(await resultOf({ ...campaign, seed: 8 } as never)).not.toBe(await resultOf(campaign));
  });
});
