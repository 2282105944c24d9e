import { printable } from '../../trace/printable.ts';

/** A piece of a page: markup that is written as it stands. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What may stand in a template: text and numbers are escaped, pieces are not, null is nothing. */
export type Content = string | number | Html | null | readonly (Html | null)[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text on one line that is safe in an element and in a quoted attribute. What is not safe is shown as
 * `\u202e`.
 */
function escaped(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

function markupOf(content: Content): string {
  if (content === null) return '';
  if (content instanceof Html) return content.markup;
  if (typeof content === 'object') return content.map((piece) => piece?.markup ?? '').join('');
  return escaped(String(content));
}

/** A template for markup. Whatever is put into it is escaped unless it came out of such a template itself. */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Html {
  const parts = contents.map((content, index) => markupOf(content) + (strings[index + 1] ?? ''));
  return new Html((strings[0] ?? '') + parts.join(''));
}

/**
 * Text of several lines, for a `pre`. JSON stays the same JSON: what is shown as `\u202e` stands in a string of it,
 * where that means the character it replaces.
 */
export function preformatted(text: string): Html {
  return new Html(text.split('\n').map(escaped).join('\n'));
}
