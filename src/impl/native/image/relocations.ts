import { DIRECTORY, type Headers, RELOCS_STRIPPED } from './headers.ts';
import { hex } from './hex.ts';
import { MalformedImageError, UnsupportedImageError } from './image-error.ts';
import type { RvaReader } from './rva-reader.ts';

/** What has to be changed where an image is loaded elsewhere than at its preferred base. */
export interface Relocations {
  /** False where the linker dropped them: the image can be loaded at its preferred base alone. */
  readonly isRelocatable: boolean;
  /** RVAs of 64-bit addresses (IMAGE_REL_BASED_DIR64), in the order of the table. */
  readonly rvas: Uint32Array;
}

const WHAT = 'its relocation table';
const BLOCK_HEADER_BYTES = 8;
const ABSOLUTE = 0;
const DIR64 = 10;
/** Of other processors, or parts of addresses, as no x64 linker writes them. */
const OTHER_TYPES: ReadonlyMap<number, string> = new Map([
  [1, 'HIGH'],
  [2, 'LOW'],
  [3, 'HIGHLOW'],
  [4, 'HIGHADJ'],
  [5, 'of another processor'],
  [7, 'of another processor'],
  [8, 'of another processor'],
  [9, 'of another processor'],
]);

function refuse(type: number, rva: number): never {
  const name = OTHER_TYPES.get(type);
  if (name === undefined) {
    throw new MalformedImageError(`its relocation at RVA ${hex(rva)} is of type ${type}, which there is not`);
  }
  throw new UnsupportedImageError(
    `its relocation at RVA ${hex(rva)} is of type ${type} (${name}): x64 code has DIR64 ones alone`,
  );
}

/**
 * The base relocations ("PE Format", Microsoft Learn).
 *
 * @throws {MalformedImageError} when a block is damaged, or a relocation is in no section
 * @throws {UnsupportedImageError} for types that x64 images do not have
 */
export function parseRelocations(image: RvaReader, { characteristics }: Headers): Relocations {
  const isRelocatable = (characteristics & RELOCS_STRIPPED) === 0;
  const directory = image.directory(DIRECTORY.BaseRelocation);
  if (directory === null || !isRelocatable) return { isRelocatable, rvas: new Uint32Array() };
  image.require(directory.rva, directory.sizeBytes, WHAT);
  const end = directory.rva + directory.sizeBytes;
  const rvas: number[] = [];
  let block = directory.rva;
  while (block + BLOCK_HEADER_BYTES <= end) {
    const page = image.u32(block, WHAT);
    const sizeBytes = image.u32(block + 4, WHAT);
    // The rest of a table that is padded.
    if (page === 0 && sizeBytes === 0) break;
    if (sizeBytes < BLOCK_HEADER_BYTES || sizeBytes % 2 !== 0 || block + sizeBytes > end) {
      throw new MalformedImageError(`${WHAT} has a block of ${sizeBytes} bytes at RVA ${hex(block)}`);
    }
    for (let entry = block + BLOCK_HEADER_BYTES; entry < block + sizeBytes; entry += 2) {
      const word = image.u16(entry, WHAT);
      const type = word >>> 12;
      if (type === ABSOLUTE) continue;
      const rva = page + (word & 0xfff);
      if (type !== DIR64) refuse(type, rva);
      image.require(rva, 8, 'what a relocation changes');
      rvas.push(rva);
    }
    block += sizeBytes;
  }
  return { isRelocatable, rvas: Uint32Array.from(rvas) };
}
