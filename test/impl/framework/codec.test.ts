import { describe, expect, it } from 'vitest';
import {
  bytes,
  type Codec,
  encodeExactly,
  i32,
  struct,
  u8,
  u16,
  u32,
  u64,
} from '../../../src/impl/framework/index.ts';

const INTEGERS: readonly [name: string, codec: Codec<number>, value: number, encoded: readonly number[]][] = [
  ['u8', u8, 0xfe, [0xfe]],
  ['u16', u16, 0xfedc, [0xdc, 0xfe]],
  ['u32', u32, 0xfedcba98, [0x98, 0xba, 0xdc, 0xfe]],
  ['i32', i32, -2, [0xfe, 0xff, 0xff, 0xff]],
];

describe('codecs', () => {
  it.each(INTEGERS)('%s is little-endian', (_name, codec, value, encoded) => {
    expect(codec.sizeBytes).toBe(encoded.length);
    expect([...codec.encode(value)]).toEqual(encoded);
    expect(codec.decode(Uint8Array.from(encoded))).toBe(value);
  });

  it('u64 is exact', () => {
    const value = 0xfedcba9876543210n;
    expect([...u64.encode(value)]).toEqual([0x10, 0x32, 0x54, 0x76, 0x98, 0xba, 0xdc, 0xfe]);
    expect(u64.decode(u64.encode(value))).toBe(value);
    expect(u64.decode(u64.encode(-1n))).toBe(0xffffffffffffffffn);
  });

  it('a structure is its fields one after another', () => {
    const codec = struct({ version: u8, flags: u32, name: bytes(3) });
    const value = { version: 1, flags: 0x01020304, name: Uint8Array.of(7, 8, 9) };
    expect(codec.sizeBytes).toBe(8);
    expect([...codec.encode(value)]).toEqual([1, 4, 3, 2, 1, 7, 8, 9]);
    expect(codec.decode(codec.encode(value))).toEqual(value);
  });

  it('refuses a value that is not of the size of its type', () => {
    expect(() => encodeExactly(bytes(4), new Uint8Array(3))).toThrow(
      new RangeError('3 bytes for a type of 4 bytes'),
    );
    expect(() => struct({ a: bytes(1) }).encode({ a: new Uint8Array(2) })).toThrow(RangeError);
  });
});
