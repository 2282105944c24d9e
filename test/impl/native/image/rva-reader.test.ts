import { describe, expect, it } from 'vitest';
import { MalformedImageError } from '../../../../src/impl/native/image/image-error.ts';
import { parseImage } from '../../../../src/impl/native/image/parse-image.ts';
import { DATA, driverFile } from './driver.setup.ts';

// Of .data the file has 0x200 bytes, and memory 0x300.
const END = DATA + 0x200;
const { reader } = parseImage(driverFile({ edit: (memory) => memory.u32(END - 4, 0x44332211) }));

describe('RvaReader', () => {
  it('reads zeros behind what the file has', () => {
    expect([reader.u8(END, 'x'), reader.u16(END, 'x'), reader.u32(END, 'x'), reader.u64(END, 'x')]).toEqual([
      0,
      0,
      0,
      0n,
    ]);
  });

  it('reads what is partly behind it', () => {
    expect(reader.u16(END - 1, 'x')).toBe(0x44);
    expect(reader.u32(END - 3, 'x')).toBe(0x443322);
    expect(reader.u64(END - 2, 'x')).toBe(0x4433n);
  });

  it('reads the headers', () => {
    expect(reader.u16(0, 'x')).toBe(0x5a4d);
  });

  it.each([DATA + 0x2ff, DATA + 0x300, 0x600, 0x5ff, 2 ** 32])('reads nothing across an end: %d', (rva) => {
    expect(() => reader.u16(rva, 'a number')).toThrow(MalformedImageError);
  });
});
