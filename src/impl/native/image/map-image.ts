import type { DriverImage } from './driver-image.ts';
import { hex } from './hex.ts';
import { UnsupportedImageError } from './image-error.ts';

/** What linkers leave in the cookie. Images for Windows 8 and later end in `int 29h` where they still find it. */
export const DEFAULT_COOKIE = 0x00002b992ddfa232n;
const COOKIE_LIMIT = 1n << 48n;

function checkCookie(cookie: bigint): void {
  if (cookie > 0n && cookie < COOKIE_LIMIT && cookie !== DEFAULT_COOKIE) return;
  throw new RangeError(`${hex(cookie)} is no security cookie: 48 bits, neither 0 nor the default`);
}

/**
 * The bytes of an image as the loader leaves them in memory: headers, sections, relocations applied, the security cookie
 * written. Imports are bound by whoever knows the addresses.
 *
 * @param base where it is loaded
 * @param cookie for the load configuration's SecurityCookie: 48 bits wide, neither 0 nor {@link DEFAULT_COOKIE}
 * @returns SizeOfImage bytes
 * @throws {UnsupportedImageError} for another base than the preferred one where the image has no relocations to be moved by
 * @throws {RangeError} for a cookie that is none, or a base that is not aligned to 64 KiB
 */
export function mapImage(image: DriverImage, base: bigint, cookie: bigint): Uint8Array {
  const { reader, headers, sections, relocations, loadConfig } = image;
  checkCookie(cookie);
  if (base % 0x10000n !== 0n || base < 0n) throw new RangeError(`${hex(base)} is no base of an image`);
  const delta = base - headers.imageBase;
  if (delta !== 0n && !relocations.isRelocatable) {
    throw new UnsupportedImageError(
      `its relocations are stripped, so that it can be loaded at ${hex(headers.imageBase)} alone: link it with /FIXED:NO`,
    );
  }
  const mapped = new Uint8Array(headers.sizeOfImage);
  mapped.set(reader.headerBytes());
  for (const section of sections) mapped.set(reader.fileBytesOf(section), section.rva);
  const view = new DataView(mapped.buffer);
  for (const rva of relocations.rvas) {
    view.setBigUint64(rva, BigInt.asUintN(64, view.getBigUint64(rva, true) + delta), true);
  }
  const cookieRva = loadConfig?.securityCookieRva ?? null;
  if (cookieRva !== null) view.setBigUint64(cookieRva, cookie, true);
  return mapped;
}
