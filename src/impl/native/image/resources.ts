import { DIRECTORY } from './headers.ts';
import type { RvaReader } from './rva-reader.ts';

const WHAT = 'its resources';
const DIRECTORY_BYTES = 16;
const ENTRY_BYTES = 8;
const SUBDIRECTORY = 0x80000000;
const MAX_ENTRIES = 4_096;

/** A resource's bytes by where they are. */
interface ResourceData {
  readonly rva: number;
  readonly sizeBytes: number;
}

/** The first entry of a directory that has the id, or the first at all; its offset from the start of the resources. */
function entryOf(image: RvaReader, root: number, directory: number, id: number | null): number | null {
  const at = root + directory;
  const named = image.u16(at + 12, WHAT);
  const count = Math.min(named + image.u16(at + 14, WHAT), MAX_ENTRIES);
  for (let index = 0; index < count; index += 1) {
    const entry = at + DIRECTORY_BYTES + index * ENTRY_BYTES;
    if (id === null || image.u32(entry, WHAT) === id) return image.u32(entry + 4, WHAT);
  }
  return null;
}

/**
 * The first resource of a type, in its first language ("PE Format", Microsoft Learn: type, name, language); null for none.
 *
 * @throws {MalformedImageError} when the tree is damaged
 */
export function findResource(image: RvaReader, type: number): ResourceData | null {
  const root = image.directory(DIRECTORY.Resource);
  if (root === null) return null;
  let offset = 0;
  for (const id of [type, null, null]) {
    const found = entryOf(image, root.rva, offset, id);
    if (found === null) return null;
    const isDirectory = (found & SUBDIRECTORY) !== 0;
    offset = found & ~SUBDIRECTORY;
    if (!isDirectory) break;
  }
  const rva = image.u32(root.rva + offset, WHAT);
  const sizeBytes = image.u32(root.rva + offset + 4, WHAT);
  image.require(rva, sizeBytes, WHAT);
  return { rva, sizeBytes };
}
