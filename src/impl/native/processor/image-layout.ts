import { PAGE_SHIFT, PAGE_SIZE } from '../../../nt/page.ts';
import { vaAdd } from '../../memory/va.ts';
import type { EngineLayout } from '../engine/layout.ts';
import { REGISTER_FILE_BYTES } from '../engine/register-file.ts';
import { type WasmMemory, wasmMemory } from '../engine/wasm/host.ts';
import { isDataExport } from '../image/data-exports.ts';
import type { DriverImage } from '../image/driver-image.ts';
import { UnsupportedImageError } from '../image/image-error.ts';
import { type Import, importName } from '../image/import-thunks.ts';
import { mapImage } from '../image/map-image.ts';
import type { Section } from '../image/sections.ts';
import { exportAddress, IMAGE_BASE, STACK_BYTES, wholeAddress } from './places.ts';

/** Any value that linkers do not leave: images look whether the loader has written one. */
const SECURITY_COOKIE = 0x0000_7a5c_31e8_94d6n;
const MAX_COUNTERS = 65_536;
const HIGH_HALVES_BYTES = 64;
const ALIGNMENT = 64;
const ENTRY_BYTES = 4;
const COUNTER_BYTES = 4;
/** The processor's own block. */
const OTHER_PAGES = 1;
const STACK_PAGES = STACK_BYTES / PAGE_SIZE;

/** What is the same of an image on every machine: its bytes as they are loaded, and how much room it takes. */
export class ImageLayout {
  readonly image: DriverImage;
  /** SizeOfImage bytes, with imports bound to `exportAddress` of their number. */
  readonly bytes: Uint8Array;
  readonly imagePages: number;
  /** Pages of the image, the stack and the processor's own block. */
  readonly pages: number;
  readonly #codeRva: number;
  readonly #codeBytes: number;
  readonly #memories = new WeakMap<ArrayBuffer, WasmMemory>();

  /** @throws {UnsupportedImageError} for an import of a variable, which can't be told from one that is not there */
  constructor(image: DriverImage) {
    this.image = image;
    this.bytes = mapImage(image, wholeAddress(IMAGE_BASE), SECURITY_COOKIE);
    for (const [number, imported] of image.imports.entries()) this.#bind(imported, number);
    this.imagePages = Math.ceil(this.bytes.length / PAGE_SIZE);
    this.pages = this.imagePages + STACK_PAGES + OTHER_PAGES;
    const code = image.sections.filter(({ executable }) => executable);
    this.#codeRva = Math.min(...code.map(({ rva }) => rva)) & -PAGE_SIZE;
    const end = Math.max(...code.map(({ rva, sizeBytes }) => rva + sizeBytes));
    this.#codeBytes = pagesOf(end - this.#codeRva) << PAGE_SHIFT;
  }

  /** The section an RVA lies in; undefined for headers and for what lies between. */
  sectionAt(rva: number): Section | undefined {
    return this.image.sections.find(
      (section) => rva >= section.rva && rva < section.rva + pagedBytes(section),
    );
  }

  /** A buffer for a machine's memory of so many bytes, and for the engine's behind that. */
  buffer(lengthBytes: number): ArrayBuffer {
    const { entries } = this.engineLayout(lengthBytes);
    const memory = wasmMemory(entries + ENTRY_BYTES * this.#codeBytes);
    this.#memories.set(memory.buffer, memory);
    return memory.buffer;
  }

  /** The memory that a buffer is of. */
  memoryOf(buffer: ArrayBuffer): WasmMemory {
    const memory = this.#memories.get(buffer);
    if (memory === undefined) throw new RangeError('a buffer that was made otherwise');
    return memory;
  }

  /** @param lengthBytes of the machine's memory; its page tables are told by whoever made it */
  engineLayout(lengthBytes: number): Omit<EngineLayout, 'pageTable'> {
    const registers = Math.ceil(lengthBytes / ALIGNMENT) * ALIGNMENT;
    const highHalves = registers + REGISTER_FILE_BYTES;
    const counters = highHalves + HIGH_HALVES_BYTES;
    return {
      registers,
      highHalves,
      counters,
      entries: counters + COUNTER_BYTES * MAX_COUNTERS,
      maxCounters: MAX_COUNTERS,
      codeBase: wholeAddress(vaAdd(IMAGE_BASE, this.#codeRva)),
      codeBytes: this.#codeBytes,
    };
  }

  #bind(imported: Import, number: number): void {
    const name = importName(imported);
    if (isDataExport(name)) {
      throw new UnsupportedImageError(
        `it reads ${imported.module}!${name}, a variable that is not simulated yet; irpcheck inspect says what else it needs`,
      );
    }
    const view = new DataView(this.bytes.buffer, this.bytes.byteOffset);
    view.setBigUint64(imported.slotRva, wholeAddress(exportAddress(number)), true);
  }
}

function pagesOf(lengthBytes: number): number {
  return Math.ceil(lengthBytes / PAGE_SIZE);
}

function pagedBytes({ sizeBytes }: Section): number {
  return pagesOf(sizeBytes) << PAGE_SHIFT;
}
