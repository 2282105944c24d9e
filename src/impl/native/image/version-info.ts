import { findResource } from './resources.ts';
import type { RvaReader } from './rva-reader.ts';

/** What the version resource says; null for what it does not. */
export interface VersionInfo {
  /** `1.2.3.4`, of VS_FIXEDFILEINFO. */
  readonly fileVersion: string | null;
  readonly company: string | null;
  readonly product: string | null;
  readonly description: string | null;
}

const WHAT = 'its version resource';
const RT_VERSION = 16;
const HEADER_BYTES = 6;
const FIXED_SIGNATURE = 0xfeef04bd;
const FIXED_BYTES = 52;
const MAX_CHARACTERS = 512;

/** A block of a version resource: a header, a key, a value, and blocks within it. */
interface Block {
  readonly key: string;
  readonly valueRva: number;
  /** Bytes, or characters where the value is text. */
  readonly valueLength: number;
  readonly childrenRva: number;
  readonly endRva: number;
}

function aligned(rva: number): number {
  return Math.ceil(rva / 4) * 4;
}

/** UTF-16 up to NUL or to an end. */
function textAt(image: RvaReader, rva: number, endRva: number): string {
  let found = '';
  for (let at = rva; at + 2 <= endRva && found.length < MAX_CHARACTERS; at += 2) {
    const code = image.u16(at, WHAT);
    if (code === 0) break;
    found += String.fromCharCode(code);
  }
  return found;
}

/** The block at an address; null for what can't be one. */
function blockAt(image: RvaReader, rva: number, limitRva: number): Block | null {
  if (rva + HEADER_BYTES > limitRva) return null;
  const lengthBytes = image.u16(rva, WHAT);
  const valueLength = image.u16(rva + 2, WHAT);
  const endRva = rva + lengthBytes;
  if (lengthBytes < HEADER_BYTES || endRva > limitRva) return null;
  const isText = image.u16(rva + 4, WHAT) === 1;
  const key = textAt(image, rva + HEADER_BYTES, endRva);
  const valueRva = aligned(rva + HEADER_BYTES + 2 * (key.length + 1));
  const childrenRva = aligned(valueRva + valueLength * (isText ? 2 : 1));
  return { key, valueRva, valueLength, childrenRva, endRva };
}

function childrenOf(image: RvaReader, { childrenRva, endRva }: Block): Block[] {
  const found: Block[] = [];
  let at = childrenRva;
  for (;;) {
    const child = blockAt(image, at, endRva);
    if (child === null) return found;
    found.push(child);
    at = aligned(child.endRva);
  }
}

function fixedVersion(image: RvaReader, { valueRva, valueLength }: Block): string | null {
  if (valueLength < FIXED_BYTES || image.u32(valueRva, WHAT) !== FIXED_SIGNATURE) return null;
  const high = image.u32(valueRva + 8, WHAT);
  const low = image.u32(valueRva + 12, WHAT);
  return [high >>> 16, high & 0xffff, low >>> 16, low & 0xffff].join('.');
}

/**
 * VS_VERSIONINFO (Microsoft Learn, "VS_VERSIONINFO structure"): the fixed part, and the strings of the first language.
 *
 * @throws {MalformedImageError} when it is damaged
 */
export function parseVersionInfo(image: RvaReader): VersionInfo | null {
  const resource = findResource(image, RT_VERSION);
  if (resource === null) return null;
  const root = blockAt(image, resource.rva, resource.rva + resource.sizeBytes);
  if (root === null || root.key !== 'VS_VERSION_INFO') return null;
  const strings = new Map<string, string>();
  const tables = childrenOf(image, root).filter(({ key }) => key === 'StringFileInfo');
  for (const table of tables.flatMap((block) => childrenOf(image, block)).slice(0, 1)) {
    for (const { key, valueRva, endRva } of childrenOf(image, table)) {
      strings.set(key, textAt(image, valueRva, endRva).trim());
    }
  }
  const string = (key: string): string | null => strings.get(key) || null;
  return {
    fileVersion: fixedVersion(image, root),
    company: string('CompanyName'),
    product: string('ProductName'),
    description: string('FileDescription'),
  };
}
