import { printable } from '../trace/printable.ts';

const MARKUP = new RegExp(
  [
    /[\\`*[\]<>#!|~&@$]/,
    // Inside a word it is no markup.
    /(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/,
    // Addresses and emoji.
    /:(?! |$)|(?<=www)\./,
    // Lists, and headings by what is below them.
    /^[-+=]|(?<=^\d{1,9})[.)]/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gi',
);

/**
 * Text on one line that Markdown takes for text whatever it holds, in a table too: what could be markup, HTML or a
 * link is written as character references, which are never markup.
 */
export function plainText(text: string): string {
  return printable(text).replaceAll(MARKUP, (character) => `&#${character.charCodeAt(0)};`);
}

/** The same in the type of code. Nobody is mentioned by a name in it, and no issue is referred to. */
export function codeText(text: string): string {
  return text === '' ? '' : `<code>${plainText(text)}</code>`;
}

/** Lines as a block of code, which ends where it should whatever they hold. */
export function codeBlock(lines: readonly string[]): string {
  const text = lines.map(printable).join('\n');
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
