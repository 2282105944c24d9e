import { describe, expect, it } from 'vitest';
import { type Ddi, Mdl, NULL_VA } from '../../../src/impl/ddi/index.ts';
import { UserMode } from '../../../src/nt/irql.ts';
import { IoReadAccess, NormalPagePriority } from '../../../src/nt/mdl.ts';
import { NonPagedPool } from '../../../src/nt/pool.ts';
import type { BufferingMode } from '../../../src/trace/trace.ts';
import type { Replacements } from '../../execution/replaced-routines.ts';
import { breachesOf, lockedOn, partialOf, TAG, writing } from './no-leak.setup.ts';

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

  it('partial MDLs', () => {
    const make = writing((ddi) => (request, { length }) => {
      partialOf(ddi, request.mdlAddress);
      return length;
    });
    expect(breachesOf(make)).toEqual([
      'contract/no-leak mdl 1: 1 MDL that IRP_MJ_WRITE made, still allocated after DriverUnload',
    ]);
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
});
