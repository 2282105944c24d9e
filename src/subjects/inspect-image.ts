import { icedDecoder } from '../decoder/iced-decoder.ts';
import { isDataExport } from '../impl/native/image/data-exports.ts';
import { driverKinds, looksPnp } from '../impl/native/image/driver-class.ts';
import type { DriverImage } from '../impl/native/image/driver-image.ts';
import { hardwareImports } from '../impl/native/image/hardware.ts';
import { importName } from '../impl/native/image/import-thunks.ts';
import { parseImage } from '../impl/native/image/parse-image.ts';
import { reachableImports } from '../impl/native/image/reach.ts';
import type { Section } from '../impl/native/image/sections.ts';
import type { ImageFacts, ImportFacts, SectionFacts } from '../trace/result/image-facts.ts';
import { isSupportedImport } from './supported-exports.ts';

export { MalformedImageError, UnsupportedImageError } from '../impl/native/image/image-error.ts';

function importFacts({ imports }: DriverImage, reached: readonly boolean[]): ImportFacts[] {
  return imports.map((each, index) => ({
    module: each.module,
    name: importName(each),
    isData: 'name' in each.by && isDataExport(each.by.name),
    isDelayed: each.delayed,
    isSupported: isSupportedImport(each),
    isReachable: reached[index] === true,
  }));
}

function sectionFacts(section: Section): SectionFacts {
  const { name, rva, sizeBytes, fileBytes } = section;
  return {
    name,
    rva,
    sizeBytes,
    fileBytes,
    isReadable: section.readable,
    isWritable: section.writable,
    isExecutable: section.executable,
    isDiscardable: section.discardable,
    isPageable: section.pageable,
  };
}

/**
 * What a compiled driver shows of itself without being run.
 *
 * @param file its name, for people
 * @param bytes all of the file
 * @throws {MalformedImageError} when it is no sound image of an x64 driver
 * @throws {UnsupportedImageError} when it is one that is not supported
 */
export async function inspectImage(file: string, bytes: Uint8Array): Promise<ImageFacts> {
  const image = parseImage(bytes);
  const { headers, relocations, loadConfig, functions } = image;
  const reached = reachableImports(image, await icedDecoder());
  return {
    file,
    kinds: driverKinds(image),
    looksPnp: looksPnp(image),
    hardware: hardwareImports(image.imports),
    compiler: image.compiler,
    linkerVersion: headers.linkerVersion,
    version: image.version,
    pdbPath: image.pdbPath,
    preferredBase: String(headers.imageBase),
    isRelocatable: relocations.isRelocatable,
    relocations: relocations.rvas.length,
    sizeOfImage: headers.sizeOfImage,
    entryRva: headers.entryRva,
    securityCookieRva: loadConfig?.securityCookieRva ?? null,
    guardFlags: loadConfig?.guardFlags ?? null,
    functions: functions.length,
    exceptionHandlers: functions.filter(({ unwind }) => unwind.handlerRva !== null).length,
    imports: importFacts(image, reached),
    exports: image.exportNames,
    sections: image.sections.map(sectionFacts),
  };
}
