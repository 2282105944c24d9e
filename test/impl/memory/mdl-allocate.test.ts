import { beforeEach, describe, expect, it } from 'vitest';
import { Mdl } from '../../../src/impl/memory/mdl.ts';
import {
  ioAllocateMdl,
  ioFreeMdl,
  mmBuildMdlForNonPagedPool,
  mmInitializeMdl,
  mmPrepareMdlForReuse,
  mmSizeOfMdl,
} from '../../../src/impl/memory/mdl-allocate.ts';
import { mmUnlockPages } from '../../../src/impl/memory/mdl-lock.ts';
import { mmGetSystemAddressForMdlSafe, mmUnmapLockedPages } from '../../../src/impl/memory/mdl-map.ts';
import { NULL_VA, SYSTEM_PTE_BASE, type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import {
  MDL_ALLOCATED_FIXED_SIZE,
  MDL_IO_SPACE,
  MDL_MAPPED_TO_SYSTEM_VA,
  MDL_PAGES_LOCKED,
  MDL_PARTIAL,
  MDL_SOURCE_IS_NONPAGED_POOL,
} from '../../../src/nt/mdl.ts';
import { mapUser, newKernel, stopCode, USER } from './kernel.ts';
import { allocated, framesOf, locked } from './mdls.ts';

const { kernel, restart } = newKernel();
const { memory, mm, pool } = kernel;
const view = (mdl: Va): Mdl => new Mdl(memory, mdl);

beforeEach(() => {
  restart();
  mapUser(kernel, USER, [5, 3, 8, 1]);
});

describe('R67, R69 MmInitializeMdl', () => {
  it.each([
    [0, 1, 1],
    [0x123, 0xedd, 1],
    [0x123, 0xede, 2],
    [0xfff, 1, 1],
    [0xfff, 2, 2],
    [0, 0x1000, 1],
    [1, 0x1000, 2],
    [0, 3 * 0x1000, 3],
  ])('of a buffer %d bytes into a page, %d bytes: %d pages', (offset, length, pages) => {
    const mdl = pool.allocate(256, 0, false);
    mmInitializeMdl(mm, mdl, vaAdd(USER, offset), length);
    const { next, size, mdlFlags, startVa, byteOffset, byteCount } = view(mdl);
    expect({ next, size, mdlFlags, startVa, byteOffset, byteCount }).toEqual({
      next: NULL_VA,
      size: 48 + 8 * pages,
      mdlFlags: 0,
      startVa: USER,
      byteOffset: offset,
      byteCount: length,
    });
    expect(view(mdl).pages).toBe(pages);
  });

  it('leaves process, mapping and frames as they were', () => {
    const mdl = pool.allocate(64, 0, false);
    const before = new Uint8Array(64);
    memory.copyOut(mdl, before, 0, 64);
    mmInitializeMdl(mm, mdl, USER, 100);
    const after = new Uint8Array(64);
    memory.copyOut(mdl, after, 0, 64);
    for (const range of [
      [0x10, 0x20],
      [0x30, 0x40],
    ] as const) {
      expect(after.subarray(...range)).toEqual(before.subarray(...range));
    }
  });

  it('stores the low 16 bits of the size', () => {
    const mdl = pool.allocate(64, 0, false);
    mmInitializeMdl(mm, mdl, USER, 8192 * 4096);
    expect(view(mdl).size).toBe((48 + 8 * 8192) & 0xffff);
  });

  it.each([
    [0, 0, 48],
    [0, 1, 56],
    [0xfff, 2, 64],
  ])('MmSizeOfMdl %d into a page, %d bytes: %d', (offset, length, size) => {
    expect(mmSizeOfMdl(vaAdd(USER, offset), length)).toBe(size);
  });
});

describe('R70 IoAllocateMdl', () => {
  it.each([
    [23 * 4096, MDL_ALLOCATED_FIXED_SIZE, 48 + 8 * 23],
    [1, MDL_ALLOCATED_FIXED_SIZE, 48 + 8 * 23],
    [23 * 4096 + 1, 0, 48 + 8 * 24],
  ])('of %d bytes: flags %d, %d bytes of pool', (length, flags, bytes) => {
    const mdl = allocated(kernel, USER, length);
    expect([view(mdl).mdlFlags, pool.sizeOf(mdl)]).toEqual([flags, bytes]);
  });

  it.each([0, 0x7fff0000, SYSTEM_PTE_BASE])('does not look at the address %d', (va) => {
    expect(view(allocated(kernel, va as Va, 10)).virtualAddress).toBe(va);
  });

  it.each([0xfffff001, 0xffffffff, 2 ** 32, -1])('of %d bytes is NULL: too long for one MDL', (length) => {
    expect(ioAllocateMdl(mm, USER, length)).toBe(NULL_VA);
  });

  it('is NULL when pool is exhausted', () => {
    while (pool.allocate(4096, 0, false) !== NULL_VA);
    while (pool.allocate(16, 0, false) !== NULL_VA);
    while (pool.allocate(48 + 8 * 23, 0, false) !== NULL_VA);
    expect(ioAllocateMdl(mm, USER, 1)).toBe(NULL_VA);
  });
});

describe('R79 IoFreeMdl', () => {
  it('frees this MDL alone, not its chain', () => {
    const first = allocated(kernel, USER, 1);
    const second = allocated(kernel, USER, 1);
    view(first).next = second;
    ioFreeMdl(mm, first);
    expect([pool.sizeOf(first) > 0, pool.sizeOf(second) > 0]).toEqual([false, true]);
  });

  it('unlocks nothing', () => {
    ioFreeMdl(mm, locked(kernel, USER, 4096));
    expect(mm.lockedPages).toBe(1);
  });

  it('of a mapped MDL is 0xC4/0xB8', () => {
    const mdl = locked(kernel, USER, 1);
    mmGetSystemAddressForMdlSafe(mm, mdl);
    expect(stopCode(kernel, () => ioFreeMdl(mm, mdl))).toBe('0xC4/0xb8');
  });

  it('of what is no MDL is 0xC4/0x10', () => {
    const block = pool.allocate(128, 0, true);
    expect(stopCode(kernel, () => ioFreeMdl(mm, vaAdd(block, 16)))).toBe('0xC4/0x10');
  });

  it('R82 twice is 0xC4/0x13', () => {
    const mdl = allocated(kernel, USER, 1);
    ioFreeMdl(mm, mdl);
    expect(stopCode(kernel, () => ioFreeMdl(mm, mdl))).toBe('0xC4/0x13');
  });
});

describe('R73 MmBuildMdlForNonPagedPool', () => {
  it.each([
    [16, 0],
    [4096, 0],
    [9000, 4000],
  ])('describes a pool block of %d bytes from byte %d on', (size, skip) => {
    const block = pool.allocate(size, 0, false);
    const address = vaAdd(block, skip);
    const mdl = allocated(kernel, address, size - skip);
    mmBuildMdlForNonPagedPool(mm, mdl);
    const built = view(mdl);
    expect([built.process, built.mappedSystemVa]).toEqual([NULL_VA, address]);
    expect(built.mdlFlags & (MDL_SOURCE_IS_NONPAGED_POOL | MDL_PAGES_LOCKED | MDL_MAPPED_TO_SYSTEM_VA)).toBe(
      MDL_SOURCE_IS_NONPAGED_POOL,
    );
    expect(Array.from({ length: built.pages }, (_, page) => built.frame(page))).toEqual(
      Array.from({ length: built.pages }, (_, page) => memory.frameOf(vaAdd(built.startVa, page * 4096))),
    );
    expect(mmGetSystemAddressForMdlSafe(mm, mdl)).toBe(address);
    expect(mm.lockedPages).toBe(0);
    ioFreeMdl(mm, mdl);
  });

  it.each([
    ['locked', MDL_PAGES_LOCKED],
    ['mapped', MDL_MAPPED_TO_SYSTEM_VA],
    ['built', MDL_SOURCE_IS_NONPAGED_POOL],
    ['partial', MDL_PARTIAL],
    ['for I/O space', MDL_IO_SPACE],
  ])('of an MDL that is %s is 0xC4/0x7F', (_name, flags) => {
    const mdl = allocated(kernel, pool.allocate(16, 0, false), 16);
    view(mdl).mdlFlags |= flags;
    expect(stopCode(kernel, () => mmBuildMdlForNonPagedPool(mm, mdl))).toBe('0xC4/0x7f');
  });

  it('of user memory is 0xC4/0x7F', () => {
    const mdl = allocated(kernel, USER, 16);
    expect(stopCode(kernel, () => mmBuildMdlForNonPagedPool(mm, mdl))).toBe('0xC4/0x7f');
  });

  it('of pool that is not mapped is 0x50', () => {
    const block = pool.allocate(4096, 0, false);
    const mdl = allocated(kernel, block, 4096);
    pool.free(block);
    expect(stopCode(kernel, () => mmBuildMdlForNonPagedPool(mm, mdl))).toMatch(/^0x50/);
  });
});

describe('R78 MmPrepareMdlForReuse', () => {
  it('leaves an MDL alone that is not a mapped partial', () => {
    const mdl = locked(kernel, USER, 1);
    const address = mmGetSystemAddressForMdlSafe(mm, mdl);
    mmPrepareMdlForReuse(mm, mdl);
    expect(memory.isMapped(address)).toBe(true);
    mmUnmapLockedPages(mm, address, mdl);
    mmUnlockPages(mm, mdl);
    expect(framesOf(kernel, mdl)).toEqual([5]);
  });
});
