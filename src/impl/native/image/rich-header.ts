import type { BytesReader } from './bytes-reader.ts';

const RICH = 0x68636952;
const DANS = 0x536e6144;
const WHAT = 'its Rich header';
const DOS_HEADER_BYTES = 64;
const NEW_HEADER_OFFSET = 0x3c;
/** It lies between the DOS header and the PE header, in some hundred bytes. */
const MAX_END = 0x1000;

/**
 * The highest build of a Microsoft tool that had a part in the image, from the header that Microsoft's linker leaves behind
 * the DOS program; null where there is none, so that another linker wrote it. Not documented by Microsoft; its shape is
 * generally known.
 *
 * @throws {MalformedImageError} when it is damaged
 */
export function parseRichBuild(file: BytesReader): number | null {
  const end = Math.min(file.u32(NEW_HEADER_OFFSET, WHAT), file.sizeBytes, MAX_END);
  let at = end - (end % 4) - 8;
  while (at >= DOS_HEADER_BYTES && file.u32(at, WHAT) !== RICH) at -= 4;
  if (at < DOS_HEADER_BYTES) return null;
  const key = file.u32(at + 4, WHAT);
  let build = 0;
  for (let entry = at - 8; entry >= DOS_HEADER_BYTES; entry -= 8) {
    const id = (file.u32(entry, WHAT) ^ key) >>> 0;
    if (id === DANS) return build;
    // Three words of zeros stand behind the mark, so that the mark is also the first of a pair.
    build = Math.max(build, id & 0xffff);
  }
  return null;
}
