import { beforeEach, describe, expect, it } from 'vitest';
import { Mdl } from '../../../src/impl/memory/mdl.ts';
import { mmBuildMdlForNonPagedPool } from '../../../src/impl/memory/mdl-allocate.ts';
import { mmProbeAndLockPages, mmUnlockPages } from '../../../src/impl/memory/mdl-lock.ts';
import { mmGetSystemAddressForMdlSafe } from '../../../src/impl/memory/mdl-map.ts';
import { ioBuildPartialMdl } from '../../../src/impl/memory/mdl-partial.ts';
import {
  HIGHEST_USER_ADDRESS,
  NULL_VA,
  POOL_BASE,
  SYSTEM_PTE_BASE,
  type Va,
  vaAdd,
} from '../../../src/impl/memory/va.ts';
import { DRIVER_PAGE_FAULT_IN_FREED_SPECIAL_POOL } from '../../../src/nt/bug-check.ts';
import { KernelMode, UserMode } from '../../../src/nt/irql.ts';
import {
  IoModifyAccess,
  IoReadAccess,
  IoWriteAccess,
  MDL_IO_SPACE,
  MDL_MAPPED_TO_SYSTEM_VA,
  MDL_PAGES_LOCKED,
  MDL_PARTIAL,
  MDL_SOURCE_IS_NONPAGED_POOL,
  MDL_WRITE_OPERATION,
} from '../../../src/nt/mdl.ts';
import { bugCheckOf, mapUser, newKernel, stopCode, USER, violationOf } from './kernel.ts';
import { allocated, framesOf, locked } from './mdls.ts';

const { kernel, restart } = newKernel();
const { memory, mm, pool } = kernel;
const view = (mdl: Va): Mdl => new Mdl(memory, mdl);
const OPERATIONS = [
  ['IoReadAccess', IoReadAccess],
  ['IoWriteAccess', IoWriteAccess],
  ['IoModifyAccess', IoModifyAccess],
] as const;

beforeEach(() => {
  restart();
  mapUser(kernel, USER, [5, 3, 8, 1]);
});

describe.each(OPERATIONS)('R71 MmProbeAndLockPages for %s', (_name, operation) => {
  const writes = operation !== IoReadAccess;

  it('records the frames and locks each', () => {
    const mdl = allocated(kernel, vaAdd(USER, 100), 3 * 4096);
    mmProbeAndLockPages(mm, mdl, UserMode, operation);
    expect(framesOf(kernel, mdl)).toEqual([5, 3, 8, 1]);
    expect(mm.lockedPages).toBe(4);
    expect(mm.frameLocks[kernel.firstUserFrame + 8]).toBe(1);
  });

  it('sets PAGES_LOCKED, WRITE_OPERATION unless it only reads, and the process of user memory', () => {
    const mdl = allocated(kernel, USER, 1);
    mmProbeAndLockPages(mm, mdl, UserMode, operation);
    const flags = view(mdl).mdlFlags & (MDL_PAGES_LOCKED | MDL_WRITE_OPERATION | MDL_MAPPED_TO_SYSTEM_VA);
    expect(flags).toBe(MDL_PAGES_LOCKED | (writes ? MDL_WRITE_OPERATION : 0));
    expect(view(mdl).process).not.toBe(NULL_VA);
  });

  it('of a read-only page raises only if it writes', () => {
    mapUser(kernel, vaAdd(USER, 4096), [3], false);
    const mdl = allocated(kernel, vaAdd(USER, 4000), 200);
    const flags = view(mdl).mdlFlags;
    if (writes) {
      expect(violationOf(() => mmProbeAndLockPages(mm, mdl, UserMode, operation))).toEqual([
        vaAdd(USER, 4096),
        true,
      ]);
      expect([view(mdl).mdlFlags, mm.lockedPages]).toEqual([flags, 0]);
    } else {
      mmProbeAndLockPages(mm, mdl, UserMode, operation);
      expect(mm.lockedPages).toBe(2);
    }
  });

  it('of an unmapped last page raises and changes nothing', () => {
    memory.unmap(vaAdd(USER, 3 * 4096), 1);
    const mdl = allocated(kernel, USER, 4 * 4096);
    const flags = view(mdl).mdlFlags;
    expect(violationOf(() => mmProbeAndLockPages(mm, mdl, UserMode, operation))[1]).toBe(false);
    expect([view(mdl).mdlFlags, mm.lockedPages]).toEqual([flags, 0]);
  });

  it.each([
    ['a system address', POOL_BASE, 1],
    ['an end beyond user space', HIGHEST_USER_ADDRESS, 2],
    ['a wrap', vaAdd(HIGHEST_USER_ADDRESS, -10), 0xfffff000],
  ])('for a user refuses %s', (_what, va, length) => {
    const mdl = pool.allocate(256, 0, true);
    const header = view(mdl);
    header.startVa = (va & ~0xfff) as Va;
    header.byteOffset = va & 0xfff;
    header.byteCount = length;
    expect(violationOf(() => mmProbeAndLockPages(mm, mdl, UserMode, operation))).toEqual([va, writes]);
  });
});

describe('R71 for the kernel', () => {
  it('locks pool, which has no process', () => {
    const mdl = allocated(kernel, pool.allocate(4096, 0, false), 4096);
    mmProbeAndLockPages(mm, mdl, KernelMode, IoWriteAccess);
    expect([view(mdl).process, mm.lockedPages]).toEqual([NULL_VA, 1]);
  });

  it('of an unmapped system address is 0x50', () => {
    const mdl = allocated(kernel, SYSTEM_PTE_BASE, 1);
    expect(bugCheckOf(kernel, () => mmProbeAndLockPages(mm, mdl, KernelMode, IoReadAccess)).code).toBe(0x50);
  });
});

describe('R71 preconditions', () => {
  it.each([
    ['locked', MDL_PAGES_LOCKED, '0xC4/0xb0'],
    ['mapped', MDL_MAPPED_TO_SYSTEM_VA, '0xC4/0xb0'],
    ['partial', MDL_PARTIAL, '0xC4/0xb0'],
    ['for I/O space', MDL_IO_SPACE, '0xC4/0xb0'],
    ['for nonpaged pool (R73)', MDL_SOURCE_IS_NONPAGED_POOL, '0xC4/0xb0'],
  ])('an MDL that is %s stops the machine', (_name, flags, code) => {
    const mdl = allocated(kernel, USER, 1);
    view(mdl).mdlFlags |= flags;
    expect(stopCode(kernel, () => mmProbeAndLockPages(mm, mdl, UserMode, IoReadAccess))).toBe(code);
  });

  it('an MDL of no bytes stops the machine', () => {
    const mdl = allocated(kernel, USER, 0);
    expect(stopCode(kernel, () => mmProbeAndLockPages(mm, mdl, UserMode, IoReadAccess))).toBe('0xC4/0xb0');
  });
});

describe('R71, R72 locks', () => {
  it('of one page by several MDLs are counted', () => {
    const first = locked(kernel, USER, 1);
    const second = locked(kernel, vaAdd(USER, 50), 1);
    expect(mm.frameLocks[kernel.firstUserFrame + 5]).toBe(2);
    mmUnlockPages(mm, first);
    mmUnlockPages(mm, second);
    expect([mm.frameLocks[kernel.firstUserFrame + 5], mm.lockedPages]).toEqual([0, 0]);
  });

  it('survive that the user unmaps the pages', () => {
    const mdl = locked(kernel, USER, 2 * 4096);
    memory.unmap(USER, 2);
    memory.writeU8(mmGetSystemAddressForMdlSafe(mm, mdl), 9);
    expect(memory.u8[(kernel.firstUserFrame + 5) * 4096]).toBe(9);
    mmUnlockPages(mm, mdl);
    expect(mm.lockedPages).toBe(0);
  });

  it('are forgotten by a restart', () => {
    locked(kernel, USER, 1);
    mm.reset();
    expect([mm.lockedPages, mm.frameLocks[kernel.firstUserFrame + 5]]).toEqual([0, 0]);
  });
});

describe('R72 MmUnlockPages', () => {
  it('unmaps a system mapping first and clears LOCKED and IO_SPACE', () => {
    const mdl = locked(kernel, USER, 1);
    const address = mmGetSystemAddressForMdlSafe(mm, mdl);
    view(mdl).mdlFlags |= MDL_IO_SPACE;
    mmUnlockPages(mm, mdl);
    expect(memory.isMapped(address)).toBe(false);
    expect(view(mdl).mdlFlags & (MDL_PAGES_LOCKED | MDL_MAPPED_TO_SYSTEM_VA | MDL_IO_SPACE)).toBe(0);
    expect(kernel.systemPtes.liveSpans).toBe(0);
  });

  it('twice is 0x76', () => {
    const mdl = locked(kernel, USER, 1);
    mmUnlockPages(mm, mdl);
    expect(stopCode(kernel, () => mmUnlockPages(mm, mdl))).toBe('0x76/0x1');
  });

  it('of an MDL that was never locked is 0xC4/0x7C', () => {
    const mdl = allocated(kernel, USER, 1);
    expect(stopCode(kernel, () => mmUnlockPages(mm, mdl))).toBe('0xC4/0x7c');
  });

  it('of an MDL for nonpaged pool is 0xC4/0x7D (R73)', () => {
    const mdl = allocated(kernel, pool.allocate(8, 0, false), 8);
    mmBuildMdlForNonPagedPool(mm, mdl);
    expect(stopCode(kernel, () => mmUnlockPages(mm, mdl))).toBe('0xC4/0x7d');
  });

  it('of a partial MDL is 0xC4/0xB4 (R78)', () => {
    const part = allocated(kernel, USER, 1);
    ioBuildPartialMdl(mm, locked(kernel, USER, 1), part, USER, 1);
    expect(stopCode(kernel, () => mmUnlockPages(mm, part))).toBe('0xC4/0xb4');
  });
});

describe('an MDL that was freed', () => {
  it.each([
    ['MmProbeAndLockPages', (mdl: Va) => mmProbeAndLockPages(mm, mdl, UserMode, IoReadAccess)],
    ['MmUnlockPages', (mdl: Va) => mmUnlockPages(mm, mdl)],
    ['MmGetSystemAddressForMdlSafe', (mdl: Va) => mmGetSystemAddressForMdlSafe(mm, mdl)],
  ])('is told as one, and not as what its memory looks like: %s', (_name, call) => {
    const mdl = allocated(kernel, USER, 1);
    pool.free(mdl);
    expect(bugCheckOf(kernel, () => call(mdl))).toMatchObject({
      code: DRIVER_PAGE_FAULT_IN_FREED_SPECIAL_POOL,
      reason: expect.stringMatching(/of an MDL that was freed$/),
    });
  });
});
