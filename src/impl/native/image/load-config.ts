import { DIRECTORY, type Headers } from './headers.ts';
import { hex } from './hex.ts';
import { MalformedImageError } from './image-error.ts';
import type { RvaReader } from './rva-reader.ts';

/** What of IMAGE_LOAD_CONFIG_DIRECTORY64 matters here ("PE Format", Microsoft Learn). */
export interface LoadConfig {
  /** Bytes that the image has of it. */
  readonly sizeBytes: number;
  /** The RVA of the 8 bytes that /GS compares with; null where the image has none. */
  readonly securityCookieRva: number | null;
  /** IMAGE_GUARD_*. */
  readonly guardFlags: number;
}

const WHAT = 'its load configuration';
const SECURITY_COOKIE = 0x58;
const GUARD_FLAGS = 0x90;

/**
 * @throws {MalformedImageError} when it or the cookie is in no section
 */
export function parseLoadConfig(image: RvaReader, { imageBase, sizeOfImage }: Headers): LoadConfig | null {
  const directory = image.directory(DIRECTORY.LoadConfig);
  if (directory === null) return null;
  // Its own size says what there is of it: the directory's is a constant in images of old.
  const sizeBytes = image.u32(directory.rva, WHAT);
  image.require(directory.rva, sizeBytes, WHAT);
  const cookie = sizeBytes >= SECURITY_COOKIE + 8 ? image.u64(directory.rva + SECURITY_COOKIE, WHAT) : 0n;
  const guardFlags = sizeBytes >= GUARD_FLAGS + 4 ? image.u32(directory.rva + GUARD_FLAGS, WHAT) : 0;
  if (cookie === 0n) return { sizeBytes, securityCookieRva: null, guardFlags };
  if (cookie < imageBase || cookie >= imageBase + BigInt(sizeOfImage)) {
    throw new MalformedImageError(`its SecurityCookie is at ${hex(cookie)}, outside of the image`);
  }
  const securityCookieRva = Number(cookie - imageBase);
  image.require(securityCookieRva, 8, 'its SecurityCookie');
  return { sizeBytes, securityCookieRva, guardFlags };
}
