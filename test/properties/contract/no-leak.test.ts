import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../../src/campaign/case-runner.ts';
import { type Ddi, Mdl, NULL_VA, type Va, vaAdd } from '../../../src/impl/ddi/index.ts';
import { FILE_DEVICE_UNKNOWN } from '../../../src/nt/device.ts';
import { UserMode } from '../../../src/nt/irql.ts';
import { IoReadAccess, NormalPagePriority } from '../../../src/nt/mdl.ts';
import { NonPagedPool, POOL_FLAG_NON_PAGED, poolTag } from '../../../src/nt/pool.ts';
import type { Op } from '../../../src/trace/op.ts';
import type { BufferingMode } from '../../../src/trace/trace.ts';
import { type Answering, type Replacements, replacing } from '../../campaign/replaced-routines.ts';
import { on, open, pendingDriver, subjectOf, traceOf, write } from '../../campaign/subjects.ts';
import { irp, judge, runOf } from './runs.ts';

const TAG = poolTag('Test');
const TWO_WRITES = [open(), write({ length: 5000 }), write({ length: 5000 }), on('close')];

/** Breaches of contract/no-leak, and of what else must not be accused for the same. */
function breachesOf(
  make: (ddi: Ddi, driver: Va) => Replacements,
  mode: BufferingMode = 'direct',
  ops: readonly Op[] = TWO_WRITES,
): string[] {
  const runner = new CaseRunner(subjectOf(replacing(make)));
  return runner
    .breaches(traceOf(mode, ops))
    .map(({ property, reason, op, observed }) => `${property} ${reason} ${op}: ${observed}`);
}

const writing = (make: (ddi: Ddi) => Answering, more: Replacements = {}) => {
  return (ddi: Ddi): Replacements => ({ write: make(ddi), ...more });
};

/** A partial MDL of an IRP's MDL, of all but its first byte. */
function partialOf(ddi: Ddi, source: Va): Va {
  const { virtualAddress, byteCount } = new Mdl(ddi.memory, source);
  const start = vaAdd(virtualAddress, 1);
  const part = ddi.IoAllocateMdl(start, byteCount - 1, false, false, NULL_VA);
  ddi.IoBuildPartialMdl(source, part, start, byteCount - 1);
  return part;
}

/** An MDL of the driver's own over a UserBuffer, its pages locked. */
function lockedOn(ddi: Ddi, buffer: Va, length: number): Va {
  const mdl = ddi.IoAllocateMdl(buffer, length, false, false, NULL_VA);
  ddi.MmProbeAndLockPages(mdl, UserMode, IoReadAccess);
  return mdl;
}

describe('a driver that leaks', () => {
  it('a pool block for each write', () => {
    const make = writing((ddi) => (_irp, { length }) => {
      ddi.ExAllocatePoolWithTag(NonPagedPool, 24, TAG);
      return length;
    });
    for (const mode of ['buffered', 'direct', 'neither'] as const) {
      expect(breachesOf(make, mode)).toEqual([
        'contract/no-leak pool-block 4: 2 pool blocks left after DriverUnload',
      ]);
    }
  });

  it('its device', () => {
    const make = (ddi: Ddi, driver: Va): Replacements => {
      const pointer = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 8, TAG);
      ddi.IoCreateDevice(driver, 0, NULL_VA, FILE_DEVICE_UNKNOWN, 0, false, pointer);
      ddi.ExFreePoolWithTag(pointer, TAG);
      return {};
    };
    expect(breachesOf(make, 'direct', [open()])).toEqual([
      'contract/no-leak pool-block 1: 1 pool block left after DriverUnload',
    ]);
  });

  it('partial MDLs', () => {
    const make = writing((ddi) => (request, { length }) => {
      partialOf(ddi, request.mdlAddress);
      return length;
    });
    expect(breachesOf(make)).toEqual([
      'contract/no-leak mdl 1: 1 MDL that IRP_MJ_WRITE made, still allocated after DriverUnload',
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
    expect(breachesOf(make)).toEqual([
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
      expect(breachesOf(make, 'neither')).toEqual([
        'contract/no-leak locked-pages 1: 2 pages that IRP_MJ_WRITE locked, still locked at process exit',
      ]);
    }
  });
});

describe('a driver that is honest', () => {
  it.each<[string, BufferingMode, (ddi: Ddi) => Replacements]>([
    [
      'frees its partial MDL, mapped as it is',
      'direct',
      writing((ddi) => (request, { length }) => {
        const part = partialOf(ddi, request.mdlAddress);
        ddi.MmGetSystemAddressForMdlSafe(part, NormalPagePriority);
        ddi.IoFreeMdl(part);
        return length;
      }),
    ],
    [
      'locks, maps, unlocks and frees',
      'neither',
      writing((ddi) => (request, { length }) => {
        const mdl = lockedOn(ddi, request.userBuffer, length);
        ddi.MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
        ddi.MmUnlockPages(mdl);
        ddi.IoFreeMdl(mdl);
        return length;
      }),
    ],
    [
      'R82 leaves its MDL in the chain of the IRP',
      'direct',
      writing((ddi) => (request, { length }) => {
        const { virtualAddress } = new Mdl(ddi.memory, request.mdlAddress);
        const mdl = ddi.IoAllocateMdl(virtualAddress, length, true, false, request.va);
        ddi.MmProbeAndLockPages(mdl, UserMode, IoReadAccess);
        return length;
      }),
    ],
    [
      'R78 uses one partial MDL again and again',
      'direct',
      (ddi) => {
        let kept = NULL_VA;
        return {
          write: (request, { length }) => {
            const { virtualAddress } = new Mdl(ddi.memory, request.mdlAddress);
            if (kept === NULL_VA) kept = ddi.IoAllocateMdl(virtualAddress, length, false, false, NULL_VA);
            ddi.IoBuildPartialMdl(request.mdlAddress, kept, virtualAddress, 0);
            ddi.MmGetSystemAddressForMdlSafe(kept, NormalPagePriority);
            ddi.MmPrepareMdlForReuse(kept);
            return length;
          },
          unload: () => ddi.IoFreeMdl(kept),
        };
      },
    ],
    [
      'keeps an MDL over its own pool',
      'buffered',
      (ddi) => {
        const block = ddi.ExAllocatePoolWithTag(NonPagedPool, 64, TAG);
        const mdl = ddi.IoAllocateMdl(block, 64, false, false, NULL_VA);
        ddi.MmBuildMdlForNonPagedPool(mdl);
        return {
          write: (_request, { length }) => {
            ddi.MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
            return length;
          },
          unload: () => {
            ddi.IoFreeMdl(mdl);
            ddi.ExFreePoolWithTag(block, TAG);
          },
        };
      },
    ],
    [
      'R17 has no DriverUnload',
      'buffered',
      writing(
        (ddi) =>
          (_irp, { length }) => {
            ddi.ExAllocatePoolWithTag(NonPagedPool, 24, TAG);
            return length;
          },
        { unload: null },
      ),
    ],
  ])('and %s is not accused', (_name, mode, make) => {
    expect(breachesOf(make, mode)).toEqual([]);
  });

  it('an IRP that is never completed is not accused a second time', () => {
    const runner = new CaseRunner(subjectOf(pendingDriver(4)));
    const ops = [open({ overlapped: true }), write({ length: 10, offset: '0' })];
    const properties = runner.breaches(traceOf('direct', ops)).map(({ property }) => property);
    expect(properties).toContain('contract/completed-or-pending');
    expect(properties).not.toContain('contract/no-leak');
  });
});

describe('what is compared', () => {
  it('IRPs that were finished, and an unload', () => {
    expect(judge('no-leak', runOf({ driverBlocks: 0 }))).toMatchObject({ compared: 2, breach: null });
    expect(judge('no-leak', runOf({ driverBlocks: null })).compared).toBe(1);
    expect(judge('no-leak', runOf({ irps: [] })).compared).toBe(0);
  });

  it('an IRP that was not finished leaves nothing to say of it, nor of the unload', () => {
    const irps = [irp(), irp({ finished: false, leftMdls: 1, leftMappings: 1, leftLockedPages: 1 })];
    const run = runOf({ irps, driverBlocks: 1 });
    expect(judge('no-leak', run)).toMatchObject({ compared: 1, breach: null });
  });

  it('one block is one block', () => {
    const { breach } = judge('no-leak', runOf({ driverBlocks: 1 }));
    expect(breach).toMatchObject({ reason: 'pool-block', observed: '1 pool block left after DriverUnload' });
  });
});
