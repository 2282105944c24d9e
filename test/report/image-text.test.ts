import { describe, expect, it } from 'vitest';
import { imageJson } from '../../src/report/image-json.ts';
import { imageText } from '../../src/report/image-text.ts';
import { VERSION } from '../../src/trace/version.ts';
import { UNSAFE_TEXT, unsafeIn } from '../trace/printable.setup.ts';
import { imageFacts, importFacts, sectionFacts } from './image-facts.ts';

const PLAIN = { colour: false };

describe('the text about an image', () => {
  it('says of a plain one what there is, and nothing of what there is not', () => {
    expect(imageText(imageFacts(), PLAIN)).toBe(`my-driver.sys
  driver     WDM
  compiler   linker 14.29
  image      32 KiB at 0x140000000, 12 relocations, entry 0x1010 in .text
  imports    1 from 1 module, its code reaches 1, of which 1 is supported

  supported, and its code reaches them (1)
    ntoskrnl.exe
      IoCreateDevice

  section     RVA  bytes  in the file
  .text    0x1000  6,656        7,168  r-x
`);
  });

  it('says all of one that has everything', () => {
    const text = imageText(
      imageFacts({
        kinds: ['KMDF', 'WFP callout'],
        looksPnp: true,
        hardware: ['MmMapIoSpace', 'IoConnectInterrupt'],
        compiler: 'Microsoft, build 30136',
        version: { fileVersion: '1.2.3.4', company: 'Contoso', product: 'Example', description: 'Example' },
        pdbPath: 'C:\\src\\my-driver.pdb',
        isRelocatable: false,
        securityCookieRva: 0x3000,
        functions: 40,
        exceptionHandlers: 2,
        exports: ['DllInitialize', 'DllUnload'],
        imports: [
          importFacts('KeWaitForSingleObject', { isSupported: false }),
          importFacts('IoFileObjectType', { isSupported: false, isData: true }),
          importFacts('WdfVersionBind', { module: 'WDFLDR.SYS', isSupported: false }),
          importFacts('#17', { module: 'x.sys', isSupported: false, isReachable: false, isDelayed: true }),
          importFacts('DbgPrint', { isReachable: false }),
          importFacts('IofCompleteRequest', { module: 'NTOSKRNL.EXE' }),
          importFacts('IoCreateDevice'),
        ],
        sections: [
          sectionFacts('.text', { isExecutable: true }),
          sectionFacts('PAGE', {
            rva: 0x3000,
            sizeBytes: 5,
            fileBytes: 0,
            isExecutable: true,
            isPageable: true,
          }),
          sectionFacts('INIT', { rva: 0x5000, isExecutable: true, isWritable: true, isDiscardable: true }),
          sectionFacts('', { rva: 0x7000, isReadable: false }),
        ],
      }),
      PLAIN,
    );
    expect(text).toBe(`my-driver.sys
  driver     KMDF, WFP callout, looks PnP
  compiler   Microsoft, build 30136, linker 14.29
  version    1.2.3.4, Example, Contoso
  symbols    C:\\src\\my-driver.pdb
  image      32 KiB at 0x140000000, which is where it has to be: its relocations are stripped,
             entry 0x1010 in .text, 40 entries of unwind data, 2 exception handlers,
             security cookie
  hardware   needs it: MmMapIoSpace, IoConnectInterrupt
  exports    2 names
  imports    7 from 3 modules, its code reaches 5, of which 2 are supported

  not supported, and its code reaches them (3)
    ntoskrnl.exe
      IoFileObjectType (a variable), KeWaitForSingleObject
    wdfldr.sys
      WdfVersionBind

  not supported, and not reached (1)
    x.sys
      #17 (delay-loaded)

  supported, and its code reaches them (2)
    ntoskrnl.exe
      IoCreateDevice, IofCompleteRequest

  supported, and not reached (1)
    ntoskrnl.exe
      DbgPrint

  section     RVA  bytes  in the file
  .text    0x1000  6,656        7,168  r-x
  PAGE     0x3000      5            0  r-x pageable
  INIT     0x5000  6,656        7,168  rwx discardable
           0x7000  6,656        7,168  ---
`);
  });

  it('has an image without imports', () => {
    expect(imageText(imageFacts({ imports: [] }), PLAIN)).toContain('  imports    0 from 0 modules');
  });

  it('has colours where they are asked for', () => {
    const coloured = imageText(imageFacts(), { colour: true });
    expect(coloured).toContain('\u001b[1mmy-driver.sys');
    expect(coloured).toContain('\u001b[32msupported');
  });

  it('holds nothing that a terminal obeys', () => {
    const unsafe = imageFacts({
      file: UNSAFE_TEXT,
      compiler: UNSAFE_TEXT,
      pdbPath: UNSAFE_TEXT,
      version: { fileVersion: null, company: UNSAFE_TEXT, product: null, description: UNSAFE_TEXT },
      imports: [importFacts(UNSAFE_TEXT, { module: UNSAFE_TEXT })],
      sections: [sectionFacts(UNSAFE_TEXT)],
    });
    expect(unsafeIn(imageText(unsafe, PLAIN))).toEqual([]);
  });

  it('is no longer than can be read', () => {
    const long = imageText(imageFacts({ pdbPath: 'x'.repeat(5_000) }), PLAIN);
    expect(Math.max(...long.split('\n').map((line) => line.length))).toBeLessThan(250);
  });
});

it('the JSON about images names its format, and gives back what they show', () => {
  const images = [imageFacts(), imageFacts({ file: 'other.sys' })];
  expect(JSON.parse(imageJson(images))).toEqual({ format: 'irpimages/1', version: VERSION, images });
});
