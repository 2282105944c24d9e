import { describe, expect, it } from 'vitest';
import {
  AT,
  changedFile,
  DATA,
  driverFile,
  fileOffsetOf,
  INIT,
  PDATA,
  RDATA,
  RELOC,
  refusalOf,
  SECTIONS,
  slotOf,
  TEXT,
} from './driver.setup.ts';
import {
  directoryField,
  EXECUTE,
  type Field,
  type Memory,
  READ,
  sectionField,
  setField,
  setU32,
  WRITE,
} from './image.setup.ts';

const MALFORMED = 'MalformedImageError: ';
const UNSUPPORTED = 'UnsupportedImageError: ';
const PACKED = 'it is packed or protected: give the image that the linker wrote';

/** A refusal for the values of some fields of the headers. */
type Row = readonly [fields: Partial<Record<Field, number>>, refusal: string];

const HEADERS: readonly Row[] = [
  [{ e_magic: 0x457f }, `${MALFORMED}it does not begin with 'MZ': give the .sys file that the linker wrote`],
  [
    { e_lfanew: 0x7fffffff },
    `${MALFORMED}its IMAGE_NT_HEADERS would go to 0x80000017 in the file, which ends at 0x1c00: is it complete?`,
  ],
  [
    { e_lfanew: 0xfffffff0 },
    `${MALFORMED}its IMAGE_NT_HEADERS would go to 0x100000008 in the file, which ends at 0x1c00: is it complete?`,
  ],
  [{ Signature: 0x454e }, `${MALFORMED}it has no 'PE' signature: it is a program for DOS, or damaged`],
  [{ Machine: 0x14c }, `${UNSUPPORTED}it is built for x86 (I386): build it for x64`],
  [{ Machine: 0xaa64 }, `${UNSUPPORTED}it is built for ARM64: build it for x64`],
  [{ Machine: 0x1c4 }, `${UNSUPPORTED}it is built for ARM: build it for x64`],
  [{ Machine: 0x200 }, `${UNSUPPORTED}it is built for Itanium: build it for x64`],
  [{ Machine: 0x1234 }, `${MALFORMED}its machine is 0x1234, which is no processor of Windows`],
  [
    { SizeOfOptionalHeader: 0xffff },
    `${MALFORMED}its optional header would go to 0x10117 in the file, which ends at 0x1c00: is it complete?`,
  ],
  [{ SizeOfOptionalHeader: 96 }, `${MALFORMED}its optional header has 96 bytes, fewer than 112`],
  [
    { SizeOfOptionalHeader: 112 },
    `${MALFORMED}its 16 data directories do not fit its optional header of 112 bytes`,
  ],
  [{ Magic: 0x10b }, `${MALFORMED}its optional header is no PE32+ one (magic 0x10b)`],
  [{ Magic: 0x107 }, `${MALFORMED}its optional header is no PE32+ one (magic 0x107)`],
  [{ Characteristics: 0x20 }, `${MALFORMED}its linker marked it as not executable: link it without errors`],
  [
    { Subsystem: 3 },
    `${MALFORMED}it is a program for user mode (subsystem 3, console): a kernel-mode driver is linked with /SUBSYSTEM:NATIVE`,
  ],
  [
    { Subsystem: 2, Characteristics: 0x2022 },
    `${MALFORMED}it is a DLL for user mode (subsystem 2, Windows): a kernel-mode driver is linked with /SUBSYSTEM:NATIVE`,
  ],
  [
    { Subsystem: 10 },
    `${MALFORMED}it is no driver (subsystem 10, EFI application): a kernel-mode driver is linked with /SUBSYSTEM:NATIVE`,
  ],
  [
    { Subsystem: 77 },
    `${MALFORMED}it is no driver (subsystem 77, unknown): a kernel-mode driver is linked with /SUBSYSTEM:NATIVE`,
  ],
  [{ SectionAlignment: 0 }, `${MALFORMED}its SectionAlignment 0x0 is no power of two`],
  [{ SectionAlignment: 0x1800 }, `${MALFORMED}its SectionAlignment 0x1800 is no power of two`],
  [{ FileAlignment: 0x201 }, `${MALFORMED}its FileAlignment 0x201 is no power of two`],
  [
    { FileAlignment: 0x2000 },
    `${MALFORMED}its FileAlignment 0x2000 is more than its SectionAlignment 0x1000`,
  ],
  [
    { SectionAlignment: 0x200 },
    `${UNSUPPORTED}its sections are aligned to 0x200 bytes, less than a page: link it with /ALIGN:4096`,
  ],
  [{ SizeOfImage: 0x1001000 }, `${UNSUPPORTED}it is larger than 16 MiB in memory (SizeOfImage 0x1001000)`],
  [{ SizeOfImage: 0 }, `${MALFORMED}its SizeOfImage 0x0 is no multiple of its SectionAlignment 0x1000`],
  [
    { SizeOfImage: 0x8001 },
    `${MALFORMED}its SizeOfImage 0x8001 is no multiple of its SectionAlignment 0x1000`,
  ],
  [{ SizeOfImage: 0x7000 }, `${MALFORMED}section .reloc goes to RVA 0x7020, beyond its SizeOfImage 0x7000`],
  [{ SizeOfHeaders: 0x9000 }, `${MALFORMED}its SizeOfHeaders 0x9000 is more than its SizeOfImage 0x8000`],
  [
    { SizeOfHeaders: 0x2000 },
    `${MALFORMED}what SizeOfHeaders says would go to 0x2000 in the file, which ends at 0x1c00: is it complete?`,
  ],
  [
    { SizeOfHeaders: 0x1200 },
    `${MALFORMED}section .text at RVA 0x1000 overlaps what is before it, or is out of order`,
  ],
  [{ ImageBase: 0x40001000 }, `${MALFORMED}its ImageBase 0x140001000 is no multiple of 64 KiB, or too high`],
  [
    { ImageBase: 0xffff0000, ImageBaseHigh: 0xffffffff, SizeOfImage: 0x20000 },
    `${MALFORMED}its ImageBase 0xffffffffffff0000 is no multiple of 64 KiB, or too high`,
  ],
  [{ NumberOfSections: 0 }, `${MALFORMED}it has no sections`],
  [{ NumberOfSections: 97 }, `${MALFORMED}it has 97 sections, more than the 96 of Windows`],
  [
    { SizeOfOptionalHeader: 0x1a00 },
    `${MALFORMED}its section table would go to 0x1c30 in the file, which ends at 0x1c00: is it complete?`,
  ],
  [
    { AddressOfEntryPoint: 0 },
    `${MALFORMED}it has no entry point: link it with /ENTRY:DriverEntry (or GsDriverEntry)`,
  ],
  [{ AddressOfEntryPoint: RDATA }, `${MALFORMED}its entry point, RVA 0x2000, is in no executable section`],
  [
    { AddressOfEntryPoint: 0x900000 },
    `${MALFORMED}its entry point, RVA 0x900000, is in no executable section`,
  ],
];

describe('headers are refused:', () => {
  it.each(HEADERS)('%j', (fields, refusal) => {
    const file = changedFile((bytes) => {
      for (const [field, value] of Object.entries(fields)) setField(bytes, field as Field, value);
    });
    expect(refusalOf(file)).toBe(refusal);
  });

  it('those of an empty file, and of one that ends in them', () => {
    expect(refusalOf(new Uint8Array())).toBe(
      `${MALFORMED}it does not begin with 'MZ': give the .sys file that the linker wrote`,
    );
    expect(refusalOf(Uint8Array.of(0x4d, 0x5a))).toBe(
      `${MALFORMED}the DOS header would go to 0x40 in the file, which ends at 0x2: is it complete?`,
    );
  });
});

describe('sections are refused:', () => {
  const text = (field: Parameters<typeof sectionField>[1], value: number) => (file: Uint8Array) =>
    setU32(file, sectionField(0, field), value);
  it.each<[string, (file: Uint8Array) => void, string]>([
    [
      'not aligned in memory',
      text('VirtualAddress', 0x1010),
      `${MALFORMED}section .text is at RVA 0x1010, no multiple of its SectionAlignment 0x1000`,
    ],
    [
      'overlapping',
      text('VirtualSize', 0x1001),
      `${MALFORMED}section .rdata at RVA 0x2000 overlaps what is before it, or is out of order`,
    ],
    [
      'out of order',
      text('VirtualAddress', 0x4000),
      `${MALFORMED}section .rdata at RVA 0x2000 overlaps what is before it, or is out of order`,
    ],
    [
      'beyond the image',
      text('VirtualSize', 0xfffff000),
      `${MALFORMED}section .text goes to RVA 0x100000000, beyond its SizeOfImage 0x8000`,
    ],
    [
      'not aligned in the file',
      text('PointerToRawData', 0x601),
      `${MALFORMED}section .text is at 0x601 in the file, no multiple of its FileAlignment 0x200`,
    ],
    [
      'beyond the file',
      text('SizeOfRawData', 0x7fffffff),
      `${MALFORMED}section .text would go to 0x800005ff in the file, which ends at 0x1c00: is it complete?`,
    ],
    [
      'without a name',
      (file) => {
        file.fill(0, sectionField(0, 'Name'), sectionField(0, 'Name') + 8);
        setU32(file, sectionField(0, 'PointerToRawData'), 0x601);
      },
      `${MALFORMED}section 1 is at 0x601 in the file, no multiple of its FileAlignment 0x200`,
    ],
  ])('%s', (_, change, refusal) => {
    expect(refusalOf(changedFile(change))).toBe(refusal);
  });
});

describe('a packed image is refused:', () => {
  it('its entry point is in code that can be written', () => {
    const sections = SECTIONS.map((section) =>
      section.name === 'INIT' ? { ...section, name: 'UPX1' } : section,
    );
    expect(refusalOf(driverFile({ sections }))).toBe(
      `${UNSUPPORTED}its entry point is in UPX1, which is writable code: ${PACKED}`,
    );
  });

  it('its code is not in the file', () => {
    const sections = SECTIONS.map((section) =>
      section.name === '.text' ? { ...section, name: 'UPX0', fileBytes: 0 } : section,
    );
    expect(refusalOf(driverFile({ sections }))).toBe(
      `${UNSUPPORTED}its code in UPX0 is not in the file: ${PACKED}`,
    );
  });

  it('but not one whose INIT can be written, or that has other code that can', () => {
    expect(refusalOf(driverFile())).toBe('accepted');
    const sections = SECTIONS.map((section) =>
      section.name === '.text' ? { ...section, characteristics: READ | WRITE | EXECUTE } : section,
    );
    expect(refusalOf(driverFile({ sections }))).toBe('accepted');
  });
});

/** A refusal for what is in the image, with what directories say instead of the usual. */
type Edit = readonly [
  name: string,
  edit: (memory: Memory) => void,
  refusal: string,
  directories?: Readonly<Record<number, readonly [number, number]>>,
];

const nothing = (): void => {};

const TABLES: readonly Edit[] = [
  [
    'a relocation of x86',
    (memory) => memory.u16(RELOC + 8, 0x3010),
    `${UNSUPPORTED}its relocation at RVA 0x3010 is of type 3 (HIGHLOW): x64 code has DIR64 ones alone`,
  ],
  [
    'a relocation of no type',
    (memory) => memory.u16(RELOC + 8, 0xf010),
    `${MALFORMED}its relocation at RVA 0x3010 is of type 15, which there is not`,
  ],
  [
    'a relocation of nothing',
    (memory) => memory.u32(RELOC, 0x3000000),
    `${MALFORMED}what a relocation changes is at RVA 0x3000010 to 0x3000018, which is in no section`,
  ],
  [
    'a relocation across the end of a section',
    (memory) => memory.u16(RELOC + 8, 0xa2f9),
    `${MALFORMED}what a relocation changes is at RVA 0x32f9 to 0x3301, which is in no section`,
  ],
  [
    'a block of relocations without a header',
    (memory) => memory.u32(RELOC + 4, 4),
    `${MALFORMED}its relocation table has a block of 4 bytes at RVA 0x7000`,
  ],
  [
    'an odd block of relocations',
    (memory) => memory.u32(RELOC + 4, 15),
    `${MALFORMED}its relocation table has a block of 15 bytes at RVA 0x7000`,
  ],
  [
    'a block of relocations beyond the table',
    (memory) => memory.u32(RELOC + 4, 64),
    `${MALFORMED}its relocation table has a block of 64 bytes at RVA 0x7000`,
  ],
  [
    'relocations in no section',
    nothing,
    `${MALFORMED}its relocation table is at RVA 0x7000 to 0x7030, which is in no section`,
    { 5: [RELOC, 0x30] },
  ],
  [
    'imports in no section',
    nothing,
    `${MALFORMED}its import directory is at RVA 0x900000 to 0x900004, which is in no section`,
    { 1: [0x900000, 40] },
  ],
  [
    'a module without a name',
    (memory) => memory.u32(AT.descriptors + 12, RDATA + 0x4f0),
    `${MALFORMED}the name of a module it imports from at RVA 0x24f0 is no name`,
  ],
  [
    'a module in no section',
    (memory) => memory.u32(AT.descriptors + 12, 0x12345678),
    `${MALFORMED}the name of a module it imports from is at RVA 0x12345678 to 0x12345679, which is in no section`,
  ],
  [
    'a module of user mode',
    (memory) => memory.text(AT.delayModule, 'KERNEL32.dll'),
    `${MALFORMED}it imports from KERNEL32.dll: it is a program for user mode, no driver`,
  ],
  [
    'bound imports without names',
    (memory) => memory.u32(AT.descriptors, 0, 5),
    `${MALFORMED}its imports from ntoskrnl.exe are bound and have no names: link it again`,
  ],
  [
    'a large ordinal',
    (memory) => memory.u64(AT.names, (1n << 63n) | 0x10000n),
    `${MALFORMED}an import from ntoskrnl.exe has the ordinal 0x10000`,
  ],
  [
    'a name far away',
    (memory) => memory.u64(AT.names, 1n << 40n),
    `${MALFORMED}an import from ntoskrnl.exe has its name at RVA 0x10000000000`,
  ],
  [
    'a name with a blank',
    (memory) => memory.text(AT.strings + 2, 'a b'),
    `${MALFORMED}the name of an import from ntoskrnl.exe at RVA 0x5182 is no name`,
  ],
  [
    'names of imports in no section',
    (memory) => memory.u32(AT.descriptors, 0x900000),
    `${MALFORMED}the import table of ntoskrnl.exe is at RVA 0x900000 to 0x900004, which is in no section`,
  ],
  [
    'slots in no section',
    (memory) => memory.u32(AT.descriptors + 16, 0x900000),
    `${MALFORMED}the import address table of ntoskrnl.exe is at RVA 0x900000 to 0x900008, which is in no section`,
  ],
  [
    'two imports in one slot',
    (memory) => memory.u32(AT.descriptors + 36, slotOf('DbgPrint')),
    `${MALFORMED}two of its imports have one slot of the import address table`,
  ],
  [
    'delayed imports by address',
    (memory) => memory.u32(AT.delay, 0),
    `${MALFORMED}its delay-load directory has attributes 0x0: its addresses are no RVAs`,
  ],
  [
    'many exports',
    (memory) => memory.u32(AT.exports + 24, 70_000),
    `${MALFORMED}its export directory counts 70000 names`,
  ],
  [
    'exports in no section',
    (memory) => memory.u32(AT.exports + 32, 0x900000),
    `${MALFORMED}its table of exported names is at RVA 0x900000 to 0x900004, which is in no section`,
  ],
  [
    'an export without a name',
    (memory) => memory.u32(AT.exports + 40, RDATA + 0x4f0),
    `${MALFORMED}the name of an export at RVA 0x24f0 is no name`,
  ],
  [
    'an odd exception directory',
    nothing,
    `${MALFORMED}its exception directory has 23 bytes, no multiple of 12`,
    { 3: [PDATA, 23] },
  ],
  [
    'an exception directory in no section',
    nothing,
    `${MALFORMED}its exception directory is at RVA 0x4000 to 0x403c, which is in no section`,
    { 3: [PDATA, 60] },
  ],
  [
    'a function that ends before it begins',
    (memory) => memory.u32(PDATA, 0x1010, 0x1000),
    `${MALFORMED}its exception directory has a function from RVA 0x1010 to 0x1000, which is in no executable section`,
  ],
  [
    'a function in data',
    (memory) => memory.u32(PDATA, DATA, DATA + 4),
    `${MALFORMED}its exception directory has a function from RVA 0x3000 to 0x3004, which is in no executable section`,
  ],
  [
    'functions out of order',
    (memory) => memory.u32(PDATA + 12, TEXT + 8),
    `${MALFORMED}its exception directory is not in order at RVA 0x1008, or functions overlap`,
  ],
  [
    'an entry that refers to another',
    (memory) => memory.u32(PDATA + 8, AT.unwind | 1),
    `${UNSUPPORTED}the function at RVA 0x1000 refers to another one for its unwinding`,
  ],
  [
    'unwind information that is not aligned',
    (memory) => memory.u32(PDATA + 8, AT.unwind + 2),
    `${MALFORMED}the unwind information at RVA 0x2102 is not aligned to 4 bytes`,
  ],
  [
    'unwind information in no section',
    (memory) => memory.u32(PDATA + 8, 0x900000),
    `${MALFORMED}unwind information is at RVA 0x900000 to 0x900004, which is in no section`,
  ],
  [
    'unwind information of a later version',
    (memory) => memory.u8(AT.unwind, 3),
    `${UNSUPPORTED}the unwind information at RVA 0x2100 is of version 3: versions 1 and 2 are known`,
  ],
  [
    'unwind information with a handler and a chain',
    (memory) => memory.u8(AT.unwind, (5 << 3) | 1),
    `${MALFORMED}the unwind information at RVA 0x2100 has the flags 0x5`,
  ],
  [
    'unwind information with an unknown flag',
    (memory) => memory.u8(AT.unwind, (8 << 3) | 1),
    `${MALFORMED}the unwind information at RVA 0x2100 has the flags 0x8`,
  ],
  [
    'unwind codes across the end of a section',
    (memory) => {
      memory.u32(PDATA + 8, RDATA + 0x4f8);
      memory.u8(RDATA + 0x4f8, 1, 0, 7, 0);
    },
    `${MALFORMED}unwind information is at RVA 0x24f8 to 0x250c, which is in no section`,
  ],
  [
    'a handler in data',
    (memory) => memory.u32(AT.unwind + 8, DATA),
    `${MALFORMED}an exception handler is at RVA 0x3000, in no executable section`,
  ],
  [
    'unwind information that is chained to itself',
    (memory) => memory.u32(AT.unwindOfPart + 12, AT.unwindOfPart),
    `${MALFORMED}the unwind information at RVA 0x2140 is chained without end`,
  ],
  [
    'a load configuration in no section',
    nothing,
    `${MALFORMED}its load configuration is at RVA 0x900000 to 0x900004, which is in no section`,
    { 10: [0x900000, 64] },
  ],
  [
    'a load configuration across the end of a section',
    (memory) => memory.u32(AT.loadConfig, 0x1000),
    `${MALFORMED}its load configuration is at RVA 0x2200 to 0x3200, which is in no section`,
  ],
  [
    'a cookie outside of the image',
    (memory) => memory.u64(AT.loadConfig + 0x58, 0x1000n),
    `${MALFORMED}its SecurityCookie is at 0x1000, outside of the image`,
  ],
  [
    'a cookie in no section',
    (memory) => memory.u64(AT.loadConfig + 0x58, 0x140000800n),
    `${MALFORMED}its SecurityCookie is at RVA 0x800 to 0x808, which is in no section`,
  ],
];

describe('tables are refused:', () => {
  it.each(TABLES.map(([name, edit, refusal, directories = {}]) => ({ name, edit, refusal, directories })))(
    '$name',
    ({ edit, refusal, directories }) => {
      expect(refusalOf(driverFile({ edit, directories }))).toBe(refusal);
    },
  );

  it('imports from too many modules, and too many imports', () => {
    // One descriptor over and over, each with slots of its own or none.
    const many = driverFile({
      sections: SECTIONS.map((section) =>
        section.name === '.reloc'
          ? { ...section, name: '.idata', sizeBytes: 0x30000, characteristics: READ }
          : section,
      ),
      directories: { 1: [0x7000, 40], 5: [0, 0] },
    });
    const at = fileOffsetOf(RELOC);
    const file = many.slice();
    for (let index = 0; index < 300; index += 1) {
      for (const [field, value] of [0x30000, 0, 0, AT.delayModule, 0x30000].entries())
        setU32(file, at + index * 20 + field * 4, value);
    }
    expect(refusalOf(file)).toBe(`${MALFORMED}it imports from more than 256 modules`);
    file.fill(0xff, at + 0x4000, at + 0x30000);
    for (let thunk = 0; thunk < 17_000; thunk += 1) {
      setU32(file, at + 0x4000 + thunk * 8, thunk & 0xffff);
      setU32(file, at + 0x4004 + thunk * 8, 0x80000000);
    }
    setU32(file, at, 0x7000 + 0x4000);
    setU32(file, at + 16, 0x7000 + 0x4000);
    expect(refusalOf(file)).toBe(`${MALFORMED}it has more than 16384 imports`);
  });

  it('delayed imports from too many modules', () => {
    const sections = SECTIONS.map((section) =>
      section.name === '.reloc' ? { ...section, sizeBytes: 0x4000, characteristics: READ } : section,
    );
    const file = driverFile({ sections, directories: { 13: [RELOC + 0x200, 64] } });
    const at = fileOffsetOf(RELOC) + 0x200;
    for (let index = 0; index < 300; index += 1) {
      for (const [field, value] of [1, AT.delayModule, 0, 0xa000, 0xa000].entries())
        setU32(file, at + index * 32 + field * 4, value);
    }
    expect(refusalOf(file)).toBe(`${MALFORMED}it imports from more than 256 modules`);
  });

  it('not the rest of a table of relocations that is padded', () => {
    expect(refusalOf(driverFile({ directories: { 5: [RELOC, 0x20] } }))).toBe('accepted');
    const padded = changedFile((file) => setU32(file, directoryField(5) + 4, 0x20));
    expect(refusalOf(padded)).toBe('accepted');
  });

  it('not a descriptor without slots, which is the last', () => {
    expect(refusalOf(driverFile({ edit: (memory) => memory.u32(INIT + 0x80 + 16, 0) }))).toBe('accepted');
  });
});
