import { parseImage } from '../../../../src/impl/native/image/parse-image.ts';
import {
  aligned,
  Code,
  DISCARD,
  EXECUTE,
  FILE_ALIGNMENT,
  IMAGE_BASE,
  type ImageSpec,
  Memory,
  makeImage,
  READ,
  type SectionSpec,
  WRITE,
} from './image.setup.ts';

/** A driver with one of everything that images have, as Microsoft's tools lay them out. */

export const TEXT = 0x1000;
export const RDATA = 0x2000;
export const DATA = 0x3000;
export const PDATA = 0x4000;
export const INIT = 0x5000;
export const RSRC = 0x6000;
export const RELOC = 0x7000;

/** Names of the imports from ntoskrnl.exe; the number is an ordinal. */
export const IMPORTED = [
  'IoCreateDevice',
  'IofCompleteRequest',
  'DbgPrint',
  'IoFileObjectType',
  'KeBugCheckEx',
  'ExFreePoolWithTag',
  17,
  '__C_specific_handler',
  'MmMapIoSpace',
] as const;

/** The RVA of an import's slot. */
export function slotOf(name: (typeof IMPORTED)[number]): number {
  return RDATA + 8 * IMPORTED.indexOf(name);
}

/** What is at which RVA. */
export const AT = {
  dispatch: TEXT,
  callback: TEXT + 0x40,
  unload: TEXT + 0x60,
  filter: TEXT + 0x80,
  handler: TEXT + 0xa0,
  unused: TEXT + 0xc0,
  entry: INIT,
  halSlots: RDATA + 0x60,
  delaySlots: DATA + 0x40,
  unwind: RDATA + 0x100,
  scopes: RDATA + 0x110,
  unwindOfPart: RDATA + 0x140,
  loadConfig: RDATA + 0x200,
  debug: RDATA + 0x300,
  exports: RDATA + 0x380,
  delay: RDATA + 0x400,
  delayNames: RDATA + 0x440,
  delayModule: RDATA + 0x480,
  ident: RDATA + 0x4c0,
  cookie: DATA,
  table: DATA + 0x10,
  descriptors: INIT + 0x80,
  names: INIT + 0x100,
  halNames: INIT + 0x160,
  strings: INIT + 0x180,
} as const;

export const SECTIONS: readonly SectionSpec[] = [
  { name: '.text', rva: TEXT, sizeBytes: 0x100, characteristics: READ | EXECUTE },
  { name: '.rdata', rva: RDATA, sizeBytes: 0x500, characteristics: READ },
  { name: '.data', rva: DATA, sizeBytes: 0x300, fileBytes: 0x200, characteristics: READ | WRITE },
  { name: '.pdata', rva: PDATA, sizeBytes: 0x30, characteristics: READ },
  { name: 'INIT', rva: INIT, sizeBytes: 0x300, characteristics: READ | WRITE | EXECUTE | DISCARD },
  { name: '.rsrc', rva: RSRC, sizeBytes: 0x300, characteristics: READ | DISCARD },
  { name: '.reloc', rva: RELOC, sizeBytes: 0x20, characteristics: READ | DISCARD },
];

function writeCode(memory: Memory): void {
  new Code(memory, AT.dispatch)
    .raw(0x48, 0x83, 0xec, 0x28)
    .callSlot(slotOf('IofCompleteRequest'))
    .raw(0x48, 0x83, 0xc4, 0x28)
    .jmpSlot(slotOf('DbgPrint'));
  new Code(memory, AT.callback).load(slotOf('IoFileObjectType')).ret();
  new Code(memory, AT.unload).jmpSlot(AT.delaySlots);
  new Code(memory, AT.filter).jmpSlot(slotOf('__C_specific_handler'));
  new Code(memory, AT.handler).callSlot(slotOf('KeBugCheckEx')).raw(0xcc);
  new Code(memory, AT.unused).jmpSlot(slotOf('ExFreePoolWithTag'));
  new Code(memory, AT.entry)
    .raw(0x48, 0x83, 0xec, 0x28)
    .callSlot(slotOf('IoCreateDevice'))
    .lea(AT.dispatch)
    .lea(AT.unload)
    .raw(0x33, 0xc0, 0x48, 0x83, 0xc4, 0x28)
    .ret();
}

function writeImports(memory: Memory): void {
  const strings = { rva: AT.strings };
  const text = (value: string, skip: number): number => {
    const at = strings.rva;
    memory.text(at + skip, value);
    strings.rva += aligned(value.length + 1 + skip, 2);
    return at;
  };
  const thunk = (by: string | number): bigint =>
    typeof by === 'number' ? (1n << 63n) | BigInt(by) : BigInt(text(by, 2));
  const kernel = IMPORTED.map(thunk);
  const hal = ['HalGetInterruptVector'].map(thunk);
  memory.u64(AT.names, ...kernel);
  memory.u64(RDATA, ...kernel);
  memory.u64(AT.halNames, ...hal);
  memory.u64(AT.halSlots, ...hal);
  memory.u32(AT.descriptors, AT.names, 0, 0, text('ntoskrnl.exe', 0), RDATA);
  memory.u32(AT.descriptors + 20, AT.halNames, 0, 0, text('HAL.dll', 0), AT.halSlots);
  memory.u32(AT.delay, 1, AT.delayModule, 0, AT.delaySlots, AT.delayNames);
  memory.text(AT.delayModule, 'USBD.SYS');
  memory.u64(AT.delayNames, BigInt(AT.delayNames + 0x10));
  memory.text(AT.delayNames + 0x12, 'USBD_CreateHandle');
}

function writeUnwind(memory: Memory): void {
  // A function with a handler and a scope table, another without, and a part of the first.
  memory.u32(PDATA, AT.dispatch, AT.dispatch + 0x20, AT.unwind);
  memory.u32(PDATA + 12, AT.callback, AT.callback + 0x10, AT.unwindOfPart);
  memory.u8(AT.unwind, (1 << 3) | 1, 4, 1, 0, 4, 0x42, 0, 0);
  memory.u32(AT.unwind + 8, AT.filter);
  memory.u32(AT.scopes - 4, 1, AT.dispatch, AT.dispatch + 8, 1, AT.handler);
  memory.u8(AT.unwindOfPart, (4 << 3) | 2, 0, 0, 0);
  memory.u32(AT.unwindOfPart + 4, AT.dispatch, AT.dispatch + 0x20, AT.unwind);
}

function writeTables(memory: Memory): void {
  memory.u32(AT.loadConfig, 0x94);
  memory.u64(AT.loadConfig + 0x58, IMAGE_BASE + BigInt(AT.cookie));
  memory.u32(AT.loadConfig + 0x90, 0x100);
  memory.u64(AT.cookie, 0x2b992ddfa232n);
  memory.u64(AT.table, IMAGE_BASE + BigInt(AT.callback), IMAGE_BASE + BigInt(AT.cookie));
  memory.u32(RELOC, DATA, 16);
  memory.u16(RELOC + 8, 0xa010, 0xa018, 0, 0);
  memory.u32(RELOC + 16, RDATA, 10);
  memory.u16(RELOC + 24, 0xa258);
  memory.u32(AT.debug, 0, 0, 0, 2, 0x40, AT.debug + 0x20, 0);
  memory.text(AT.debug + 0x20, 'RSDS');
  memory.text(AT.debug + 0x38, 'C:\\src\\my-driver.pdb');
  memory.u32(AT.exports + 24, 1, 0, AT.exports + 40);
  memory.u32(AT.exports + 40, AT.exports + 44);
  memory.text(AT.exports + 44, 'DllInitialize');
}

/** A block of a version resource; returns where the next one begins. */
function writeBlock(
  memory: Memory,
  at: number,
  key: string,
  value: string | null,
  inner: (at: number) => number,
): number {
  const valueAt = aligned(at + 6 + 2 * (key.length + 1), 4);
  memory.wide(at + 6, key);
  if (value !== null) memory.wide(valueAt, value);
  const end = inner(value === null ? valueAt : valueAt + 2 * (value.length + 1));
  memory.u16(at, end - at, value === null ? 0 : value.length + 1, 1);
  return aligned(end, 4);
}

function writeVersion(memory: Memory): void {
  const data = RSRC + 0x60;
  for (const [level, id] of [16, 1, 1033].entries()) {
    const at = RSRC + level * 0x18;
    memory.u16(at + 14, 1);
    memory.u32(at + 16, id, level === 2 ? 0x50 : 0x80000000 + (level + 1) * 0x18);
  }
  const fixed = aligned(data + 6 + 2 * 16, 4);
  memory.wide(data + 6, 'VS_VERSION_INFO');
  memory.u32(fixed, 0xfeef04bd, 0x10000, 0x00010002, 0x00030004);
  const same = (at: number): number => at;
  const end = writeBlock(memory, fixed + 52, 'StringFileInfo', null, (table) =>
    writeBlock(memory, table, '040904b0', null, (first) => {
      const second = writeBlock(memory, first, 'CompanyName', 'Contoso', same);
      return writeBlock(memory, second, 'FileDescription', 'Example driver', same);
    }),
  );
  memory.u16(data, end - data, 52, 0);
  memory.u32(RSRC + 0x50, data, end - data);
}

const DIRECTORIES: ImageSpec['directories'] = {
  0: [AT.exports, 0x40],
  1: [AT.descriptors, 60],
  2: [RSRC, 0x300],
  3: [PDATA, 24],
  5: [RELOC, 26],
  6: [AT.debug, 28],
  10: [AT.loadConfig, 0x94],
  13: [AT.delay, 64],
};

/** What a test may have otherwise. */
export interface DriverChange extends Partial<Omit<ImageSpec, 'memory' | 'directories'>> {
  /** Directories besides the usual ones, or instead of them. */
  readonly directories?: ImageSpec['directories'];
  /** Changes the image before it becomes a file. */
  readonly edit?: (memory: Memory) => void;
}

/** The file of the driver. */
export function driverFile({ edit, directories, ...change }: DriverChange = {}): Uint8Array {
  const memory = new Memory(0x8000);
  for (const write of [writeCode, writeImports, writeUnwind, writeTables, writeVersion]) write(memory);
  edit?.(memory);
  return makeImage({
    memory,
    sections: SECTIONS,
    entryRva: AT.entry,
    ...change,
    directories: { ...DIRECTORIES, ...directories },
  });
}

/** Its file after another change. */
export function changedFile(change: (file: Uint8Array) => void): Uint8Array {
  const file = driverFile();
  change(file);
  return file;
}

/** How a file is refused: the error's name and what it says. */
export function refusalOf(file: Uint8Array): string {
  try {
    parseImage(file);
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  return 'accepted';
}

/** Bytes that a section of the driver has in the file, by its number. */
export function fileOffsetOf(rva: number): number {
  let at = 0x600;
  for (const section of SECTIONS) {
    const raw = section.fileBytes ?? aligned(section.sizeBytes, FILE_ALIGNMENT);
    if (rva >= section.rva && rva < section.rva + raw) return at + rva - section.rva;
    at += raw;
  }
  throw new Error(`no section has ${rva}`);
}
