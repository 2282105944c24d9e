import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../../src/campaign/run-campaign.ts';
import { vaAdd } from '../../../src/impl/ddi/index.ts';
import { IRP_MJ_READ, IRP_MJ_WRITE } from '../../../src/nt/irp.ts';
import { noDoubleFetch } from '../../../src/properties/contract/no-double-fetch.ts';
import type { BufferingMode } from '../../../src/trace/trace.ts';
import { subjectOf } from '../../campaign/subjects.ts';
import {
  breachesOf,
  type Copy,
  fetchTwice,
  PROPERTY,
  runnerOf,
  storing,
  trace,
} from './no-double-fetch.setup.ts';
import { wdmDriver } from './wdm-driver.ts';

const fetchOnce: Copy = (ddi, message, availableBytes) => {
  const size = ddi.memory.readU8(message);
  if (size > availableBytes) return;
  const block = ddi.ExAllocatePool2(0x40, size + 1, 1);
  ddi.memory.copy(block, vaAdd(message, 1), size);
  ddi.ExFreePoolWithTag(block, 0);
};

/** Fetches twice and copies by the first count all the same. */
const harmless: Copy = (ddi, message, availableBytes) => {
  ddi.memory.readU8(message);
  fetchOnce(ddi, message, availableBytes);
};

describe('a length that is fetched twice', () => {
  it.each(['direct', 'neither'] as const)('in %s mode is found by a campaign and minimized', async (mode) => {
    const subject = subjectOf(wdmDriver({ [IRP_MJ_WRITE]: storing(fetchTwice) }));
    const { findings, properties } = await runCampaign({ subject, modes: [mode], cases: 60, seed: 3 });
    const found = findings.filter(({ property }) => property === PROPERTY);
    expect(found).toMatchObject([{ reason: 'in-bounds', trace: { ops: [{ op: 'open' }, { op: 'write' }] } }]);
    expect(properties.find(({ id }) => id === PROPERTY)?.compared).toBeGreaterThan(10);
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

  it.each(['direct', 'neither'] as const)('is a single fetch in %s mode, which is compared', (mode) => {
    expect(breachesOf(fetchOnce, mode)).toEqual([]);
    expect(comparisonsOf(fetchOnce, mode)).toEqual([
      { property: PROPERTY, compared: 1, breach: null },
      { property: PROPERTY, compared: 1, breach: null },
    ]);
  });

  it('is a second fetch that nothing depends on: it is noted', async () => {
    expect(breachesOf(harmless, 'direct')).toEqual([]);
    expect(comparisonsOf(harmless, 'direct')).toMatchObject([
      { compared: 1, noted: 1 },
      { compared: 1, noted: 1 },
    ]);
    const subject = subjectOf(wdmDriver({ [IRP_MJ_WRITE]: storing(harmless) }));
    const { properties } = await runCampaign({ subject, modes: ['direct'], cases: 40, seed: 1 });
    const property = properties.find(({ id }) => id === PROPERTY);
    expect(property).toMatchObject({ verdict: 'ok', breaches: 0 });
    expect(property?.note).toMatch(/^[1-9]\d* of them fetched bytes twice, without harm$/);
  });
});

/** What the relation says of a run under either of its conditions. */
function comparisonsOf(copy: Copy, mode: BufferingMode) {
  const runner = runnerOf(copy);
  const { run } = runner.run(trace(mode));
  return runner
    .variants(noDoubleFetch.relation, trace(mode))
    .map((variant) => runner.compare(noDoubleFetch.relation, run, variant).comparison);
}
