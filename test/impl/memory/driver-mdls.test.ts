import { describe, expect, it } from 'vitest';
import { DriverMdls, type LeftBehind } from '../../../src/impl/memory/driver-mdls.ts';
import type { Va } from '../../../src/impl/memory/va.ts';

const MDL = 0x1000 as Va;
const OTHER = 0x1100 as Va;

/** What an IRP leaves behind, counting how often it is asked for. */
class Asked implements LeftBehind {
  leftMdls = 0;
  leftMappings = 0;
  times = 0;
  #lockedPages = 0;

  get leftLockedPages(): number {
    this.times += 1;
    return this.#lockedPages;
  }

  set leftLockedPages(pages: number) {
    this.#lockedPages = pages;
  }
}

describe('DriverMdls', () => {
  it('forgets an MDL that was unlocked and freed', () => {
    const mdls = new DriverMdls();
    const irp = new Asked();
    for (let request = 0; request < 100; request += 1) {
      mdls.made(MDL, irp, 2);
      mdls.unlocked(MDL);
      mdls.freed(MDL, 1);
    }
    mdls.endProcess();
    mdls.unload();
    expect([irp.times, irp.leftLockedPages, irp.leftMdls]).toEqual([0, 0, 0]);
  });

  it('forgets all of an earlier run', () => {
    const mdls = new DriverMdls();
    const irp = new Asked();
    mdls.made(MDL, irp, 2);
    mdls.made(OTHER, irp, 2);
    mdls.freed(MDL, 1);
    mdls.reset();
    mdls.endProcess();
    mdls.unload();
    expect([irp.times, irp.leftLockedPages, irp.leftMdls]).toEqual([0, 0, 0]);
  });

  it('keeps what was freed with pages locked, and what was not freed', () => {
    const mdls = new DriverMdls();
    const locked = new Asked();
    const kept = new Asked();
    mdls.made(MDL, locked, 2);
    mdls.made(OTHER, kept, 1);
    mdls.made(OTHER, kept, 1);
    mdls.freed(MDL, 0x100);
    // Another MDL at the address of the one that was freed.
    mdls.made(MDL, kept, 0);
    mdls.unlocked(MDL);
    mdls.endProcess();
    mdls.unload();
    expect([locked.leftLockedPages, locked.leftMdls]).toEqual([2, 0]);
    expect([kept.leftLockedPages, kept.leftMdls]).toEqual([2, 2]);
  });

  it('frees all the MDLs in the memory that is freed, and no other', () => {
    const mdls = new DriverMdls();
    const irp = new Asked();
    mdls.made(MDL, irp, 0);
    mdls.made(0x10ff as Va, irp, 0);
    mdls.made(OTHER, irp, 0);
    mdls.freed(MDL, 0x100);
    mdls.unload();
    expect(irp.leftMdls).toBe(1);
  });
});
