import { beforeEach, describe, expect, it } from 'vitest';
import { Mdl } from '../../../src/impl/memory/mdl.ts';
import { PTE_WATCHED } from '../../../src/impl/memory/page-table.ts';
import { POOL_BASE, SYSTEM_PTE_BASE, type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import { mapUser, newKernel, USER } from './kernel.ts';

const { kernel, restart } = newKernel();
const { memory } = kernel;
const HERE = new Uint8Array(3 * 4096);
const FRAME = 5;
const POSITION = (kernel.firstUserFrame + FRAME) * 4096;

let told: [position: number, lengthBytes: number, write: boolean][] = [];
memory.watcher = { accessed: (...access) => told.push(access) };

beforeEach(() => {
  restart();
  memory.unwatch();
  memory.unmap(SYSTEM_PTE_BASE, 4);
  told = [];
});

const isWatched = (va: Va): boolean => (memory.entry(va) & PTE_WATCHED) !== 0;

describe('a watched page', () => {
  it.each<[string, (va: Va) => unknown, number, boolean]>([
    ['readU8', (va) => memory.readU8(va), 1, false],
    ['readI32', (va) => memory.readI32(va), 4, false],
    ['copyOut', (va) => memory.copyOut(va, HERE, 0, 17), 17, false],
    ['copy from', (va) => memory.copy(vaAdd(USER, 4096), va, 9), 9, false],
    ['writeU8', (va) => memory.writeU8(va, 1), 1, true],
    ['writeI32', (va) => memory.writeI32(va, 1), 4, true],
    ['copyIn', (va) => memory.copyIn(va, HERE, 0, 17), 17, true],
    ['copy to', (va) => memory.copy(va, vaAdd(USER, 4096), 9), 9, true],
    ['fill', (va) => memory.fill(va, 1, 30), 30, true],
  ])('tells of %s', (_name, access, lengthBytes, write) => {
    mapUser(kernel, USER, [FRAME, 2]);
    access(vaAdd(USER, 8));
    expect(told).toEqual([]);
    memory.watch(USER, 1);
    access(vaAdd(USER, 8));
    expect(told).toEqual([[POSITION + 8, lengthBytes, write]]);
    memory.unwatch();
    access(vaAdd(USER, 8));
    expect(told).toHaveLength(1);
  });

  it('is none where nothing is mapped: the first frame is watched for nobody', () => {
    memory.mapRun(POOL_BASE, 0, 1, true);
    memory.watch(vaAdd(USER, 64 * 4096), 1);
    expect(isWatched(POOL_BASE)).toBe(false);
    memory.readU8(POOL_BASE);
    expect(told).toEqual([]);
  });

  it('tells of the fields of a structure in it, also of one that was looked at before', () => {
    memory.mapRun(POOL_BASE, 0, 2, true);
    memory.u8.fill(0, 0, 2 * 4096);
    const mdl = new Mdl(memory, vaAdd(POOL_BASE, 4096 + 64));
    mdl.byteOffset = 3;
    memory.watch(vaAdd(POOL_BASE, 4096), 4096);
    expect([mdl.byteOffset, new Mdl(memory, vaAdd(POOL_BASE, 64)).byteOffset]).toEqual([3, 0]);
    mdl.byteCount = 1;
    expect(told).toEqual([
      [4096 + 64 + 0x2c, 4, false],
      [4096 + 64 + 0x28, 4, true],
    ]);
  });

  it('in the middle of a copy tells of the whole run', () => {
    mapUser(kernel, USER, [FRAME, FRAME + 1, FRAME + 2]);
    memory.watch(vaAdd(USER, 4096), 1);
    memory.copyOut(vaAdd(USER, 10), HERE, 0, 2 * 4096);
    expect(told).toEqual([[POSITION + 10, 2 * 4096, false]]);
  });

  it('behind all that is copied is not told of it', () => {
    mapUser(kernel, USER, [FRAME, FRAME + 1]);
    memory.watch(vaAdd(USER, 4096), 1);
    memory.copyOut(USER, HERE, 0, 4096);
    memory.fill(vaAdd(USER, 4000), 1, 96);
    expect(told).toEqual([]);
    memory.fill(vaAdd(USER, 4000), 1, 97);
    expect(told).toEqual([[POSITION + 4000, 97, true]]);
  });

  it('is every page that leads to its frame, mapped before or later', () => {
    const second = vaAdd(USER, 3 * 4096);
    const below = vaAdd(USER, -4096);
    mapUser(kernel, USER, [FRAME, 2]);
    mapUser(kernel, second, [FRAME]);
    mapUser(kernel, below, [FRAME]);
    memory.mapReadLocked(SYSTEM_PTE_BASE, kernel.firstUserFrame + FRAME);
    memory.watch(USER, 4096);
    memory.mapPage(vaAdd(SYSTEM_PTE_BASE, 4096), kernel.firstUserFrame + FRAME, true);
    const all = [USER, second, below, SYSTEM_PTE_BASE, vaAdd(SYSTEM_PTE_BASE, 4096)];
    expect(all.map(isWatched)).toEqual(all.map(() => true));
    expect(isWatched(vaAdd(USER, 4096))).toBe(false);
    memory.unwatch();
    expect(all.map(isWatched)).toEqual(all.map(() => false));
    mapUser(kernel, vaAdd(USER, 4096), [FRAME]);
    expect(isWatched(vaAdd(USER, 4096))).toBe(false);
    memory.unmap(below, 1);
  });

  it('of pool is found where an MDL maps it too', () => {
    memory.mapRun(POOL_BASE, 0, 1, true);
    memory.mapPage(vaAdd(SYSTEM_PTE_BASE, 4096), 0, true);
    memory.watch(POOL_BASE, 16);
    memory.readU8(vaAdd(SYSTEM_PTE_BASE, 4096 + 3));
    expect(told).toEqual([[3, 1, false]]);
  });

  it('of pool is found by every page of pool', () => {
    const pages = [0, 1, 2].map((page) => vaAdd(POOL_BASE, page * 4096));
    for (const va of pages) memory.mapPage(va, 0, true);
    memory.watch(vaAdd(POOL_BASE, 4096), 1);
    expect(pages.map(isWatched)).toEqual([true, true, true]);
    memory.unwatch();
    expect(pages.map(isWatched)).toEqual([false, false, false]);
    memory.unmap(POOL_BASE, 3);
  });

  it('that an MDL maps is found where others map it too', () => {
    const pages = [0, 1, 2].map((page) => vaAdd(SYSTEM_PTE_BASE, page * 4096));
    for (const va of pages) memory.mapPage(va, kernel.firstUserFrame + FRAME, true);
    memory.watch(vaAdd(SYSTEM_PTE_BASE, 4096), 1);
    expect(pages.map(isWatched)).toEqual([true, true, true]);
    memory.unwatch();
    expect(pages.map(isWatched)).toEqual([false, false, false]);
  });

  it('that is unmapped is forgotten, and its frame is not', () => {
    mapUser(kernel, USER, [FRAME]);
    memory.watch(USER, 1);
    memory.unmap(USER, 1);
    mapUser(kernel, USER, [2]);
    mapUser(kernel, vaAdd(USER, 4096), [FRAME]);
    expect([isWatched(USER), isWatched(vaAdd(USER, 4096))]).toEqual([false, true]);
    memory.unwatch();
    expect(isWatched(vaAdd(USER, 4096))).toBe(false);
  });

  it('is none where nothing is mapped', () => {
    mapUser(kernel, vaAdd(USER, 4096), [FRAME]);
    memory.watch(USER, 2 * 4096);
    expect([memory.entry(USER), isWatched(vaAdd(USER, 4096))]).toEqual([0, true]);
  });
});
