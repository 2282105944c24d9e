import { DIRECTORY } from './headers.ts';
import type { RvaReader } from './rva-reader.ts';

const WHAT = 'its debug directory';
const ENTRY_BYTES = 28;
const MAX_ENTRIES = 32;
const CODEVIEW = 2;
const RSDS = 0x53445352;
const PATH_OFFSET = 24;
const MAX_PATH_CHARACTERS = 1_024;

/** The text up to NUL; a character for each byte. */
function text(image: RvaReader, rva: number): string {
  let found = '';
  for (let index = 0; index < MAX_PATH_CHARACTERS; index += 1) {
    const code = image.u8(rva + index, WHAT);
    if (code === 0) break;
    found += String.fromCharCode(code);
  }
  return found;
}

/**
 * The path of the symbols that the linker wrote (IMAGE_DEBUG_TYPE_CODEVIEW, RSDS); null for none.
 *
 * @throws {MalformedImageError} when the directory is damaged
 */
export function parsePdbPath(image: RvaReader): string | null {
  const directory = image.directory(DIRECTORY.Debug);
  if (directory === null) return null;
  const count = Math.min(Math.floor(directory.sizeBytes / ENTRY_BYTES), MAX_ENTRIES);
  for (let index = 0; index < count; index += 1) {
    const at = directory.rva + index * ENTRY_BYTES;
    const data = image.u32(at + 20, WHAT);
    if (image.u32(at + 12, WHAT) !== CODEVIEW || data === 0 || image.u32(data, WHAT) !== RSDS) continue;
    const path = text(image, data + PATH_OFFSET);
    if (path !== '') return path;
  }
  return null;
}
