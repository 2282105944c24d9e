import { beforeEach, describe, expect, it } from 'vitest';
import { Memory, memoryBytes } from '../../../src/impl/memory/memory.ts';
import {
  POOL_BASE,
  SYSTEM_PTE_BASE,
  UNMAPPED_KERNEL_BASE,
  type Va,
  vaAdd,
} from '../../../src/impl/memory/va.ts';
import { bugCheckOf, mapUser, newKernel, USER, violationOf } from './kernel.ts';

const { kernel, restart } = newKernel();
const { memory } = kernel;
const HERE = new Uint8Array(8192);

beforeEach(() => {
  restart();
  memory.mapRun(POOL_BASE, 0, 4, true);
});

describe('translation', () => {
  it('leads to the frame that was mapped, at the offset in the page', () => {
    mapUser(kernel, USER, [5]);
    expect(memory.position(vaAdd(USER, 0x123))).toBe((kernel.firstUserFrame + 5) * 4096 + 0x123);
    expect(memory.frameOf(vaAdd(USER, 4095))).toBe(kernel.firstUserFrame + 5);
  });

  it('lets two addresses share a frame', () => {
    mapUser(kernel, USER, [3, 3]);
    memory.writeU8(USER, 77);
    expect(memory.readU8(vaAdd(USER, 4096))).toBe(77);
  });

  it('replaces an earlier mapping', () => {
    mapUser(kernel, USER, [1]);
    mapUser(kernel, USER, [2]);
    expect(memory.frameOf(USER)).toBe(kernel.firstUserFrame + 2);
  });

  it('reaches frame 0, where pool begins', () => {
    expect([memory.isMapped(POOL_BASE), memory.frameOf(POOL_BASE), memory.position(POOL_BASE)]).toEqual([
      true,
      0,
      0,
    ]);
  });

  it.each([0, 4096, memoryBytes(2) - 1])('refuses %d bytes for two frames and the page tables', (bytes) => {
    expect(() => new Memory(new ArrayBuffer(bytes), 2, () => undefined as never)).toThrow(RangeError);
  });
});

/** Every way to touch memory: by its name, whether it writes, and how many bytes. */
const ACCESSES: readonly (readonly [string, boolean, (va: Va) => unknown])[] = [
  ['position', false, (va) => memory.position(va)],
  ['readU8', false, (va) => memory.readU8(va)],
  ['readU16', false, (va) => memory.readU16(va)],
  ['readI32', false, (va) => memory.readI32(va)],
  ['readPointer', false, (va) => memory.readPointer(va)],
  ['copyOut', false, (va) => memory.copyOut(va, HERE, 0, 1)],
  ['copy from', false, (va) => memory.copy(POOL_BASE, va, 1)],
  ['writePosition', true, (va) => memory.writePosition(va)],
  ['writeU8', true, (va) => memory.writeU8(va, 1)],
  ['writeU16', true, (va) => memory.writeU16(va, 1)],
  ['writeI32', true, (va) => memory.writeI32(va, 1)],
  ['writePointer', true, (va) => memory.writePointer(va, POOL_BASE)],
  ['copyIn', true, (va) => memory.copyIn(va, HERE, 0, 1)],
  ['copy to', true, (va) => memory.copy(va, POOL_BASE, 1)],
  ['fill', true, (va) => memory.fill(va, 1, 1)],
];
const WRITES = ACCESSES.filter(([, write]) => write);

describe.each(ACCESSES)('R22a %s', (_name, write, access) => {
  it.each([0, USER, 0x7fffffff])('of unmapped user address %d raises an access violation', (va) => {
    expect(violationOf(() => access(va as Va))).toEqual([va, write]);
  });

  it.each([
    [SYSTEM_PTE_BASE, '0xfffff880a0000000'],
    [UNMAPPED_KERNEL_BASE, '0xffffd000e0000000'],
    [POOL_BASE + 512 * 4096, '0xffffe00080200000'],
  ])('of unmapped system address %d stops the machine with 0x50', (va, address) => {
    const { code, parameters } = bugCheckOf(kernel, () => access(va as Va));
    expect([code, ...parameters]).toEqual([0x50, address, write ? '0x2' : '0x0', '0x0', '0x0']);
  });

  it('of mapped memory passes', () => {
    mapUser(kernel, USER, [0]);
    expect(() => access(USER)).not.toThrow();
    expect(() => access(vaAdd(POOL_BASE, 64))).not.toThrow();
  });
});

describe('protection', () => {
  it.each(WRITES)('%s of a read-only page raises', (_name, _write, access) => {
    mapUser(kernel, USER, [0], false);
    expect(violationOf(() => access(USER))).toEqual([USER, true]);
  });

  it('lets a read-only page be read', () => {
    mapUser(kernel, USER, [0], false);
    expect(memory.readU8(USER)).toBe(0);
  });
});

describe('alignment', () => {
  it.each([0, 1, 2, 3, 4093, 4094, 4095])(
    'an integer at offset %d is little-endian, over scattered pages too',
    (at) => {
      mapUser(kernel, USER, [7, 2]);
      const va = vaAdd(USER, at);
      memory.writeI32(va, 0x84736251 | 0);
      expect([0, 1, 2, 3].map((byte) => memory.readU8(vaAdd(va, byte)))).toEqual([0x51, 0x62, 0x73, 0x84]);
      expect(memory.readI32(va)).toBe(0x84736251 | 0);
      expect(memory.readU16(vaAdd(va, 1))).toBe(0x7362);
      memory.writeU16(va, 0xabcd);
      expect(memory.readI32(va) >>> 0).toBe(0x8473abcd);
    },
  );
});

describe('a copy that faults', () => {
  it('has moved the bytes before the bad page, as the processor would', () => {
    mapUser(kernel, USER, [0]);
    const last = vaAdd(USER, 4095);
    expect(violationOf(() => memory.copyIn(last, new Uint8Array([7, 8]), 0, 2))).toEqual([
      vaAdd(USER, 4096),
      true,
    ]);
    expect(memory.readU8(last)).toBe(7);
  });

  it.each([0, 1, 16, 17, 4096])('of a read-only second page stops at it, %d bytes in', (before) => {
    mapUser(kernel, USER, [0]);
    mapUser(kernel, vaAdd(USER, 4096), [1], false);
    const start = vaAdd(USER, 4096 - before);
    expect(violationOf(() => memory.fill(start, 1, before + 1))).toEqual([vaAdd(USER, 4096), true]);
    memory.copyOut(start, HERE, 0, before + 1);
    expect(HERE.subarray(0, before + 1)).toEqual(new Uint8Array(before + 1).fill(1, 0, before));
  });

  it('of no bytes touches nothing', () => {
    expect(() => {
      memory.copy(0 as Va, 0 as Va, 0);
      memory.copyIn(0 as Va, HERE, 0, 0);
      memory.copyOut(0 as Va, HERE, 0, 0);
      memory.fill(0 as Va, 0, 0);
    }).not.toThrow();
  });

  it('from user space up into system space ends at the boundary', () => {
    memory.mapPage(0x7ffff000 as Va, kernel.firstUserFrame, true);
    expect(() => memory.copyOut(0x7ffffffe as Va, HERE, 0, 2)).not.toThrow();
    memory.unmap(0x7ffff000 as Va, 1);
  });
});

describe('the page tables', () => {
  it('lie in the buffer behind the frames, an entry for each page', () => {
    mapUser(kernel, USER, [5, 6]);
    mapUser(kernel, vaAdd(USER, 4096), [6], false);
    memory.mapReadLocked(SYSTEM_PTE_BASE, 9);
    const entries = new Int32Array(memory.buffer, memory.frameCount * 4096);
    const at = (va: Va): number => entries[va >>> 12] ?? 0;
    expect([
      at(USER),
      at(vaAdd(USER, 4096)),
      at(vaAdd(USER, 8192)),
      at(SYSTEM_PTE_BASE),
      at(POOL_BASE),
    ]).toEqual([
      ((kernel.firstUserFrame + 5) << 12) | 3,
      ((kernel.firstUserFrame + 6) << 12) | 1,
      0,
      (9 << 12) | 5,
      3,
    ]);
    memory.unmap(SYSTEM_PTE_BASE, 1);
    expect(at(SYSTEM_PTE_BASE)).toBe(0);
  });
});
