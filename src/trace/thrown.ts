/** The longest name or message that is kept, UTF-16 code units. */
const MAX_LENGTH = 1000;

const UNREADABLE = 'a value that has no text';

function shortened(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  // A slice would keep all of the text in memory; what is joined of single characters stands by itself.
  return `${text.slice(0, MAX_LENGTH).split('').join('')}…`;
}

/** Text of a value that may be anything; conversions that throw have a text too. */
export function textOf(value: unknown): string {
  try {
    return shortened(String(value));
  } catch {
    return UNREADABLE;
  }
}

/**
 * Name and message of what code from outside threw. It may be anything: no Error, an Error whose fields are no
 * text, or an object that throws when it is looked at.
 */
export function describeThrown(thrown: unknown): { readonly name: string; readonly message: string } {
  try {
    if (thrown instanceof Error) return { name: textOf(thrown.name), message: textOf(thrown.message) };
  } catch {
    return { name: 'thrown value', message: UNREADABLE };
  }
  return { name: 'thrown value', message: textOf(thrown) };
}
