import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { Pointers } from '../../../src/impl/memory/pointers.ts';
import { FOREIGN_BASE, HIGH_HALF, type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import { mapUser, newKernel, USER } from './kernel.ts';

const { kernel, restart } = newKernel();
const { memory } = kernel;

beforeEach(() => {
  restart();
  mapUser(kernel, USER, [0, 1]);
});

describe('a pointer that is read and written back', () => {
  it.each([
    [0, 0],
    [0x10001, 0],
    [0x80000000, 0],
    [0x80000000, 0xffffe000],
    [0x80000000, 0xffffe001],
    [0xffffffff, 0xffffffff],
    [0xfeedface, 0xdeadbeef],
    [0xf0000010, 0],
    [0x1234, 1],
  ])('%d with high half %d is the same 64 bits', (low, high) => {
    memory.writeI32(USER, low);
    memory.writeI32(vaAdd(USER, 4), high);
    memory.writePointer(vaAdd(USER, 8), memory.readPointer(USER));
    expect([memory.readI32(vaAdd(USER, 8)) >>> 0, memory.readI32(vaAdd(USER, 12)) >>> 0]).toEqual([
      low,
      high,
    ]);
  });

  it('for any 64 bits, at any alignment and across pages', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.integer({ min: 4080, max: 4100 }), (low, high, offset) => {
        const source = vaAdd(USER, offset);
        const target = vaAdd(USER, 100 + (offset % 8));
        memory.writeI32(source, low);
        memory.writeI32(vaAdd(source, 4), high);
        memory.writePointer(target, memory.readPointer(source));
        expect([memory.readI32(target), memory.readI32(vaAdd(target, 4))]).toEqual([low, high]);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

it('an address of every window is itself', () => {
  for (let window = 0; window < 15; window += 1) {
    const va = ((window << 28) | 0x123450) as Va;
    memory.writePointer(USER, va);
    expect(memory.readI32(vaAdd(USER, 4))).toBe(HIGH_HALF[window]);
    expect(memory.readPointer(USER)).toBe(va);
  }
});

it('is never mapped', () => {
  memory.writeI32(USER, 7);
  memory.writeI32(vaAdd(USER, 4), 7);
  const foreign = memory.readPointer(USER);
  expect(memory.isMapped(foreign)).toBe(false);
  expect(foreign >>> 28).toBe(0xf);
});

describe('Pointers', () => {
  it('gives the same halves the same address and others another', () => {
    const pointers = new Pointers();
    const first = pointers.pointer(1, 2);
    expect(pointers.pointer(1, 2)).toBe(first);
    expect(pointers.pointer(2, 1)).not.toBe(first);
    expect([pointers.low(first), pointers.high(first)]).toEqual([1, 2]);
  });

  it('leaves an address alone that it never gave out', () => {
    const pointers = new Pointers();
    expect([pointers.low(FOREIGN_BASE), pointers.high(FOREIGN_BASE)]).toEqual([FOREIGN_BASE, 0]);
  });

  it.each<[what: string, low: number, high: number, isSystem: boolean]>([
    ['of pool', 0x80000000, 0xffffe000, true],
    ['of a user page', 0x7ffb0000, 0, false],
    ['NULL', 0, 0, false],
    ['the lowest of the system', 0, 0xffff8000, true],
    ['the last that is none', 0xffffffff, 0xffff7fff, false],
    ['the lowest that is none', 0, 0x00008000, false],
    ['the last of user space', 0xffffffff, 0x00007fff, false],
    ['beyond 4 GiB', 0, 1, false],
    ['in the last window below 4 GiB', 0xf0000010, 0, false],
    ['the highest of all', 0xffffffff, 0xffffffff, true],
  ])('knows whether an address is the system’s: %s', (_what, low, high, isSystem) => {
    const pointers = new Pointers();
    expect(pointers.isSystem(pointers.pointer(low, high))).toBe(isSystem);
  });

  it('takes an address that it never gave out for no one’s', () => {
    expect(new Pointers().isSystem(FOREIGN_BASE)).toBe(false);
  });

  it('begins anew when cleared', () => {
    const pointers = new Pointers();
    pointers.clear();
    const first = pointers.pointer(1, 2);
    pointers.clear();
    expect(pointers.pointer(3, 4)).toBe(first);
    expect(pointers.low(first)).toBe(3);
  });
});
