import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../../src/execution/case-runner.ts';
import { type Ddi, NULL_VA, type Va } from '../../../src/impl/ddi/index.ts';
import { FILE_DEVICE_UNKNOWN } from '../../../src/nt/device.ts';
import { NormalPagePriority } from '../../../src/nt/mdl.ts';
import { POOL_FLAG_NON_PAGED } from '../../../src/nt/pool.ts';
import { open, pendingDriver, subjectOf, traceOf, write } from '../../campaign/subjects.ts';
import type { Replacements } from '../../execution/replaced-routines.ts';
import { lockedOn, ownBreachesOf, partialOf, TAG, writing } from './no-leak.setup.ts';
import { irp, judge, runOf } from './runs.ts';

describe('a driver that leaks', () => {
  it('its device', () => {
    const make = (ddi: Ddi, driver: Va): Replacements => {
      const pointer = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 8, TAG);
      ddi.IoCreateDevice(driver, 0, NULL_VA, FILE_DEVICE_UNKNOWN, 0, false, pointer);
      ddi.ExFreePoolWithTag(pointer, TAG);
      return {};
    };
    expect(ownBreachesOf(make, 'direct', [open()])).toEqual([
      'contract/no-leak pool-block 1: 1 pool block left after DriverUnload',
    ]);
  });

  it('mappings of partial MDLs', () => {
    const parts: Va[] = [];
    const make = (ddi: Ddi): Replacements => ({
      write: (request, { length }) => {
        const part = partialOf(ddi, request.mdlAddress);
        ddi.MmGetSystemAddressForMdlSafe(part, NormalPagePriority);
        parts.push(part);
        return length;
      },
      unload: () => {
        for (const part of parts.splice(0)) ddi.IoFreeMdl(part);
      },
    });
    expect(ownBreachesOf(make)).toEqual([
      'contract/no-leak mapping 1: IRP_MJ_WRITE left 1 system mapping of pages that are no longer locked',
    ]);
  });

  it('locked pages, its MDL kept or freed', () => {
    for (const frees of [false, true]) {
      const make = writing((ddi) => (request, { length }) => {
        const mdl = lockedOn(ddi, request.userBuffer, length);
        if (frees) ddi.IoFreeMdl(mdl);
        return length;
      });
      expect(ownBreachesOf(make, 'neither')).toEqual([
        'contract/no-leak locked-pages 1: 2 pages that IRP_MJ_WRITE locked, still locked at process exit',
      ]);
    }
  });
});

describe('a driver that is honest', () => {
  it('an IRP that is never completed is not accused a second time', () => {
    const runner = new CaseRunner(subjectOf(pendingDriver(4)));
    const ops = [open({ overlapped: true }), write({ length: 10, offset: '0' })];
    const { verdicts } = runner.run(traceOf('direct', ops)).judgement;
    const properties = verdicts.flatMap(({ property, breach }) => (breach === null ? [] : property));
    expect(properties).toContain('contract/completed-or-pending');
    expect(properties).not.toContain('contract/no-leak');
  });
});

describe('what is compared', () => {
  it('IRPs that were finished, and an unload', () => {
    expect(judge('no-leak', runOf({ driverBlocks: 0 }))).toMatchObject({ compared: 2, breach: null });
    expect(judge('no-leak', runOf({ driverBlocks: null })).compared).toBe(1);
    expect(judge('no-leak', runOf({ requests: [] })).compared).toBe(0);
  });

  it('an IRP that was not finished leaves nothing to say of it, nor of the unload', () => {
    const irps = [irp(), irp({ finishedAt: null, leftMdls: 1, leftMappings: 1, leftLockedPages: 1 })];
    const run = runOf({ requests: irps, driverBlocks: 1 });
    expect(judge('no-leak', run)).toMatchObject({ compared: 1, breach: null });
  });

  it('a link that is left is one after DriverUnload, and where that had all it asked for', () => {
    const left = runOf({ driverBlocks: 0, leftLinks: 1 });
    expect(judge('no-leak', left).breach).toMatchObject({
      reason: 'link',
      origin: 'DriverUnload',
      observed: '1 symbolic link left after DriverUnload',
    });
    const failed = judge('no-leak', { ...left, loaded: false }).breach;
    expect(failed?.observed).toBe('1 symbolic link left after the DriverEntry that failed');
    expect(judge('no-leak', { ...left, driverBlocks: 2 }).breach?.reason).toBe('pool-block');
    expect(judge('no-leak', { ...left, faulted: { load: false, unload: true } }).breach).toBeNull();
    expect(judge('no-leak', { ...left, driverBlocks: null }).breach).toBeNull();
  });

  it.each([
    [
      { poolBlocks: 2, mappings: 1, lockedPages: 1 },
      'irp-memory',
      '2 pool blocks of IRPs left after DriverUnload',
    ],
    [{ poolBlocks: 0, mappings: 1, lockedPages: 3 }, 'mapping', '1 system mapping left after DriverUnload'],
    [
      { poolBlocks: 0, mappings: 0, lockedPages: 3 },
      'locked-pages',
      '3 locked pages left after DriverUnload',
    ],
  ])('what is nobody’s is left by an IRP: %o', (balance, reason, observed) => {
    const left = runOf({ driverBlocks: 0, balance });
    expect(judge('no-leak', left).breach).toMatchObject({ reason, observed });
    expect(judge('no-leak', { ...left, driverBlocks: 1 }).breach?.reason).toBe('pool-block');
    expect(judge('no-leak', { ...left, leftLinks: 1 }).breach?.reason).toBe('link');
    expect(judge('no-leak', { ...left, driverBlocks: null }).breach).toBeNull();
    expect(judge('no-leak', { ...left, requests: [irp({ finishedAt: null })] }).breach).toBeNull();
  });

  it('one block is one block', () => {
    const { breach } = judge('no-leak', runOf({ driverBlocks: 1 }));
    expect(breach).toMatchObject({ reason: 'pool-block', observed: '1 pool block left after DriverUnload' });
  });
});
