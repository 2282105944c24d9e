import { beforeEach, describe, expect, it } from 'vitest';
import { POINTED_FRAMES } from '../../../src/impl/kernel/kernel.ts';
import type { Va } from '../../../src/impl/memory/va.ts';
import { vaAdd } from '../../../src/impl/memory/va.ts';
import { CallersPages } from '../../../src/impl/process/pointed-memory.ts';
import { DISPATCH_LEVEL } from '../../../src/nt/irql.ts';
import { PAGE_SIZE } from '../../../src/nt/page.ts';
import { DEFAULT_DIALECT } from '../../../src/trace/trace.ts';
import { bugCheckOf, mapUser, newKernel, USER, violationOf } from '../memory/kernel.ts';

const { kernel } = newKernel();
const { memory } = kernel;
const pages = new CallersPages(kernel);

const CALLER = 0x7ffb0000 as Va;
const READ_ONLY = 0x7ffb2000 as Va;
const UNMAPPED = 0x7ffb4000 as Va;
const NOBODYS_PAGE = (0xe8000000 | 0) as Va;
const UNMAPPED_KERNEL = (0xe0000000 | 0) as Va;
const ALL = [CALLER, READ_ONLY, NOBODYS_PAGE];

/** As a machine restarts. */
function restart(isWanted: boolean): void {
  kernel.reset(DEFAULT_DIALECT, 'judge');
  pages.reset(isWanted);
}

const mapped = (): boolean[] => ALL.map((page) => memory.isMapped(page));
const firstBytes = (): number[] => ALL.map((page) => memory.readU8(page));

beforeEach(() => restart(true));

describe('the pages that pointers lead to', () => {
  it('are mapped where they are wanted, and not in the run after that', () => {
    expect([mapped(), kernel.nobodysPage]).toEqual([[true, true, true], NOBODYS_PAGE]);
    restart(false);
    expect([mapped(), kernel.nobodysPage]).toEqual([[false, false, false], null]);
    restart(false);
    expect(mapped()).toEqual([false, false, false]);
    restart(true);
    expect([mapped(), kernel.nobodysPage]).toEqual([[true, true, true], NOBODYS_PAGE]);
  });

  it('are one page each', () => {
    for (const page of ALL) {
      expect(memory.readU8(vaAdd(page, PAGE_SIZE - 1))).toBe(1 + ((PAGE_SIZE - 1) % 239));
      expect([vaAdd(page, -1), vaAdd(page, PAGE_SIZE)].map((va) => memory.isMapped(va))).toEqual([
        false,
        false,
      ]);
    }
  });

  it('have frames of their own, behind all others', () => {
    const frames = ALL.map((page) => memory.position(page) / PAGE_SIZE);
    expect(frames).toEqual([0, 1, 2].map((index) => kernel.firstPointedFrame + index));
    expect(kernel.firstPointedFrame + POINTED_FRAMES).toBe(memory.frameCount);
    mapUser(kernel, USER, [kernel.sizes.userPages - 1]);
    memory.fill(USER, 0xee, PAGE_SIZE);
    expect(firstBytes()).toEqual([1, 1, 1]);
    memory.unmap(USER, 1);
  });

  it('hold the same at each restart, whatever a run wrote there', () => {
    memory.fill(CALLER, 0xee, PAGE_SIZE);
    memory.fill(NOBODYS_PAGE, 0xee, PAGE_SIZE);
    expect(firstBytes()).toEqual([0xee, 1, 0xee]);
    restart(true);
    expect(firstBytes()).toEqual([1, 1, 1]);
  });

  it('are there to be written but for the one that may only be read', () => {
    memory.writeU8(CALLER, 7);
    memory.writeU8(NOBODYS_PAGE, 7);
    expect(violationOf(() => memory.writeU8(READ_ONLY, 7))).toEqual([READ_ONLY, true]);
    expect(firstBytes()).toEqual([7, 1, 7]);
  });

  it('are none where a pointer leads to no memory', () => {
    expect(violationOf(() => memory.readU8(UNMAPPED))).toEqual([UNMAPPED, false]);
    expect(bugCheckOf(kernel, () => memory.readU8(UNMAPPED_KERNEL)).code).toBe(0x50);
  });
});

describe('at DISPATCH_LEVEL', () => {
  beforeEach(() => {
    kernel.context.irql = DISPATCH_LEVEL;
    kernel.mm.pageable.pageOut();
  });

  it.each([
    ['the caller’s page', CALLER],
    ['its read-only page', READ_ONLY],
  ])('%s is out', (_what, page) => {
    expect(bugCheckOf(kernel, () => memory.readU8(page)).reason).toBe(
      'read of an address that is pageable or not mapped, at IRQL 2',
    );
  });

  it('the kernel’s page is there', () => {
    memory.writeU8(NOBODYS_PAGE, 9);
    expect(memory.readU8(NOBODYS_PAGE)).toBe(9);
  });

  it('what is out comes back with what it held, and as it could be accessed', () => {
    kernel.mm.pageable.pageIn();
    kernel.context.irql = 0;
    expect(firstBytes()).toEqual([1, 1, 1]);
    expect(violationOf(() => memory.writeU8(READ_ONLY, 7))).toEqual([READ_ONLY, true]);
  });

  it('pages that are not mapped are not paged out either', () => {
    kernel.mm.pageable.pageIn();
    restart(false);
    kernel.mm.pageable.pageOut();
    kernel.mm.pageable.pageIn();
    expect(mapped()).toEqual([false, false, false]);
  });
});
