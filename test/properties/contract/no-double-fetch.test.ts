import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../../src/campaign/campaign.ts';
import { CaseRunner } from '../../../src/campaign/case-runner.ts';
import { type Ddi, NULL_VA, type Va, vaAdd } from '../../../src/impl/ddi/index.ts';
import { IRP_MJ_READ, IRP_MJ_WRITE } from '../../../src/nt/irp.ts';
import { NormalPagePriority } from '../../../src/nt/mdl.ts';
import { noDoubleFetch } from '../../../src/properties/contract/no-double-fetch.ts';
import type { Breach } from '../../../src/trace/finding.ts';
import type { BufferingMode } from '../../../src/trace/trace.ts';
import { open, subjectOf, traceOf, write } from '../../campaign/subjects.ts';
import { type Request, type Routine, wdmDriver } from './wdm-driver.ts';

const PROPERTY = 'contract/no-double-fetch';

function addressOf({ ddi, irp }: Request): Va {
  const { mdlAddress, systemBuffer, userBuffer } = irp;
  if (mdlAddress !== NULL_VA) return ddi.MmGetSystemAddressForMdlSafe(mdlAddress, NormalPagePriority);
  return systemBuffer === NULL_VA ? userBuffer : systemBuffer;
}

/** What a message of the test is like: its first byte counts those after it. */
type Copy = (ddi: Ddi, message: Va, availableBytes: number) => void;

/** Copies the bytes of a message after its first into a pool block of the size that the first fetch gave. */
const fetchTwice: Copy = (ddi, message, availableBytes) => {
  const size = ddi.memory.readU8(message);
  if (size > availableBytes) return;
  const block = ddi.ExAllocatePool2(0x40, size + 1, 0);
  const again = ddi.memory.readU8(message);
  ddi.memory.fill(block, 0, again);
  ddi.ExFreePoolWithTag(block, 0);
};

const fetchOnce: Copy = (ddi, message, availableBytes) => {
  const size = ddi.memory.readU8(message);
  if (size > availableBytes) return;
  const block = ddi.ExAllocatePool2(0x40, size + 1, 0);
  ddi.memory.copy(block, vaAdd(message, 1), size);
  ddi.ExFreePoolWithTag(block, 0);
};

/** Fetches twice and copies by the first count all the same. */
const harmless: Copy = (ddi, message, availableBytes) => {
  ddi.memory.readU8(message);
  fetchOnce(ddi, message, availableBytes);
};

const storing =
  (copy: Copy): Routine =>
  (request) => {
    const { length } = request.location;
    const address = length === 0 ? NULL_VA : addressOf(request);
    if (address !== NULL_VA) {
      try {
        copy(request.ddi, address, length - 1);
      } catch (error) {
        if ((error as Error).name !== 'AccessViolation') throw error;
      }
    }
    return request.complete(length);
  };

const runnerOf = (copy: Copy): CaseRunner =>
  new CaseRunner(subjectOf(wdmDriver({ [IRP_MJ_WRITE]: storing(copy) })));
const trace = (mode: BufferingMode) => traceOf(mode, [open(), write({ length: 4 }), write({ length: 0 })]);

function breachesOf(copy: Copy, mode: BufferingMode): Breach[] {
  return runnerOf(copy).breaches(trace(mode));
}

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
    expect(noDoubleFetch.variants(trace('buffered'))).toEqual([]);
  });

  it.each(['direct', 'neither'] as const)('in %s mode is found by a campaign and minimized', async (mode) => {
    const subject = subjectOf(wdmDriver({ [IRP_MJ_WRITE]: storing(fetchTwice) }));
    const { findings, properties } = await runCampaign({ subject, modes: [mode], cases: 60, seed: 3 });
    const found = findings.filter(({ property }) => property === PROPERTY);
    expect(found).toMatchObject([{ reason: 'in-bounds', trace: { ops: [{ op: 'open' }, { op: 'write' }] } }]);
    expect(properties.find(({ id }) => id === PROPERTY)?.compared).toBeGreaterThan(10);
  });
});

describe('no breach', () => {
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

/** What the relation says of a run under either of its conditions. */
function comparisonsOf(copy: Copy, mode: BufferingMode) {
  const runner = runnerOf(copy);
  const { run } = runner.run(trace(mode));
  return runner
    .variants(noDoubleFetch, trace(mode))
    .map((variant) => runner.compare(noDoubleFetch, run, variant).comparison);
}
