import { printable } from '../trace/printable.ts';

/** What people type for the marks that our own texts contain. */
const PLAIN: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u2013': '-',
  '\u2026': '...',
  '\u2192': '->',
  '\u00b7': '-',
};

/** The hexadecimal digits of one UTF-16 code unit: `00e9`. */
export function unitHex(unit: number): string {
  return unit.toString(16).padStart(4, '0');
}

/**
 * Text on one line of printable ASCII; other characters as `\u00e9`. Sources that hold nothing else read the same
 * whatever a compiler or a shell takes their encoding to be, and no character of theirs ends a line or turns text
 * around.
 */
export function ascii(text: string): string {
  return printable(text).replaceAll(/[^ -~]/g, (unit) => PLAIN[unit] ?? `\\u${unitHex(unit.charCodeAt(0))}`);
}

/** Whether text may stand in a source as it is: nothing but printable ASCII, and no command of a build service. */
export function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text) && printable(text) === text;
}

/** Text of at most `width` characters, cut off with dots. */
export function shortened(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 3)}...`;
}

/** Words in lines of at most `width` characters; a longer word has a line of its own. */
export function lines(text: string, width: number): string[] {
  const wrapped: string[] = [];
  let line = '';
  for (const word of ascii(text).split(/ +/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      wrapped.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? wrapped : [...wrapped, line];
}
