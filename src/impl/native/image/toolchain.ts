import type { RvaReader } from './rva-reader.ts';
import type { Section } from './sections.ts';

/** What compilers leave in what they make: the mark, how long the text after it may be, and what it shows. */
const MARKS: readonly { readonly mark: string; readonly compiler: string; readonly isText: boolean }[] = [
  { mark: '/rustc/', compiler: 'rustc', isText: false },
  { mark: 'clang version ', compiler: 'clang', isText: true },
  { mark: 'GCC: (', compiler: 'GCC', isText: true },
];
const MAX_CHARACTERS = 80;

/** Where a text begins in bytes; -1 for nowhere. */
function indexOfText(bytes: Uint8Array, text: string): number {
  const codes = Array.from(text, (character) => character.charCodeAt(0));
  const [first = 0] = codes;
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (codes.every((code, index) => bytes[at + index] === code)) return at;
  }
  return -1;
}

/** Printable ASCII from a place on. */
function textAt(bytes: Uint8Array, from: number): string {
  let found = '';
  for (const code of bytes.subarray(from, from + MAX_CHARACTERS)) {
    if (code < 0x20 || code > 0x7e) break;
    found += String.fromCharCode(code);
  }
  return found.trim();
}

/**
 * The compiler, as far as the image shows: what compilers leave in sections of data, or the header that Microsoft's linker
 * leaves. Null where nothing shows.
 *
 * @param richBuild the highest build in the Rich header; null without one
 */
export function compilerOf(
  image: RvaReader,
  sections: readonly Section[],
  richBuild: number | null,
): string | null {
  const data = sections.filter(({ executable }) => !executable).map((section) => image.fileBytesOf(section));
  for (const { mark, compiler, isText } of MARKS) {
    for (const bytes of data) {
      const at = indexOfText(bytes, mark);
      if (at !== -1) return isText ? textAt(bytes, at).replace(/^GCC: /, 'GCC ') : compiler;
    }
  }
  return richBuild === null ? null : `Microsoft, build ${richBuild}`;
}
