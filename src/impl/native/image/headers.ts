import { Format } from 'pe-library';
import type { BytesReader } from './bytes-reader.ts';
import { hex } from './hex.ts';
import { MalformedImageError, UnsupportedImageError } from './image-error.ts';
import { MAX_IMAGE_BYTES, PAGE_BYTES } from './limits.ts';

/** An IMAGE_DATA_DIRECTORY: where a table is, and how long. Both are 0 where there is none. */
export interface DataDirectory {
  readonly rva: number;
  readonly sizeBytes: number;
}

/** What the headers of an image say, checked. Sizes are bytes; RVAs are offsets from the base the image is loaded at. */
export interface Headers {
  /** The file offset of the section table. */
  readonly sectionTableOffset: number;
  readonly sectionCount: number;
  /** The file offset of the COFF symbols, 0 for none, and their number. */
  readonly symbolTableOffset: number;
  readonly symbolCount: number;
  /** IMAGE_FILE_HEADER.Characteristics. */
  readonly characteristics: number;
  readonly dllCharacteristics: number;
  readonly linkerVersion: string;
  readonly entryRva: number;
  /** The preferred base. */
  readonly imageBase: bigint;
  readonly sectionAlignment: number;
  readonly fileAlignment: number;
  readonly sizeOfImage: number;
  readonly sizeOfHeaders: number;
  readonly directories: readonly DataDirectory[];
}

const { ImageDosHeader, ImageNtHeaders, ImageOptionalHeader64, ImageDirectoryEntry } = Format;

export const DIRECTORY: typeof ImageDirectoryEntry = ImageDirectoryEntry;

/** IMAGE_FILE_RELOCS_STRIPPED. */
export const RELOCS_STRIPPED = 0x1;
const EXECUTABLE_IMAGE = 0x2;
const DLL = 0x2000;

const AMD64 = 0x8664;
const MACHINES: ReadonlyMap<number, string> = new Map([
  [0x14c, 'x86 (I386)'],
  [0x1c0, 'ARM'],
  [0x1c4, 'ARM'],
  [0x200, 'Itanium'],
  [0xaa64, 'ARM64'],
]);

const NATIVE = 1;
const SUBSYSTEMS: ReadonlyMap<number, string> = new Map([
  [2, 'Windows'],
  [3, 'console'],
  [7, 'POSIX'],
  [9, 'Windows CE'],
  [10, 'EFI application'],
  [11, 'EFI boot service driver'],
  [12, 'EFI run-time driver'],
  [13, 'EFI ROM'],
  [16, 'boot application'],
]);

const SIGNATURE_BYTES = 4;
const FILE_HEADER_BYTES = 20;
const OPTIONAL_HEADER_OFFSET = SIGNATURE_BYTES + FILE_HEADER_BYTES;
const DIRECTORY_BYTES = 8;
const MAX_DIRECTORIES = 16;
/** What ImageNtHeaders reads, whatever there is. */
const NT_HEADERS_BYTES =
  OPTIONAL_HEADER_OFFSET + ImageOptionalHeader64.size + MAX_DIRECTORIES * DIRECTORY_BYTES;

function isPowerOfTwo(value: number): boolean {
  return value > 0 && 2 ** Math.round(Math.log2(value)) === value;
}

/** The file offset of IMAGE_NT_HEADERS. */
function ntHeadersOffset(file: BytesReader): number {
  if (file.sizeBytes < 2 || file.u16(0, 'the DOS header') !== ImageDosHeader.DEFAULT_MAGIC) {
    throw new MalformedImageError("it does not begin with 'MZ': give the .sys file that the linker wrote");
  }
  const dos = ImageDosHeader.from(file.copy(0, 64, 'the DOS header'));
  return dos.newHeaderAddress >>> 0;
}

function checkMachine(machine: number): void {
  if (machine === AMD64) return;
  const name = MACHINES.get(machine);
  if (name === undefined) {
    throw new MalformedImageError(`its machine is ${hex(machine)}, which is no processor of Windows`);
  }
  throw new UnsupportedImageError(`it is built for ${name}: build it for x64`);
}

function checkSubsystem(subsystem: number, isDll: boolean): void {
  if (subsystem === NATIVE) return;
  const name = SUBSYSTEMS.get(subsystem) ?? 'unknown';
  const isOfUserMode = subsystem === 2 || subsystem === 3;
  const what = isOfUserMode ? `a ${isDll ? 'DLL' : 'program'} for user mode` : 'no driver';
  throw new MalformedImageError(
    `it is ${what} (subsystem ${subsystem}, ${name}): a kernel-mode driver is linked with /SUBSYSTEM:NATIVE`,
  );
}

function checkAlignments(sectionAlignment: number, fileAlignment: number): void {
  for (const [name, value] of [
    ['SectionAlignment', sectionAlignment],
    ['FileAlignment', fileAlignment],
  ] as const) {
    if (!isPowerOfTwo(value)) throw new MalformedImageError(`its ${name} ${hex(value)} is no power of two`);
  }
  if (fileAlignment > sectionAlignment) {
    throw new MalformedImageError(
      `its FileAlignment ${hex(fileAlignment)} is more than its SectionAlignment ${hex(sectionAlignment)}`,
    );
  }
  if (sectionAlignment < PAGE_BYTES) {
    throw new UnsupportedImageError(
      `its sections are aligned to ${hex(sectionAlignment)} bytes, less than a page: link it with /ALIGN:4096`,
    );
  }
}

function checkSizes(sizeOfImage: number, sizeOfHeaders: number, sectionAlignment: number): void {
  if (sizeOfImage > MAX_IMAGE_BYTES) {
    throw new UnsupportedImageError(
      `it is larger than ${MAX_IMAGE_BYTES / 2 ** 20} MiB in memory (SizeOfImage ${hex(sizeOfImage)})`,
    );
  }
  if (sizeOfImage === 0 || sizeOfImage % sectionAlignment !== 0) {
    throw new MalformedImageError(
      `its SizeOfImage ${hex(sizeOfImage)} is no multiple of its SectionAlignment ${hex(sectionAlignment)}`,
    );
  }
  if (sizeOfHeaders > sizeOfImage) {
    throw new MalformedImageError(
      `its SizeOfHeaders ${hex(sizeOfHeaders)} is more than its SizeOfImage ${hex(sizeOfImage)}`,
    );
  }
}

/** The base has to be aligned as Windows wants it: to 64 KiB. */
function checkBase(imageBase: bigint, sizeOfImage: number): void {
  if (imageBase % 0x10000n !== 0n || imageBase + BigInt(sizeOfImage) > 2n ** 64n) {
    throw new MalformedImageError(`its ImageBase ${hex(imageBase)} is no multiple of 64 KiB, or too high`);
  }
}

/**
 * The headers of an x64 driver image ("PE Format", Microsoft Learn).
 *
 * @throws {MalformedImageError} when they are damaged, or of no kernel-mode image
 * @throws {UnsupportedImageError} for another processor, a larger image, or sections smaller than pages
 */
export function parseHeaders(file: BytesReader): Headers {
  const start = ntHeadersOffset(file);
  file.require(start, OPTIONAL_HEADER_OFFSET, 'its IMAGE_NT_HEADERS');
  if (file.u32(start, 'its signature') !== ImageNtHeaders.DEFAULT_SIGNATURE) {
    throw new MalformedImageError("it has no 'PE' signature: it is a program for DOS, or damaged");
  }
  const held = Math.min(file.sizeBytes - start, NT_HEADERS_BYTES);
  const nt = ImageNtHeaders.from(file.copy(start, held, 'its IMAGE_NT_HEADERS', NT_HEADERS_BYTES));
  const { machine, numberOfSections, sizeOfOptionalHeader, characteristics, ...symbols } = fileHeader(nt);
  checkMachine(machine);
  file.require(start + OPTIONAL_HEADER_OFFSET, sizeOfOptionalHeader, 'its optional header');
  const optional = nt.optionalHeader;
  if (
    !(optional instanceof ImageOptionalHeader64) ||
    optional.magic !== ImageOptionalHeader64.DEFAULT_MAGIC
  ) {
    throw new MalformedImageError(`its optional header is no PE32+ one (magic ${hex(optional.magic)})`);
  }
  if (sizeOfOptionalHeader < ImageOptionalHeader64.size) {
    throw new MalformedImageError(`its optional header has ${sizeOfOptionalHeader} bytes, fewer than 112`);
  }
  if ((characteristics & EXECUTABLE_IMAGE) === 0) {
    throw new MalformedImageError('its linker marked it as not executable: link it without errors');
  }
  const { sectionAlignment, fileAlignment, sizeOfImage, sizeOfHeaders } = optional;
  checkSubsystem(optional.subsystem, (characteristics & DLL) !== 0);
  checkAlignments(sectionAlignment, fileAlignment);
  checkSizes(sizeOfImage, sizeOfHeaders, sectionAlignment);
  checkBase(optional.imageBaseBigInt, sizeOfImage);
  file.require(0, sizeOfHeaders, 'what SizeOfHeaders says');
  return {
    sectionTableOffset: start + OPTIONAL_HEADER_OFFSET + sizeOfOptionalHeader,
    sectionCount: numberOfSections,
    ...symbols,
    characteristics,
    dllCharacteristics: optional.dllCharacteristics,
    linkerVersion: `${optional.majorLinkerVersion}.${optional.minorLinkerVersion}`,
    entryRva: optional.addressOfEntryPoint,
    imageBase: optional.imageBaseBigInt,
    sectionAlignment,
    fileAlignment,
    sizeOfImage,
    sizeOfHeaders,
    directories: directoriesOf(nt, optional.numberOfRvaAndSizes, sizeOfOptionalHeader),
  };
}

type NtHeaders = ReturnType<typeof ImageNtHeaders.from>;

function fileHeader({ fileHeader }: NtHeaders) {
  const { machine, numberOfSections, sizeOfOptionalHeader, characteristics } = fileHeader;
  const { pointerToSymbolTable: symbolTableOffset, numberOfSymbols: symbolCount } = fileHeader;
  return { machine, numberOfSections, sizeOfOptionalHeader, characteristics, symbolTableOffset, symbolCount };
}

/** As many directories as the header counts; the loader knows of sixteen. */
function directoriesOf(
  { optionalHeaderDataDirectory }: NtHeaders,
  numberOfRvaAndSizes: number,
  sizeOfOptionalHeader: number,
): DataDirectory[] {
  const count = Math.min(numberOfRvaAndSizes, MAX_DIRECTORIES);
  if (ImageOptionalHeader64.size + count * DIRECTORY_BYTES > sizeOfOptionalHeader) {
    throw new MalformedImageError(
      `its ${numberOfRvaAndSizes} data directories do not fit its optional header of ${sizeOfOptionalHeader} bytes`,
    );
  }
  return Array.from({ length: count }, (_, index) => {
    const { virtualAddress: rva, size: sizeBytes } = optionalHeaderDataDirectory.get(index);
    return { rva, sizeBytes };
  });
}
