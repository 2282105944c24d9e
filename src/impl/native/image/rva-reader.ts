import type { BytesReader } from './bytes-reader.ts';
import type { DataDirectory, Headers } from './headers.ts';
import { hex } from './hex.ts';
import { MalformedImageError } from './image-error.ts';
import type { Section } from './sections.ts';

/**
 * Reads an image by RVA, as it would be in memory: what a section has no bytes of in the file is zeros. What is read has
 * to lie within one section, or within the headers.
 */
export class RvaReader {
  readonly #file: BytesReader;
  readonly #headerBytes: number;
  readonly #sections: readonly Section[];
  readonly #directories: readonly DataDirectory[];

  constructor(file: BytesReader, headers: Headers, sections: readonly Section[]) {
    this.#file = file;
    this.#headerBytes = headers.sizeOfHeaders;
    this.#sections = sections;
    this.#directories = headers.directories;
  }

  /** A data directory; null where the image has none. */
  directory(index: number): DataDirectory | null {
    const found = this.#directories[index];
    return found === undefined || found.rva === 0 || found.sizeBytes === 0 ? null : found;
  }

  /** The section that holds all of a range; null where none does. */
  sectionAt(rva: number, sizeBytes = 1): Section | null {
    let low = 0;
    let high = this.#sections.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const section = this.#sections[middle];
      if (section === undefined || section.rva > rva) high = middle;
      else low = middle + 1;
    }
    const section = this.#sections[low - 1];
    return section !== undefined && rva + sizeBytes <= section.rva + section.sizeBytes ? section : null;
  }

  isExecutable(rva: number): boolean {
    return this.sectionAt(rva)?.executable === true;
  }

  /**
   * @param what for the error, such as `the import directory`
   * @throws {MalformedImageError} unless all of the range lies in one section
   */
  require(rva: number, sizeBytes: number, what: string): Section {
    const section = this.sectionAt(rva, sizeBytes);
    if (section !== null) return section;
    throw new MalformedImageError(
      `${what} is at RVA ${hex(rva)} to ${hex(rva + sizeBytes)}, which is in no section`,
    );
  }

  u8(rva: number, what: string): number {
    const offset = this.#offset(rva, 1, what);
    return offset === null ? 0 : this.#file.u8(offset, what);
  }

  u16(rva: number, what: string): number {
    const offset = this.#offset(rva, 2, what);
    if (offset !== null) return this.#file.u16(offset, what);
    return this.u8(rva, what) | (this.u8(rva + 1, what) << 8);
  }

  u32(rva: number, what: string): number {
    const offset = this.#offset(rva, 4, what);
    if (offset !== null) return this.#file.u32(offset, what);
    return (this.u16(rva, what) | (this.u16(rva + 2, what) << 16)) >>> 0;
  }

  u64(rva: number, what: string): bigint {
    return BigInt(this.u32(rva, what)) | (BigInt(this.u32(rva + 4, what)) << 32n);
  }

  /** The headers, no copy. */
  headerBytes(): Uint8Array {
    return this.#file.bytes(0, this.#headerBytes, 'the headers');
  }

  /** The bytes of a section that the file has, no copy. */
  fileBytesOf({ fileOffset, fileBytes, name }: Section): Uint8Array {
    return fileBytes === 0 ? new Uint8Array() : this.#file.bytes(fileOffset, fileBytes, `section ${name}`);
  }

  /**
   * A name that ends with NUL, of printable ASCII.
   *
   * @throws {MalformedImageError} for any other
   */
  name(rva: number, maxCharacters: number, what: string): string {
    let found = '';
    for (let index = 0; index <= maxCharacters; index += 1) {
      const code = this.u8(rva + index, what);
      if (code === 0 && index > 0) return found;
      if (code <= 0x20 || code > 0x7e) break;
      found += String.fromCharCode(code);
    }
    throw new MalformedImageError(`${what} at RVA ${hex(rva)} is no name`);
  }

  /** Where a range is in the file; null where the file has not all of it. */
  #offset(rva: number, sizeBytes: number, what: string): number | null {
    if (rva + sizeBytes <= this.#headerBytes) return rva;
    const section = this.require(rva, sizeBytes, what);
    const from = rva - section.rva;
    return from + sizeBytes <= section.fileBytes ? section.fileOffset + from : null;
  }
}
