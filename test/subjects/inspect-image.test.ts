import { describe, expect, it } from 'vitest';
import { importName } from '../../src/impl/native/image/import-thunks.ts';
import { parseImage } from '../../src/impl/native/image/parse-image.ts';
import { inspectImage, MalformedImageError } from '../../src/subjects/inspect-image.ts';
import { isSupportedImport } from '../../src/subjects/supported-exports.ts';
import { AT, driverFile } from '../impl/native/image/driver.setup.ts';

describe('inspectImage', () => {
  it('tells what an image shows', async () => {
    const facts = await inspectImage('my-driver.sys', driverFile());
    expect(facts).toMatchObject({
      file: 'my-driver.sys',
      kinds: ['WDM'],
      looksPnp: false,
      hardware: ['MmMapIoSpace', 'HalGetInterruptVector'],
      compiler: null,
      linkerVersion: '14.29',
      version: { fileVersion: '1.2.3.4', company: 'Contoso', product: null, description: 'Example driver' },
      pdbPath: 'C:\\src\\my-driver.pdb',
      preferredBase: '5368709120',
      isRelocatable: true,
      relocations: 3,
      sizeOfImage: 0x8000,
      entryRva: AT.entry,
      securityCookieRva: AT.cookie,
      guardFlags: 0x100,
      functions: 2,
      exceptionHandlers: 1,
      exports: ['DllInitialize'],
    });
    expect(
      facts.imports
        .slice(0, 6)
        .map(({ name, isData, isSupported, isReachable }) => [name, isData, isSupported, isReachable]),
    ).toEqual([
      ['IoCreateDevice', false, true, true],
      ['IofCompleteRequest', false, true, true],
      ['DbgPrint', false, true, true],
      ['IoFileObjectType', true, false, true],
      ['KeBugCheckEx', false, true, true],
      ['ExFreePoolWithTag', false, true, false],
    ]);
    expect(facts.sections[4]).toEqual({
      name: 'INIT',
      rva: AT.entry,
      sizeBytes: 0x300,
      fileBytes: 0x400,
      isReadable: true,
      isWritable: true,
      isExecutable: true,
      isDiscardable: true,
      isPageable: false,
    });
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });

  it('tells of an image without a load configuration that it has none', async () => {
    const facts = await inspectImage('x.sys', driverFile({ directories: { 10: [0, 0] } }));
    expect([facts.securityCookieRva, facts.guardFlags]).toEqual([null, null]);
  });

  it('refuses what is none', async () => {
    await expect(inspectImage('x.sys', new Uint8Array(9))).rejects.toThrow(MalformedImageError);
  });
});

it('routines of the table are supported, by name, from the kernel and from the HAL', () => {
  const { imports } = parseImage(driverFile());
  const supported = imports.filter(isSupportedImport).map(importName);
  expect(supported).toEqual([
    'IoCreateDevice',
    'IofCompleteRequest',
    'DbgPrint',
    'KeBugCheckEx',
    'ExFreePoolWithTag',
  ]);
  const [first] = imports;
  if (first === undefined) throw new Error('no imports');
  expect(isSupportedImport({ ...first, module: 'HAL.DLL' })).toBe(true);
  expect(isSupportedImport({ ...first, module: 'ndis.sys' })).toBe(false);
  expect(isSupportedImport({ ...first, by: { name: 'toString' } })).toBe(false);
});
