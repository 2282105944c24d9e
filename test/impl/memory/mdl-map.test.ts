import { beforeEach, describe, expect, it } from 'vitest';
import { Mdl } from '../../../src/impl/memory/mdl.ts';
import { mmBuildMdlForNonPagedPool } from '../../../src/impl/memory/mdl-allocate.ts';
import { mmUnlockPages } from '../../../src/impl/memory/mdl-lock.ts';
import {
  mmGetSystemAddressForMdlSafe,
  mmMapLockedPages,
  mmUnmapLockedPages,
} from '../../../src/impl/memory/mdl-map.ts';
import { NULL_VA, SYSTEM_PTE_BASE, type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import { MDL_FREE_EXTRA_PTES, MDL_MAPPED_TO_SYSTEM_VA, MDL_MAPPING_CAN_FAIL } from '../../../src/nt/mdl.ts';
import { failing } from '../../../src/trace/during.ts';
import { mapUser, newKernel, stopCode, USER, violationOf } from './kernel.ts';
import { allocated, locked } from './mdls.ts';

const { kernel, restart } = newKernel();
const { memory, mm, pool } = kernel;
const view = (mdl: Va): Mdl => new Mdl(memory, mdl);

beforeEach(() => {
  restart();
  mapUser(kernel, USER, [5, 3, 8, 1]);
});

describe('R74 a system mapping', () => {
  it('is contiguous over scattered frames, at the in-page offset of the buffer', () => {
    const data = new Uint8Array(3 * 4096).map((_, index) => index % 251);
    memory.copyIn(vaAdd(USER, 100), data, 0, data.length);
    const address = mmMapLockedPages(mm, locked(kernel, vaAdd(USER, 100), data.length), true);
    const seen = new Uint8Array(data.length);
    memory.copyOut(address, seen, 0, seen.length);
    expect(seen).toEqual(data);
    expect(address & 0xfff).toBe(100);
    expect(address).toBeLessThan(0);
  });

  it('aliases the user pages, both ways', () => {
    const address = mmMapLockedPages(mm, locked(kernel, vaAdd(USER, 4095), 2), true);
    memory.writeU8(vaAdd(address, 1), 42);
    expect(memory.readU8(vaAdd(USER, 4096))).toBe(42);
    memory.writeU8(vaAdd(USER, 4095), 43);
    expect(memory.readU8(address)).toBe(43);
  });

  it('covers whole pages and nothing behind them (R84)', () => {
    const address = mmMapLockedPages(mm, locked(kernel, vaAdd(USER, 10), 20), true);
    expect(memory.isMapped(vaAdd(address, 4085))).toBe(true);
    expect(stopCode(kernel, () => memory.readU8(vaAdd(address, 4086)))).toMatch(/^0x50/);
  });

  it('R83 may be written though the user may only read', () => {
    const mdl = locked(kernel, USER, 1);
    mapUser(kernel, USER, [5], false);
    memory.writeU8(mmMapLockedPages(mm, mdl, true), 1);
    expect(memory.readU8(USER)).toBe(1);
  });

  it('is noted in the MDL', () => {
    const mdl = locked(kernel, vaAdd(USER, 7), 1);
    const address = mmMapLockedPages(mm, mdl, true);
    expect([view(mdl).mappedSystemVa, view(mdl).mdlFlags & MDL_MAPPED_TO_SYSTEM_VA]).toEqual([address, 1]);
  });

  it('of a frame that does not exist is 0x4E', () => {
    const mdl = locked(kernel, USER, 1);
    new Mdl(memory, mdl).setFrame(0, memory.frameCount);
    expect(stopCode(kernel, () => mmMapLockedPages(mm, mdl, true))).toBe('0x4E/0x7');
  });

  it('a second one of the same MDL is 0xC4/0xB2', () => {
    const mdl = locked(kernel, USER, 1);
    mmMapLockedPages(mm, mdl, true);
    expect(stopCode(kernel, () => mmMapLockedPages(mm, mdl, true))).toBe('0xC4/0xb2');
  });

  it('of an MDL that is not locked is 0xC4/0xB3', () => {
    const mdl = allocated(kernel, USER, 1);
    expect(stopCode(kernel, () => mmMapLockedPages(mm, mdl, true))).toBe('0xC4/0xb3');
  });

  it('R73 of an MDL for nonpaged pool is 0xC4/0xB2', () => {
    const mdl = allocated(kernel, pool.allocate(8, 0, false), 8);
    mmBuildMdlForNonPagedPool(mm, mdl);
    expect(stopCode(kernel, () => mmMapLockedPages(mm, mdl, true))).toBe('0xC4/0xb2');
  });
});

describe('R74 a mapping that fails', () => {
  const exhaust = (): void => {
    while (kernel.systemPtes.reserve(1) !== NULL_VA);
  };
  const strike = (): void => kernel.faults.arm(failing('system-mapping'));

  it.each([
    ['no system PTEs are left', exhaust],
    ['the fault plan says so', strike],
  ])('is NULL and changes nothing when %s', (_name, prepare) => {
    const mdl = locked(kernel, USER, 1);
    const { mdlFlags } = view(mdl);
    prepare();
    expect(mmMapLockedPages(mm, mdl, false)).toBe(NULL_VA);
    expect(mmGetSystemAddressForMdlSafe(mm, mdl)).toBe(NULL_VA);
    expect(view(mdl).mdlFlags).toBe(mdlFlags);
    mmUnlockPages(mm, mdl);
  });

  it('is 0x3F where failure is no option', () => {
    const mdl = locked(kernel, USER, 1);
    strike();
    expect(stopCode(kernel, () => mmMapLockedPages(mm, mdl, true))).toBe('0x3F/0x0');
  });

  it('is NULL all the same with MDL_MAPPING_CAN_FAIL', () => {
    const mdl = locked(kernel, USER, 1);
    view(mdl).mdlFlags |= MDL_MAPPING_CAN_FAIL;
    strike();
    expect(mmMapLockedPages(mm, mdl, true)).toBe(NULL_VA);
  });

  it.each(['irp-allocation', 'buffer-allocation'] as const)('is not what fault %s does', (fault) => {
    kernel.faults.arm(failing(fault));
    expect(mmGetSystemAddressForMdlSafe(mm, locked(kernel, USER, 1))).not.toBe(NULL_VA);
    expect(kernel.faults.struck).toBe(false);
  });
});

describe('R75 MmGetSystemAddressForMdlSafe', () => {
  it('gives the same address again, and a fault no longer matters', () => {
    const mdl = locked(kernel, USER, 1);
    const address = mmGetSystemAddressForMdlSafe(mm, mdl);
    kernel.faults.arm(failing('system-mapping'));
    expect(mmGetSystemAddressForMdlSafe(mm, mdl)).toBe(address);
    expect(kernel.systemPtes.liveSpans).toBe(1);
  });

  it('of NULL is an access to NULL', () => {
    expect(violationOf(() => mmGetSystemAddressForMdlSafe(mm, NULL_VA))).toEqual([NULL_VA, false]);
  });
});

describe('R76 MmUnmapLockedPages', () => {
  it('releases exactly the mapping', () => {
    const one = locked(kernel, vaAdd(USER, 50), 4096);
    const other = locked(kernel, USER, 1);
    const address = mmMapLockedPages(mm, one, true);
    const kept = mmMapLockedPages(mm, other, true);
    view(one).mdlFlags |= MDL_FREE_EXTRA_PTES;
    mmUnmapLockedPages(mm, address, one);
    expect([address, vaAdd(address, 4096), kept].map((va) => memory.isMapped(va))).toEqual([
      false,
      false,
      true,
    ]);
    expect(view(one).mdlFlags & (MDL_MAPPED_TO_SYSTEM_VA | MDL_FREE_EXTRA_PTES)).toBe(0);
    expect(kernel.systemPtes.liveSpans).toBe(1);
  });

  it('of what is not mapped is 0xC4/0xB6', () => {
    const mdl = locked(kernel, USER, 1);
    expect(stopCode(kernel, () => mmUnmapLockedPages(mm, SYSTEM_PTE_BASE, mdl))).toBe('0xC4/0xb6');
  });

  it('at another address is 0xC4/0xB6', () => {
    const mdl = locked(kernel, USER, 1);
    const address = mmMapLockedPages(mm, mdl, true);
    expect(stopCode(kernel, () => mmUnmapLockedPages(mm, vaAdd(address, 1), mdl))).toBe('0xC4/0xb6');
  });

  it('R73 of an MDL for nonpaged pool is 0xC4/0x7D', () => {
    const block = pool.allocate(8, 0, false);
    const mdl = allocated(kernel, block, 8);
    mmBuildMdlForNonPagedPool(mm, mdl);
    expect(stopCode(kernel, () => mmUnmapLockedPages(mm, block, mdl))).toBe('0xC4/0x7d');
  });
});
