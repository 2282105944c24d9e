import type { BytesReader } from './bytes-reader.ts';
import type { Headers } from './headers.ts';

const NAME_BYTES = 8;
const SYMBOL_BYTES = 18;
/** Longer names are cut. */
const MAX_CHARACTERS = 256;

/** The characters up to the first NUL, or as many as there may be; one for each byte. */
function text(file: BytesReader, offset: number, maxBytes: number): string {
  let found = '';
  for (let index = 0; index < maxBytes && file.holds(offset + index, 1); index += 1) {
    const code = file.u8(offset + index, 'a section name');
    if (code === 0) break;
    found += String.fromCharCode(code);
  }
  return found;
}

/**
 * The name of the section whose header is at an offset of the file. `/4` is a name in the COFF string table, behind the
 * symbols, as linkers of mingw write longer ones ("PE Format", Microsoft Learn); where that has none, the name is `/4`.
 */
export function sectionName(
  file: BytesReader,
  headerOffset: number,
  { symbolTableOffset, symbolCount }: Headers,
): string {
  const short = text(file, headerOffset, NAME_BYTES);
  const [, digits] = /^\/(\d{1,7})$/.exec(short) ?? [];
  if (digits === undefined || symbolTableOffset === 0) return short;
  const long = text(file, symbolTableOffset + symbolCount * SYMBOL_BYTES + Number(digits), MAX_CHARACTERS);
  return long === '' ? short : long;
}
