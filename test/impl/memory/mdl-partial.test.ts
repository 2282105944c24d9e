import { beforeEach, describe, expect, it } from 'vitest';
import { Mdl } from '../../../src/impl/memory/mdl.ts';
import {
  ioFreeMdl,
  mmBuildMdlForNonPagedPool,
  mmPrepareMdlForReuse,
} from '../../../src/impl/memory/mdl-allocate.ts';
import { mmProbeAndLockPages, mmUnlockPages } from '../../../src/impl/memory/mdl-lock.ts';
import { mmGetSystemAddressForMdlSafe, mmUnmapLockedPages } from '../../../src/impl/memory/mdl-map.ts';
import { ioBuildPartialMdl, mmAdvanceMdl } from '../../../src/impl/memory/mdl-partial.ts';
import { NULL_VA, type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import { UserMode } from '../../../src/nt/irql.ts';
import {
  IoReadAccess,
  MDL_ALLOCATED_FIXED_SIZE,
  MDL_MAPPED_TO_SYSTEM_VA,
  MDL_PAGES_LOCKED,
  MDL_PARTIAL,
  MDL_PARTIAL_HAS_BEEN_MAPPED,
  MDL_SOURCE_IS_NONPAGED_POOL,
} from '../../../src/nt/mdl.ts';
import { STATUS_INVALID_PARAMETER_2, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { mapUser, newKernel, stopCode, USER } from './kernel.ts';
import { allocated, framesOf, locked } from './mdls.ts';

const { kernel, restart } = newKernel();
const { memory, mm, pool } = kernel;
const view = (mdl: Va): Mdl => new Mdl(memory, mdl);

beforeEach(() => {
  restart();
  mapUser(kernel, USER, [5, 3, 8, 1]);
});

/** A partial MDL of `source`, allocated to measure. */
function partialOf(source: Va, address: Va, length: number): Va {
  const part = allocated(kernel, address, length || view(source).byteCount);
  ioBuildPartialMdl(mm, source, part, address, length);
  return part;
}

describe('R77 IoBuildPartialMdl', () => {
  it.each([
    [0, 0, 3 * 4096, [5, 3, 8, 1]],
    [0, 1, 1, [5]],
    [4096, 1000, 1000, [3]],
    [4000, 200, 200, [3]],
    [3900, 200, 200, [5, 3]],
    [8192, 0, 4096, [8, 1]],
    [12287, 1, 1, [1]],
  ])('from byte %d, length %d: %d bytes over frames %j', (skip, length, bytes, frames) => {
    const source = locked(kernel, vaAdd(USER, 100), 3 * 4096);
    const start = vaAdd(USER, 100 + skip);
    const part = partialOf(source, start, length);
    expect([view(part).virtualAddress, view(part).byteCount, framesOf(kernel, part)]).toEqual([
      start,
      bytes,
      frames,
    ]);
    expect(view(part).process).toBe(view(source).process);
  });

  it('of a source that is not locked is a bug check', () => {
    const source = allocated(kernel, USER, 8192);
    expect(stopCode(kernel, () => partialOf(source, USER, 1))).toBe('0xC4/0xb3');
  });

  it('of an unmapped source is PARTIAL and without a mapping', () => {
    const part = partialOf(locked(kernel, USER, 8192), USER, 1);
    expect([view(part).mdlFlags, view(part).mappedSystemVa]).toEqual([
      MDL_PARTIAL | MDL_ALLOCATED_FIXED_SIZE,
      NULL_VA,
    ]);
  });

  it("of a mapped source is within the source's mapping", () => {
    const source = locked(kernel, USER, 8192);
    const address = mmGetSystemAddressForMdlSafe(mm, source);
    const part = partialOf(source, vaAdd(USER, 5000), 10);
    expect(view(part).mdlFlags & (MDL_PARTIAL | MDL_MAPPED_TO_SYSTEM_VA | MDL_PAGES_LOCKED)).toBe(
      MDL_PARTIAL | MDL_MAPPED_TO_SYSTEM_VA,
    );
    expect(mmGetSystemAddressForMdlSafe(mm, part)).toBe(vaAdd(address, 5000));
    expect(kernel.systemPtes.liveSpans).toBe(1);
  });

  it('of an MDL for nonpaged pool is at the pool address', () => {
    const block = pool.allocate(100, 0, false);
    const source = allocated(kernel, block, 100);
    mmBuildMdlForNonPagedPool(mm, source);
    const part = partialOf(source, vaAdd(block, 30), 10);
    expect(view(part).mdlFlags & MDL_SOURCE_IS_NONPAGED_POOL).not.toBe(0);
    expect(mmGetSystemAddressForMdlSafe(mm, part)).toBe(vaAdd(block, 30));
  });

  it.each([
    ['before the source', -1, 1],
    ['at its end', 8192, 0],
    ['beyond its end', 8193, 0],
    ['longer than what is left', 8000, 193],
  ])('of a range %s is 0x12E', (_name, skip, length) => {
    const source = locked(kernel, vaAdd(USER, 4096), 8192);
    const part = allocated(kernel, USER, 4 * 4096);
    expect(
      stopCode(kernel, () => ioBuildPartialMdl(mm, source, part, vaAdd(USER, 4096 + skip), length)),
    ).toMatch(/^0x12E/);
  });

  it('into an MDL with too few pages is 0x40', () => {
    const target = pool.allocate(48 + 8, 0, true);
    const source = locked(kernel, USER, 8192);
    expect(stopCode(kernel, () => ioBuildPartialMdl(mm, source, target, USER, 4097))).toMatch(/^0x40/);
  });

  it("into an MDL inside a driver's own block is measured by its Size", () => {
    const target = vaAdd(pool.allocate(256, 0, true), 64);
    view(target).size = 48 + 8;
    const source = locked(kernel, USER, 8192);
    ioBuildPartialMdl(mm, source, target, vaAdd(USER, 4096), 4096);
    expect(framesOf(kernel, target)).toEqual([3]);
    expect(stopCode(kernel, () => ioBuildPartialMdl(mm, source, target, USER, 4097))).toMatch(/^0x40/);
  });
});

describe('R74, R78 a partial MDL with a mapping of its own', () => {
  it('shows the bytes it describes', () => {
    memory.writeU8(vaAdd(USER, 5000), 77);
    const part = partialOf(locked(kernel, USER, 8192), vaAdd(USER, 5000), 10);
    const address = mmGetSystemAddressForMdlSafe(mm, part);
    expect([memory.readU8(address), address & 0xfff]).toEqual([77, 5000 - 4096]);
    expect(view(part).mdlFlags & MDL_PARTIAL_HAS_BEEN_MAPPED).not.toBe(0);
  });

  it.each([
    ['MmPrepareMdlForReuse', mmPrepareMdlForReuse],
    ['IoFreeMdl', ioFreeMdl],
  ])('loses it by %s', (_name, routine) => {
    const part = partialOf(locked(kernel, USER, 8192), USER, 10);
    const address = mmGetSystemAddressForMdlSafe(mm, part);
    routine(mm, part);
    expect([memory.isMapped(address), kernel.systemPtes.liveSpans]).toEqual([false, 0]);
  });
});

describe("R78 a partial MDL within its source's mapping", () => {
  it.each([
    ['MmPrepareMdlForReuse', mmPrepareMdlForReuse],
    ['IoFreeMdl', ioFreeMdl],
  ])('leaves it alone at %s', (_name, routine) => {
    const source = locked(kernel, USER, 8192);
    const address = mmGetSystemAddressForMdlSafe(mm, source);
    routine(mm, partialOf(source, USER, 10));
    expect(memory.isMapped(address)).toBe(true);
  });

  it('R76 must not unmap it: 0xC4/0xB5', () => {
    const source = locked(kernel, USER, 8192);
    const address = mmGetSystemAddressForMdlSafe(mm, source);
    const part = partialOf(source, USER, 10);
    expect(stopCode(kernel, () => mmUnmapLockedPages(mm, address, part))).toBe('0xC4/0xb5');
  });
});

describe('R80 MmAdvanceMdl', () => {
  it.each([
    [0, [5, 3, 8, 1], 4],
    [1, [5, 3, 8, 1], 4],
    [3995, [5, 3, 8, 1], 4],
    [3996, [3, 8, 1], 3],
    [3997, [3, 8, 1], 3],
    [8092, [8, 1], 2],
    [12287, [1], 1],
    [12288, [1], 1],
  ])('by %d bytes leaves frames %j, %d locked', (bytes, frames, lockedPages) => {
    const mdl = locked(kernel, vaAdd(USER, 100), 3 * 4096);
    expect(mmAdvanceMdl(mm, mdl, bytes)).toBe(STATUS_SUCCESS);
    expect([view(mdl).virtualAddress, view(mdl).byteCount]).toEqual([
      vaAdd(USER, 100 + bytes),
      3 * 4096 - bytes,
    ]);
    expect([framesOf(kernel, mdl), mm.lockedPages]).toEqual([frames, lockedPages]);
    mmUnlockPages(mm, mdl);
    expect(mm.lockedPages).toBe(0);
  });

  it('over pages that it lets be written leaves them to whoever locked them for reading', () => {
    const reader = allocated(kernel, USER, 8192);
    mmProbeAndLockPages(mm, reader, UserMode, IoReadAccess);
    const writer = locked(kernel, USER, 8192);
    const frame = view(writer).frame(0);
    expect(mm.isReadLocked(frame)).toBe(false);
    mmAdvanceMdl(mm, writer, 4096);
    expect(mm.isReadLocked(frame)).toBe(true);
    expect(mm.isReadLocked(view(writer).frame(0))).toBe(false);
  });

  it('by a whole number of pages leaves nothing locked', () => {
    const mdl = locked(kernel, USER, 8192);
    expect([mmAdvanceMdl(mm, mdl, 8192), mm.lockedPages, view(mdl).pages]).toEqual([STATUS_SUCCESS, 0, 0]);
  });

  it('by more than there is changes nothing', () => {
    const mdl = locked(kernel, USER, 10);
    expect(mmAdvanceMdl(mm, mdl, 11)).toBe(STATUS_INVALID_PARAMETER_2);
    expect(view(mdl).byteCount).toBe(10);
  });

  it.each([100, 4096, 5000])('by %d bytes moves the system address along', (bytes) => {
    const mdl = locked(kernel, vaAdd(USER, 100), 3 * 4096);
    const address = mmGetSystemAddressForMdlSafe(mm, mdl);
    memory.writeU8(vaAdd(address, bytes), 99);
    mmAdvanceMdl(mm, mdl, bytes);
    expect(mmGetSystemAddressForMdlSafe(mm, mdl)).toBe(vaAdd(address, bytes));
    expect(memory.readU8(vaAdd(USER, 100 + bytes))).toBe(99);
    expect(memory.isMapped(address)).toBe(100 + bytes < 4096);
    mmUnlockPages(mm, mdl);
    expect([kernel.systemPtes.liveSpans, memory.isMapped(vaAdd(address, bytes))]).toEqual([0, false]);
  });

  it('of an MDL for nonpaged pool moves its system address along', () => {
    const block = pool.allocate(9000, 0, false);
    const mdl = allocated(kernel, block, 9000);
    mmBuildMdlForNonPagedPool(mm, mdl);
    mmAdvanceMdl(mm, mdl, 5000);
    expect(mmGetSystemAddressForMdlSafe(mm, mdl)).toBe(vaAdd(block, 5000));
    expect(memory.isMapped(block)).toBe(true);
  });

  it("of a partial MDL unmaps what it passes of its own mapping, not of the source's", () => {
    const source = locked(kernel, USER, 3 * 4096);
    const own = partialOf(source, USER, 0);
    const ownAddress = mmGetSystemAddressForMdlSafe(mm, own);
    mmAdvanceMdl(mm, own, 4096);
    ioFreeMdl(mm, own);
    expect([0, 1, 2].map((page) => memory.isMapped(vaAdd(ownAddress, page * 4096)))).toEqual([
      false,
      false,
      false,
    ]);
    const address = mmGetSystemAddressForMdlSafe(mm, source);
    const shared = partialOf(source, USER, 0);
    mmAdvanceMdl(mm, shared, 4096);
    expect([memory.isMapped(address), mmGetSystemAddressForMdlSafe(mm, shared)]).toEqual([
      true,
      vaAdd(address, 4096),
    ]);
    expect(mm.lockedPages).toBe(3);
  });

  it('of an MDL that describes no frames stops the machine', () => {
    const mdl = allocated(kernel, USER, 10);
    expect(stopCode(kernel, () => mmAdvanceMdl(mm, mdl, 1))).toBe('0xC4/0xb3');
  });
});
