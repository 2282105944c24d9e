/** Writes small driver images, of which a test may change any byte. */

/** An image in memory, by RVA, before it is a file. */
export class Memory {
  readonly bytes: Uint8Array;
  readonly #view: DataView;

  constructor(sizeBytes: number) {
    this.bytes = new Uint8Array(sizeBytes);
    this.#view = new DataView(this.bytes.buffer);
  }

  u8(rva: number, ...values: number[]): void {
    this.bytes.set(values, rva);
  }

  u16(rva: number, ...values: number[]): void {
    for (const [index, value] of values.entries()) this.#view.setUint16(rva + 2 * index, value, true);
  }

  u32(rva: number, ...values: number[]): void {
    for (const [index, value] of values.entries()) this.#view.setUint32(rva + 4 * index, value, true);
  }

  u64(rva: number, ...values: bigint[]): void {
    for (const [index, value] of values.entries()) this.#view.setBigUint64(rva + 8 * index, value, true);
  }

  /** Text that ends with NUL. */
  text(rva: number, text: string): void {
    this.u8(rva, ...Array.from(text, (character) => character.charCodeAt(0)), 0);
  }

  /** The same in UTF-16. */
  wide(rva: number, text: string): void {
    this.u16(rva, ...Array.from(text, (character) => character.charCodeAt(0)), 0);
  }
}

export interface SectionSpec {
  readonly name: string;
  readonly rva: number;
  readonly sizeBytes: number;
  /** Bytes in the file; as many as in memory, aligned, where it is left out. */
  readonly fileBytes?: number;
  readonly characteristics: number;
}

export const READ = 0x40000000;
export const WRITE = 0x80000000;
export const EXECUTE = 0x20000000;
export const DISCARD = 0x02000000;

export const IMAGE_BASE = 0x140000000n;
export const FILE_ALIGNMENT = 0x200;
const NT_OFFSET = 0x100;
const HEADER_BYTES = 0x600;
const OPTIONAL = NT_OFFSET + 24;
const SECTION_TABLE = OPTIONAL + 240;
const SECTION_BYTES = 40;

/** Where the fields of the headers are in the file, and how many bytes each has. */
export const FIELDS = {
  e_magic: [0, 2],
  e_lfanew: [0x3c, 4],
  Signature: [NT_OFFSET, 4],
  Machine: [NT_OFFSET + 4, 2],
  NumberOfSections: [NT_OFFSET + 6, 2],
  PointerToSymbolTable: [NT_OFFSET + 12, 4],
  NumberOfSymbols: [NT_OFFSET + 16, 4],
  SizeOfOptionalHeader: [NT_OFFSET + 20, 2],
  Characteristics: [NT_OFFSET + 22, 2],
  Magic: [OPTIONAL, 2],
  AddressOfEntryPoint: [OPTIONAL + 16, 4],
  ImageBase: [OPTIONAL + 24, 4],
  ImageBaseHigh: [OPTIONAL + 28, 4],
  SectionAlignment: [OPTIONAL + 32, 4],
  FileAlignment: [OPTIONAL + 36, 4],
  SizeOfImage: [OPTIONAL + 56, 4],
  SizeOfHeaders: [OPTIONAL + 60, 4],
  Subsystem: [OPTIONAL + 68, 2],
  DllCharacteristics: [OPTIONAL + 70, 2],
  NumberOfRvaAndSizes: [OPTIONAL + 108, 4],
} as const satisfies Record<string, readonly [number, number]>;

export type Field = keyof typeof FIELDS;

/** Where the fields of a section's header are in it. */
export const SECTION_FIELDS = {
  Name: 0,
  VirtualSize: 8,
  VirtualAddress: 12,
  SizeOfRawData: 16,
  PointerToRawData: 20,
  Characteristics: 36,
} as const;

/** The file offset of a field of a section's header. */
export function sectionField(index: number, field: keyof typeof SECTION_FIELDS): number {
  return SECTION_TABLE + index * SECTION_BYTES + SECTION_FIELDS[field];
}

/** The file offset of a data directory. */
export function directoryField(index: number): number {
  return OPTIONAL + 112 + index * 8;
}

export function aligned(value: number, alignment: number): number {
  return Math.ceil(value / alignment) * alignment;
}

export interface ImageSpec {
  readonly memory: Memory;
  readonly sections: readonly SectionSpec[];
  readonly entryRva: number;
  /** Data directories by number: RVA and size. */
  readonly directories: Readonly<Record<number, readonly [number, number]>>;
  /** Characteristics of the file header. */
  readonly characteristics?: number;
}

/** The file of an image. */
export function makeImage({
  memory,
  sections,
  entryRva,
  directories,
  characteristics,
}: ImageSpec): Uint8Array {
  const rawBytes = sections.map(
    ({ sizeBytes, fileBytes }) => fileBytes ?? aligned(sizeBytes, FILE_ALIGNMENT),
  );
  const file = new Memory(HEADER_BYTES + rawBytes.reduce((sum, bytes) => sum + bytes, 0));
  const set = (field: Field, value: number): void => setField(file.bytes, field, value);
  set('e_magic', 0x5a4d);
  set('e_lfanew', NT_OFFSET);
  set('Signature', 0x4550);
  set('Machine', 0x8664);
  set('NumberOfSections', sections.length);
  set('SizeOfOptionalHeader', 240);
  set('Characteristics', characteristics ?? 0x22);
  set('Magic', 0x20b);
  file.u8(OPTIONAL + 2, 14, 29);
  set('AddressOfEntryPoint', entryRva);
  file.u64(FIELDS.ImageBase[0], IMAGE_BASE);
  set('SectionAlignment', 0x1000);
  set('FileAlignment', FILE_ALIGNMENT);
  const last = sections.at(-1);
  set('SizeOfImage', last === undefined ? 0x1000 : aligned(last.rva + last.sizeBytes, 0x1000));
  set('SizeOfHeaders', HEADER_BYTES);
  set('Subsystem', 1);
  set('NumberOfRvaAndSizes', 16);
  for (const [index, [rva, sizeBytes]] of Object.entries(directories)) {
    file.u32(directoryField(Number(index)), rva, sizeBytes);
  }
  let at = HEADER_BYTES;
  for (const [index, section] of sections.entries()) {
    const { name, rva, sizeBytes, characteristics: flags } = section;
    const raw = rawBytes[index] ?? 0;
    file.text(sectionField(index, 'Name'), name.slice(0, 8));
    file.u32(sectionField(index, 'VirtualSize'), sizeBytes, rva, raw, raw === 0 ? 0 : at);
    file.u32(sectionField(index, 'Characteristics'), flags);
    file.bytes.set(memory.bytes.subarray(rva, rva + Math.min(raw, aligned(sizeBytes, 0x1000))), at);
    at += raw;
  }
  return file.bytes;
}

/** Sets a field of the headers. */
export function setField(file: Uint8Array, field: Field, value: number): void {
  const [offset, sizeBytes] = FIELDS[field];
  const view = new DataView(file.buffer, file.byteOffset);
  if (sizeBytes === 2) view.setUint16(offset, value, true);
  else view.setUint32(offset, value, true);
}

/** Sets 4 bytes of the file. */
export function setU32(file: Uint8Array, offset: number, value: number): void {
  new DataView(file.buffer, file.byteOffset).setUint32(offset, value, true);
}

/** Writes instructions, each at the next address. */
export class Code {
  readonly #memory: Memory;
  rva: number;

  constructor(memory: Memory, rva: number) {
    this.#memory = memory;
    this.rva = rva;
  }

  raw(...bytes: number[]): this {
    this.#memory.u8(this.rva, ...bytes);
    this.rva += bytes.length;
    return this;
  }

  /** Bytes of an instruction, and the distance from its end to an address. */
  relative(target: number, ...opcode: number[]): this {
    this.raw(...opcode);
    this.rva += 4;
    this.#memory.u32(this.rva - 4, target - this.rva);
    return this;
  }

  call(target: number): this {
    return this.relative(target, 0xe8);
  }

  jmp(target: number): this {
    return this.relative(target, 0xe9);
  }

  je(target: number): this {
    return this.relative(target, 0x0f, 0x84);
  }

  /** `call [rip+slot]`. */
  callSlot(slot: number): this {
    return this.relative(slot, 0xff, 0x15);
  }

  /** `jmp [rip+slot]`. */
  jmpSlot(slot: number): this {
    return this.relative(slot, 0xff, 0x25);
  }

  /** `mov rax,[rip+address]`. */
  load(address: number): this {
    return this.relative(address, 0x48, 0x8b, 0x05);
  }

  /** `lea rax,[rip+address]`. */
  lea(address: number): this {
    return this.relative(address, 0x48, 0x8d, 0x05);
  }

  ret(): this {
    return this.raw(0xc3);
  }
}
