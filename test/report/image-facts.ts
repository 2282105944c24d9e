import type { ImageFacts, ImportFacts, SectionFacts } from '../../src/trace/result/image-facts.ts';

export function importFacts(name: string, parts: Partial<ImportFacts> = {}): ImportFacts {
  return {
    module: 'ntoskrnl.exe',
    name,
    isData: false,
    isDelayed: false,
    isSupported: true,
    isReachable: true,
    ...parts,
  };
}

export function sectionFacts(name: string, parts: Partial<SectionFacts> = {}): SectionFacts {
  return {
    name,
    rva: 0x1000,
    sizeBytes: 0x1a00,
    fileBytes: 0x1c00,
    isReadable: true,
    isWritable: false,
    isExecutable: false,
    isDiscardable: false,
    isPageable: false,
    ...parts,
  };
}

/** What an image shows of itself: a plain one, with these parts otherwise. */
export function imageFacts(parts: Partial<ImageFacts> = {}): ImageFacts {
  return {
    file: 'my-driver.sys',
    kinds: ['WDM'],
    looksPnp: false,
    hardware: [],
    compiler: null,
    linkerVersion: '14.29',
    version: null,
    pdbPath: null,
    preferredBase: '5368709120',
    isRelocatable: true,
    relocations: 12,
    sizeOfImage: 0x8000,
    entryRva: 0x1010,
    securityCookieRva: null,
    guardFlags: null,
    functions: 0,
    exceptionHandlers: 0,
    imports: [importFacts('IoCreateDevice')],
    exports: [],
    sections: [sectionFacts('.text', { isExecutable: true })],
    ...parts,
  };
}
