import { beforeEach, describe, expect, it } from 'vitest';
import { isUserRange, probeForRead, probeForWrite } from '../../../src/impl/memory/probe.ts';
import { HIGHEST_USER_ADDRESS, NULL_VA, POOL_BASE, type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import { STATUS_DATATYPE_MISALIGNMENT } from '../../../src/nt/ntstatus.ts';
import { mapUser, newKernel, raisedBy, USER, violationOf } from './kernel.ts';

const { kernel, restart } = newKernel();
const { memory } = kernel;

beforeEach(() => {
  restart();
  mapUser(kernel, USER, [5, 3, 8]);
});

const PROBES = [
  ['ProbeForRead', false, probeForRead],
  [
    'ProbeForWrite',
    true,
    (va: Va, length: number, alignment: number) => probeForWrite(memory, va, length, alignment),
  ],
] as const;

describe.each(PROBES)('R22 %s', (_name, write, probe) => {
  it.each([NULL_VA, 3, POOL_BASE, HIGHEST_USER_ADDRESS])('of no bytes accepts %d, misaligned too', (va) => {
    expect(() => probe(va as Va, 0, 8)).not.toThrow();
  });

  it.each([
    [POOL_BASE, 1],
    [HIGHEST_USER_ADDRESS, 2],
    [vaAdd(HIGHEST_USER_ADDRESS, 1), 1],
    [USER, 0x7fffffff],
    [USER, 0xffffffff],
  ])('refuses %d, %d bytes: outside user space, or a wrap', (va, length) => {
    expect(violationOf(() => probe(va, length, 1))).toEqual([va, write]);
  });

  it.each([
    [1, 1, false],
    [1, 2, true],
    [2, 4, true],
    [4, 4, false],
    [4, 8, true],
  ])('%d into a page with alignment %d: misaligned %s', (offset, alignment, misaligned) => {
    const check = (): void => probe(vaAdd(USER, offset), 8, alignment);
    if (misaligned) expect(raisedBy(check)).toBe(STATUS_DATATYPE_MISALIGNMENT);
    else expect(check).not.toThrow();
  });

  it('looks at the alignment before the range', () => {
    expect(raisedBy(() => probe(vaAdd(POOL_BASE, 1), 8, 4))).toBe(STATUS_DATATYPE_MISALIGNMENT);
  });

  it('accepts a whole mapped range', () => {
    expect(() => probe(vaAdd(USER, 1), 3 * 4096 - 1, 1)).not.toThrow();
  });
});

describe('R22 ProbeForRead', () => {
  it.each([NULL_VA, 0x10000, HIGHEST_USER_ADDRESS])('does not touch the page at %d', (va) => {
    expect(() => probeForRead(va as Va, 1, 1)).not.toThrow();
  });
});

describe('R22 ProbeForWrite', () => {
  it('of NULL raises', () => {
    expect(violationOf(() => probeForWrite(memory, NULL_VA, 32, 1))).toEqual([NULL_VA, true]);
  });

  it.each([0, 1, 2])('raises for page %d if it is read-only', (page) => {
    mapUser(kernel, vaAdd(USER, page * 4096), [1], false);
    const [address] = violationOf(() => probeForWrite(memory, USER, 3 * 4096, 1));
    expect((address - USER) >>> 12).toBe(page);
  });

  it.each([
    [4095, 1, 1],
    [4095, 2, 2],
    [0, 4096, 1],
    [1, 4096, 2],
    [4095, 4098, 3],
  ])('%d into a page, %d bytes touches %d pages and no more', (offset, length, pages) => {
    memory.unmap(vaAdd(USER, pages * 4096), 3 - pages);
    probeForWrite(memory, vaAdd(USER, offset), length, 1);
    memory.unmap(vaAdd(USER, (pages - 1) * 4096), 1);
    expect(() => probeForWrite(memory, vaAdd(USER, offset), length, 1)).toThrow();
  });

  it('changes nothing', () => {
    memory.fill(USER, 0x5a, 4096);
    probeForWrite(memory, USER, 4096, 1);
    expect(memory.readU8(USER)).toBe(0x5a);
  });
});

it.each([
  [USER, 1, true],
  [NULL_VA, 1, true],
  [HIGHEST_USER_ADDRESS, 1, true],
  [HIGHEST_USER_ADDRESS, 2, false],
  [POOL_BASE, 1, false],
])('isUserRange of %d, %d bytes: %s', (va, length, expected) =>
  expect(isUserRange(va, length)).toBe(expected),
);
