import { BytesReader } from './bytes-reader.ts';
import { parsePdbPath } from './debug-directory.ts';
import type { DriverImage } from './driver-image.ts';
import { checkEntryPoint } from './entry-point.ts';
import { parseExportNames } from './exports.ts';
import { parseHeaders } from './headers.ts';
import { parseImports } from './imports.ts';
import { informational } from './informational.ts';
import { parseLoadConfig } from './load-config.ts';
import { parseRelocations } from './relocations.ts';
import { parseRichBuild } from './rich-header.ts';
import { RvaReader } from './rva-reader.ts';
import { parseSections } from './sections.ts';
import { compilerOf } from './toolchain.ts';
import { parseFunctions } from './unwind.ts';
import { parseVersionInfo } from './version-info.ts';

/**
 * Reads an x64 driver image ("PE Format" and "x64 exception handling", Microsoft Learn) and checks all that a loader
 * depends on. What only people look at, such as the version resource, is null where it is damaged.
 *
 * @param bytes the file; it is referred to, not copied
 * @throws {MalformedImageError} when it is no sound image of a driver
 * @throws {UnsupportedImageError} when it is one that is not supported
 */
export function parseImage(bytes: Uint8Array): DriverImage {
  const file = new BytesReader(bytes);
  const headers = parseHeaders(file);
  const sections = parseSections(file, headers);
  const reader = new RvaReader(file, headers, sections);
  checkEntryPoint(headers, sections, reader);
  return {
    reader,
    headers,
    sections,
    relocations: parseRelocations(reader, headers),
    imports: parseImports(reader),
    exportNames: parseExportNames(reader),
    functions: parseFunctions(reader),
    loadConfig: parseLoadConfig(reader, headers),
    version: informational(() => parseVersionInfo(reader)),
    pdbPath: informational(() => parsePdbPath(reader)),
    compiler: compilerOf(
      reader,
      sections,
      informational(() => parseRichBuild(file)),
    ),
  };
}
