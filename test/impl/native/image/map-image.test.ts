import { describe, expect, it } from 'vitest';
import { DEFAULT_COOKIE, mapImage } from '../../../../src/impl/native/image/map-image.ts';
import { parseImage } from '../../../../src/impl/native/image/parse-image.ts';
import { AT, changedFile, DATA, driverFile, INIT } from './driver.setup.ts';
import { IMAGE_BASE, setField } from './image.setup.ts';

const COOKIE = 0x1234_5678_9abcn;
const image = parseImage(driverFile());

function u64(mapped: Uint8Array, rva: number): bigint {
  return new DataView(mapped.buffer, mapped.byteOffset).getBigUint64(rva, true);
}

describe('mapImage', () => {
  it('gives the image as it is in memory, with its cookie, at its preferred base', () => {
    const mapped = mapImage(image, IMAGE_BASE, COOKIE);
    expect(mapped).toHaveLength(0x8000);
    expect([...mapped.subarray(0, 2)]).toEqual([0x4d, 0x5a]);
    expect([...mapped.subarray(INIT, INIT + 4)]).toEqual([0x48, 0x83, 0xec, 0x28]);
    expect(u64(mapped, AT.cookie)).toBe(COOKIE);
    expect(u64(mapped, AT.table)).toBe(IMAGE_BASE + BigInt(AT.callback));
    expect(mapped.subarray(DATA + 0x200, DATA + 0x1000).every((byte) => byte === 0)).toBe(true);
  });

  it.each([0xffff_f800_0000_0000n, 0x1_0000n, 0xffff_ffff_ffff_0000n])('relocates it to %s', (base) => {
    const mapped = mapImage(image, base, COOKIE);
    const at = (rva: number): bigint => BigInt.asUintN(64, base + BigInt(rva));
    expect(u64(mapped, AT.table)).toBe(at(AT.callback));
    expect(u64(mapped, AT.table + 8)).toBe(at(AT.cookie));
    expect(u64(mapped, AT.loadConfig + 0x58)).toBe(at(AT.cookie));
    expect(u64(mapped, AT.cookie)).toBe(COOKIE);
  });

  it('leaves what it was given as it was', () => {
    const file = driverFile();
    mapImage(parseImage(file), 0x10000n, COOKIE);
    expect(file).toEqual(driverFile());
  });

  it('loads an image without relocations that were stripped at its preferred base alone', () => {
    const stripped = parseImage(changedFile((file) => setField(file, 'Characteristics', 0x23)));
    expect(mapImage(stripped, IMAGE_BASE, COOKIE)).toHaveLength(0x8000);
    expect(() => mapImage(stripped, 0x10000n, COOKIE)).toThrow(
      'its relocations are stripped, so that it can be loaded at 0x140000000 alone: link it with /FIXED:NO',
    );
  });

  it('loads an image that needs no relocations anywhere', () => {
    const none = parseImage(driverFile({ directories: { 5: [0, 0] } }));
    expect(u64(mapImage(none, 0x10000n, COOKIE), AT.table)).toBe(IMAGE_BASE + BigInt(AT.callback));
  });

  it('writes no cookie where the image names none', () => {
    const none = parseImage(driverFile({ directories: { 10: [0, 0] } }));
    expect(u64(mapImage(none, IMAGE_BASE, COOKIE), AT.cookie)).toBe(DEFAULT_COOKIE);
  });

  it.each([0n, DEFAULT_COOKIE, 1n << 48n, -1n])('refuses the cookie %s', (cookie) => {
    expect(() => mapImage(image, IMAGE_BASE, cookie)).toThrow(RangeError);
  });

  it.each([1n, 0x1000n, -0x10000n])('refuses the base %s', (base) => {
    expect(() => mapImage(image, base, COOKIE)).toThrow(RangeError);
  });
});
