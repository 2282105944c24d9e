/**
 * Emoji, with what is invisible in them: the selector of their look, that of a keycap, and joiners between their parts.
 * They stay as they are.
 */
const EMOJI = [
  /[#*0-9]\uFE0F\u20E3/u,
  /\p{ExtPict}(?:\uFE0F|\p{EMod})?(?:\u200D\p{ExtPict}(?:\uFE0F|\p{EMod})?)*/u,
];

/** Signs that are seen, though Unicode counts them among the formats: the Arabic number sign is one. */
const SEEN_FORMATS = /^[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}]$/u;

/**
 * What is not safe: controls, which terminals obey; breaks of lines; halves of characters and what is none, which XML
 * can't hold; and what nobody sees, such as marks of direction, joiners, fillers, selectors, tags, and blanks that are
 * no plain space.
 */
const UNSAFE = [
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u,
  /[\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/u,
];

/**
 * Where build services would take text for a command: `::error::` at the start of a line, `##[error]` and
 * `##vso[task.complete]` wherever they stand.
 */
const COMMANDS = [/(?<=^ *):(?=:[A-Za-z-]+(?: |::))/u, /#(?=#\w*\[)/u];

const sourceOf = (expressions: readonly RegExp[]): string =>
  expressions.map(({ source }) => source).join('|');

const FOUND = new RegExp(`(${sourceOf(EMOJI)})|${sourceOf([...UNSAFE, ...COMMANDS])}`, 'gu');

/** Other text, which is most, is safe. */
const DOUBTFUL = /[^ -~]|::|##/;

/** Each UTF-16 code unit by its number. */
function escaped(character: string): string {
  const units = character.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'));
  return units.map((digits) => `\\u${digits}`).join('');
}

/**
 * Text of a driver, a model or a trace on one line that a report of any form may hold and any terminal may show. What
 * is not safe is written as JSON writes it, such as `\u202e`; letters of all scripts, signs and emoji stay. A form that
 * has escapes of its own applies them to what this gives.
 */
export function printable(text: string): string {
  if (!DOUBTFUL.test(text)) return text;
  return text.replace(FOUND, (found, emoji: string | undefined) => {
    return emoji !== undefined || SEEN_FORMATS.test(found) ? found : escaped(found);
  });
}

/**
 * The same of text in lines, which stay lines. A JSON document stays the same data: what is not safe stands in its
 * strings alone, and there the escape means what it replaces.
 */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
