import { describe, expect, it } from 'vitest';
import { importName } from '../../../../src/impl/native/image/import-thunks.ts';
import { parseImage } from '../../../../src/impl/native/image/parse-image.ts';
import { AT, driverFile, IMPORTED, RDATA, RSRC, slotOf } from './driver.setup.ts';
import { IMAGE_BASE, setU32 } from './image.setup.ts';

const image = parseImage(driverFile());

describe('parseImage', () => {
  it('reads the headers', () => {
    expect(image.headers).toMatchObject({
      linkerVersion: '14.29',
      entryRva: AT.entry,
      imageBase: IMAGE_BASE,
      sizeOfImage: 0x8000,
      sizeOfHeaders: 0x600,
      characteristics: 0x22,
    });
  });

  it('reads the sections, with their protection', () => {
    const flags = ['readable', 'writable', 'executable', 'discardable', 'pageable'] as const;
    const shown = image.sections.map((section) =>
      [section.name, ...flags.filter((flag) => section[flag])].join(' '),
    );
    expect(shown).toEqual([
      '.text readable executable',
      '.rdata readable',
      '.data readable writable',
      '.pdata readable',
      'INIT readable writable executable discardable',
      '.rsrc readable discardable',
      '.reloc readable discardable',
    ]);
  });

  it('reads relocations, but for those that pad a block', () => {
    expect(image.relocations.isRelocatable).toBe(true);
    expect([...image.relocations.rvas]).toEqual([AT.table, AT.table + 8, AT.loadConfig + 0x58]);
  });

  it('reads imports by name and by number, and those that are delayed', () => {
    expect(image.imports.map(importName)).toEqual([
      ...IMPORTED.map((by) => (typeof by === 'number' ? `#${by}` : by)),
      'HalGetInterruptVector',
      'USBD_CreateHandle',
    ]);
    expect(image.imports[0]).toEqual({
      module: 'ntoskrnl.exe',
      by: { name: 'IoCreateDevice' },
      slotRva: RDATA,
      delayed: false,
    });
    expect(image.imports[6]).toMatchObject({ by: { ordinal: 17 }, slotRva: slotOf(17) });
    expect(image.imports.at(-2)).toMatchObject({ module: 'HAL.dll', slotRva: AT.halSlots });
    expect(image.imports.at(-1)).toMatchObject({ module: 'USBD.SYS', slotRva: AT.delaySlots, delayed: true });
  });

  it('takes the names of imports from the address table, where there is no other', () => {
    const file = driverFile({ edit: (memory) => memory.u32(AT.descriptors, 0) });
    expect(parseImage(file).imports).toEqual(image.imports);
  });

  it('reads names of exports', () => {
    expect(image.exportNames).toEqual(['DllInitialize']);
  });

  it('reads functions and their unwind information', () => {
    const [first, second] = image.functions;
    expect(first).toEqual({
      beginRva: AT.dispatch,
      endRva: AT.dispatch + 0x20,
      unwindRva: AT.unwind,
      unwind: {
        version: 1,
        flags: 1,
        prologBytes: 4,
        codeCount: 1,
        frameRegister: 0,
        handlerRva: AT.filter,
        handlerDataRva: AT.unwind + 12,
        chained: null,
      },
    });
    expect(second?.unwind).toMatchObject({ version: 2, flags: 4, handlerRva: null, chained: first });
  });

  it('reads the load configuration', () => {
    expect(image.loadConfig).toEqual({ sizeBytes: 0x94, securityCookieRva: AT.cookie, guardFlags: 0x100 });
  });

  it('reads of a short load configuration what there is', () => {
    const short = parseImage(driverFile({ edit: (memory) => memory.u32(AT.loadConfig, 0x58) }));
    expect(short.loadConfig).toEqual({ sizeBytes: 0x58, securityCookieRva: null, guardFlags: 0 });
  });

  it('reads the version resource, and the path of the symbols', () => {
    expect(image.version).toEqual({
      fileVersion: '1.2.3.4',
      company: 'Contoso',
      product: null,
      description: 'Example driver',
    });
    expect(image.pdbPath).toBe('C:\\src\\my-driver.pdb');
  });

  it('reads an image that has next to nothing', () => {
    const none = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [index, [0, 0] as const]));
    expect(parseImage(driverFile({ directories: none }))).toMatchObject({
      imports: [],
      exportNames: [],
      functions: [],
      loadConfig: null,
      version: null,
      pdbPath: null,
      compiler: null,
    });
  });

  it('reads a view of a larger buffer', () => {
    const file = driverFile();
    const buffer = new Uint8Array(file.length + 7);
    buffer.set(file, 7);
    expect(parseImage(buffer.subarray(7)).imports).toEqual(image.imports);
  });

  it.each<[string, number, number]>([
    ['resources of other types', RSRC + 16, 24],
    ['a version resource of another name', RSRC + 0x66, 0x41],
    ['a version resource that is longer than it may be', RSRC + 0x60, 0xffff],
  ])('finds no version in %s', (_, rva, value) => {
    expect(parseImage(driverFile({ edit: (memory) => memory.u16(rva, value) })).version).toBe(null);
  });

  it.each<[string, number, number]>([
    ['of another type', AT.debug + 12, 4],
    ['without a signature', AT.debug + 0x20, 0],
    ['without a path', AT.debug + 0x38, 0],
  ])('finds no symbols in a debug entry %s', (_, rva, value) => {
    expect(parseImage(driverFile({ edit: (memory) => memory.u32(rva, value) })).pdbPath).toBe(null);
  });

  it('does without what only people look at, where it is damaged', () => {
    const file = driverFile({ directories: { 2: [0x7ff0, 0x300], 6: [0x7ffc, 28] } });
    expect(parseImage(file)).toMatchObject({ version: null, pdbPath: null });
  });
});

describe('a section', () => {
  it('with a name that begins with PAGE is pageable', () => {
    const file = driverFile();
    file.set(
      Array.from('PAGEwork', (character) => character.charCodeAt(0)),
      0x100 + 24 + 240,
    );
    expect(parseImage(file).sections[0]).toMatchObject({ name: 'PAGEwork', pageable: true });
  });

  it('has its long name in the string table behind the symbols', () => {
    const file = driverFile();
    const names = new TextEncoder().encode('\0\0\0\0.debug_info\0');
    const grown = new Uint8Array(file.length + 18 + names.length);
    grown.set(file);
    grown.set(names, file.length + 18);
    grown.set([0x2f, 0x34, 0, 0, 0, 0, 0, 0], 0x100 + 24 + 240);
    setU32(grown, 0x10c, file.length);
    setU32(grown, 0x110, 1);
    expect(parseImage(grown).sections[0]?.name).toBe('.debug_info');
    setU32(grown, 0x10c, 0x7fffffff);
    expect(parseImage(grown).sections[0]?.name).toBe('/4');
  });

  it('may have bytes in its name that are no text', () => {
    const file = driverFile();
    file.set([0xff, 0xfe, 0x80], 0x100 + 24 + 240);
    expect(parseImage(file).sections[0]?.name).toBe('\u00ff\u00fe\u0080xt');
  });

  it('without a VirtualSize is as large as in the file', () => {
    const file = driverFile();
    setU32(file, 0x100 + 24 + 240 + 8, 0);
    expect(parseImage(file).sections[0]).toMatchObject({ sizeBytes: 0x200, fileBytes: 0x200 });
  });
});
