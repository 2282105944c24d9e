import { beforeEach, expect, it } from 'vitest';
import { Fields } from '../../../src/impl/memory/fields.ts';
import { Pointers } from '../../../src/impl/memory/pointers.ts';
import { NULL_VA } from '../../../src/impl/memory/va.ts';

const buffer = new ArrayBuffer(64);
const told: [position: number, lengthBytes: number, write: boolean][] = [];
const owner = {
  u8: new Uint8Array(buffer),
  u16: new Uint16Array(buffer),
  i32: new Int32Array(buffer),
  pointers: new Pointers(),
  isWatching: true,
  touch: (...access: [number, number, boolean]) => told.push(access),
};
const fields = new Fields(owner);

beforeEach(() => {
  owner.isWatching = true;
  told.length = 0;
});

type Access = readonly [name: string, access: () => unknown, lengthBytes: number, write: boolean];

const ACCESSES: readonly Access[] = [
  ['u8', () => fields.u8(8), 1, false],
  ['setU8', () => fields.setU8(8, 1), 1, true],
  ['u16', () => fields.u16(8), 2, false],
  ['setU16', () => fields.setU16(8, 1), 2, true],
  ['i32', () => fields.i32(8), 4, false],
  ['set32', () => fields.set32(8, 1), 4, true],
  ['pointer', () => fields.pointer(8), 8, false],
  ['setPointer', () => fields.setPointer(8, NULL_VA), 8, true],
];

it.each(ACCESSES)(
  '%s tells who watches of its bytes, and whether it writes',
  (_name, access, length, write) => {
    access();
    expect(told).toEqual([[8, length, write]]);
  },
);

it.each(ACCESSES)('%s tells nobody while nobody watches', (_name, access) => {
  owner.isWatching = false;
  access();
  expect(told).toEqual([]);
});

it('reads what was written, each size as itself', () => {
  fields.setU8(1, 0xfe);
  fields.setU16(2, 0xfffd);
  fields.set32(4, -3);
  expect([fields.u8(1), fields.u16(2), fields.i32(4)]).toEqual([0xfe, 0xfffd, -3]);
  expect([...owner.u8.subarray(0, 8)]).toEqual([0, 0xfe, 0xfd, 0xff, 0xfd, 0xff, 0xff, 0xff]);
});
