import { Format } from 'pe-library';
import type { BytesReader } from './bytes-reader.ts';
import type { Headers } from './headers.ts';
import { hex } from './hex.ts';
import { MalformedImageError } from './image-error.ts';
import { MAX_SECTIONS, PAGE_BYTES } from './limits.ts';
import { sectionName } from './section-name.ts';

/** A section as it is in memory. Sizes are bytes. */
export interface Section {
  readonly name: string;
  readonly rva: number;
  /** VirtualSize; what the file has of it where that is 0, as linkers of old leave it. */
  readonly sizeBytes: number;
  /** Where its bytes are in the file, and how many of them are mapped: what is behind them is zeros. */
  readonly fileOffset: number;
  readonly fileBytes: number;
  readonly readable: boolean;
  readonly writable: boolean;
  readonly executable: boolean;
  /** Gone once DriverEntry has returned, as INIT is. */
  readonly discardable: boolean;
  /** May be paged out: its name begins with PAGE. The flag MEM_NOT_PAGED tells nothing, code has it or not. */
  readonly pageable: boolean;
}

const { ImageSectionHeaderArray } = Format;
type ImageSectionHeader = Format.ImageSectionHeader;

const NAME_BYTES = 8;

// IMAGE_SCN_MEM_*.
const MEM_DISCARDABLE = 0x02000000;
const MEM_EXECUTE = 0x20000000;
const MEM_READ = 0x40000000;
const MEM_WRITE = 0x80000000;

function alignedUp(value: number, alignment: number): number {
  return Math.ceil(value / alignment) * alignment;
}

/** @throws {MalformedImageError} when the file has not all that the header says, or has it where it may not be */
function checkRaw(file: BytesReader, header: ImageSectionHeader, name: string, fileAlignment: number): void {
  const { pointerToRawData, sizeOfRawData } = header;
  if (sizeOfRawData === 0) return;
  if (pointerToRawData % fileAlignment !== 0) {
    throw new MalformedImageError(
      `section ${name} is at ${hex(pointerToRawData)} in the file, no multiple of its FileAlignment ${hex(fileAlignment)}`,
    );
  }
  file.require(pointerToRawData, sizeOfRawData, `section ${name}`);
}

function checkPlace({ rva, sizeBytes }: Section, name: string, begin: number, headers: Headers): void {
  if (rva % headers.sectionAlignment !== 0) {
    throw new MalformedImageError(
      `section ${name} is at RVA ${hex(rva)}, no multiple of its SectionAlignment ${hex(headers.sectionAlignment)}`,
    );
  }
  if (rva < begin) {
    throw new MalformedImageError(
      `section ${name} at RVA ${hex(rva)} overlaps what is before it, or is out of order`,
    );
  }
  if (rva + sizeBytes > headers.sizeOfImage) {
    throw new MalformedImageError(
      `section ${name} goes to RVA ${hex(rva + sizeBytes)}, beyond its SizeOfImage ${hex(headers.sizeOfImage)}`,
    );
  }
}

function toSection(header: ImageSectionHeader, name: string): Section {
  const { virtualAddress: rva, virtualSize, sizeOfRawData, characteristics } = header;
  const sizeBytes = virtualSize === 0 ? sizeOfRawData : virtualSize;
  return {
    name,
    rva,
    sizeBytes,
    fileOffset: header.pointerToRawData,
    fileBytes: Math.min(sizeOfRawData, alignedUp(sizeBytes, PAGE_BYTES)),
    readable: (characteristics & MEM_READ) !== 0,
    writable: (characteristics & MEM_WRITE) !== 0,
    executable: (characteristics & MEM_EXECUTE) !== 0,
    discardable: (characteristics & MEM_DISCARDABLE) !== 0,
    pageable: name.startsWith('PAGE'),
  };
}

/**
 * The section table ("PE Format", Microsoft Learn): in ascending order, within the image and within the file.
 *
 * @throws {MalformedImageError} when it is not
 */
export function parseSections(file: BytesReader, headers: Headers): Section[] {
  const { sectionTableOffset, sectionCount, sectionAlignment } = headers;
  if (sectionCount === 0) throw new MalformedImageError('it has no sections');
  if (sectionCount > MAX_SECTIONS) {
    throw new MalformedImageError(
      `it has ${sectionCount} sections, more than the ${MAX_SECTIONS} of Windows`,
    );
  }
  const itemBytes = ImageSectionHeaderArray.itemSize;
  const table = file.copy(sectionTableOffset, sectionCount * itemBytes, 'its section table');
  // Names are read here: what the library makes of one that is no UTF-8 differs between Node and a browser.
  for (let index = 0; index < sectionCount; index += 1)
    new Uint8Array(table, index * itemBytes, NAME_BYTES).fill(0);
  const array = ImageSectionHeaderArray.from(table, sectionCount);
  let begin = alignedUp(headers.sizeOfHeaders, sectionAlignment);
  return Array.from({ length: sectionCount }, (_, index) => {
    const header = array.get(index);
    const name = sectionName(file, sectionTableOffset + index * itemBytes, headers);
    const shown = name === '' ? `${index + 1}` : name;
    const section = toSection(header, name);
    checkPlace(section, shown, begin, headers);
    checkRaw(file, header, shown, headers.fileAlignment);
    begin = alignedUp(section.rva + section.sizeBytes, sectionAlignment);
    return section;
  });
}
