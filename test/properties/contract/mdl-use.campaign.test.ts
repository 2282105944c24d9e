import { describe, expect, it } from 'vitest';
import { type Ddi, Mdl, NULL_VA, type Va, vaAdd } from '../../../src/impl/ddi/index.ts';
import { UserMode } from '../../../src/nt/irql.ts';
import { IoReadAccess, NormalPagePriority } from '../../../src/nt/mdl.ts';
import { allocated, breachesOf, map, partial, poolMdl, TAG, type Use } from './mdl-use.setup.ts';

const mapAgain = (ddi: Ddi, mdl: Va): Va =>
  ddi.MmMapLockedPagesSpecifyCache(mdl, 0, 1, NULL_VA, false, NormalPagePriority);

describe('a driver that', () => {
  it.each<[string, string, Use]>([
    ['0xc4-0x7c', 'unlocks what it never locked', (ddi, _irp, va) => ddi.MmUnlockPages(allocated(ddi, va))],
    [
      '0x76-0x1',
      'R72 unlocks twice',
      (ddi, { mdlAddress }) => {
        ddi.MmUnlockPages(mdlAddress);
        ddi.MmUnlockPages(mdlAddress);
      },
    ],
    ['0xc4-0x7d', 'unlocks an MDL for nonpaged pool', (ddi) => ddi.MmUnlockPages(poolMdl(ddi))],
    [
      '0xc4-0x7f',
      'builds an MDL for pool over user pages',
      (ddi, _irp, va) => {
        ddi.MmBuildMdlForNonPagedPool(allocated(ddi, va));
      },
    ],
    [
      '0xc4-0xb0',
      'R73 locks an MDL for nonpaged pool',
      (ddi) => ddi.MmProbeAndLockPages(poolMdl(ddi), UserMode, IoReadAccess),
    ],
    [
      '0xc4-0xb0',
      'R71 locks twice',
      (ddi, { mdlAddress }) => ddi.MmProbeAndLockPages(mdlAddress, UserMode, IoReadAccess),
    ],
    [
      '0xc4-0xb2',
      'R74 maps twice',
      (ddi, { mdlAddress }) => {
        map(ddi, mdlAddress);
        mapAgain(ddi, mdlAddress);
      },
    ],
    ['0xc4-0xb3', 'maps what is not locked', (ddi, _irp, va) => map(ddi, allocated(ddi, va))],
    [
      '0xc4-0xb3',
      'R77 builds a partial MDL of what is not locked',
      (ddi, _irp, va) => ddi.IoBuildPartialMdl(allocated(ddi, va), allocated(ddi, va), va, 0),
    ],
    [
      '0xc4-0xb4',
      'R78 unlocks a partial MDL',
      (ddi, request, va) => ddi.MmUnlockPages(partial(ddi, request, va)),
    ],
    [
      '0xc4-0xb5',
      'R76 unmaps a partial MDL that has the mapping of its source',
      (ddi, request, va) => {
        map(ddi, request.mdlAddress);
        const part = partial(ddi, request, va);
        ddi.MmUnmapLockedPages(map(ddi, part), part);
      },
    ],
    [
      '0xc4-0xb6',
      'R76 unmaps twice',
      (ddi, { mdlAddress }) => {
        const address = map(ddi, mdlAddress);
        ddi.MmUnmapLockedPages(address, mdlAddress);
        ddi.MmUnmapLockedPages(address, mdlAddress);
      },
    ],
    [
      '0xc4-0xb8',
      'R79 frees a mapped MDL',
      (ddi, _irp, va) => {
        const mdl = allocated(ddi, va);
        ddi.MmProbeAndLockPages(mdl, UserMode, IoReadAccess);
        map(ddi, mdl);
        ddi.IoFreeMdl(mdl);
      },
    ],
    [
      '0xc4-0x13',
      'frees an MDL twice',
      (ddi, _irp, va) => {
        const mdl = allocated(ddi, va);
        ddi.IoFreeMdl(mdl);
        ddi.IoFreeMdl(mdl);
      },
    ],
    [
      '0xc4-0x13',
      'R82 frees the MDL of its IRP',
      (ddi, { mdlAddress }) => {
        ddi.MmUnlockPages(mdlAddress);
        ddi.IoFreeMdl(mdlAddress);
      },
    ],
    ['0xc4-0x10', 'frees what is no MDL', (ddi, { va }) => ddi.IoFreeMdl(vaAdd(va, 16))],
    [
      '0x12e',
      'R77 builds a partial MDL beyond its source',
      (ddi, { mdlAddress }, va) => {
        ddi.IoBuildPartialMdl(mdlAddress, allocated(ddi, va), vaAdd(va, 4999), 2);
      },
    ],
    [
      '0x40',
      'R77 builds a partial MDL into one too small',
      (ddi, { mdlAddress }, va) => {
        const small = ddi.ExAllocatePool2(0x40, 56, TAG);
        ddi.IoBuildPartialMdl(mdlAddress, small, va, 0);
      },
    ],
    [
      '0x4e-0x7',
      'maps an MDL with a frame there is none of',
      (ddi, { mdlAddress }) => {
        new Mdl(ddi.memory, mdlAddress).setFrame(1, 0x7fffffff);
        map(ddi, mdlAddress);
      },
    ],
  ])('%s: %s', (reason, _name, use) => {
    expect(breachesOf(use)).toEqual([`contract/mdl-use ${reason} 1`]);
  });
});
