import { printable } from '../trace/printable.ts';

/** A whole number with its thousands apart: `120,000`. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 finding`, `2 findings`, `1,200 findings`. */
export function counted(amount: number, singular: string, plural = `${singular}s`): string {
  return `${grouped(amount)} ${amount === 1 ? singular : plural}`;
}

/** `99.9 %`; rounded down, so that 100 % means all of them. Empty when there is no whole. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '' : `${(Math.floor((1000 * part) / whole) / 10).toFixed(1)} %`;
}

/** `0.4 s`, `12.3 s`, `3 min 20 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Text of at most `width` characters, cut off with an ellipsis. */
export function shortened(text: string, width: number): string {
  const characters = Array.from(text);
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join('')}…`;
}

/** Columns that reports keep within, where what they tell can be broken. */
export const REPORT_WIDTH = 100;

/**
 * Units with a space between them, in lines of at most `width` characters; a longer unit has a line of its own. A break
 * can bring to the start of a line what build services take for a command there alone.
 */
function filled(units: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const next of units) {
    if (line !== '' && line.length + 1 + next.length > width) {
      lines.push(line);
      line = next;
    } else line = line === '' ? next : `${line} ${next}`;
  }
  return (line === '' ? lines : [...lines, line]).map(printable);
}

function withCommas(parts: readonly string[]): readonly string[] {
  return parts.map((part, index) => (index === parts.length - 1 ? part : `${part},`));
}

/** Parts joined by `, ` into lines of at most `width` characters; a longer part has a line of its own. */
export function wrapped(parts: readonly string[], width: number): string[] {
  return filled(withCommas(parts), width);
}

/** A text that is longer than `width` in pieces: broken behind its commas, and between words where that is not enough. */
function broken(text: string, width: number): readonly string[] {
  if (text.length <= width) return [text];
  return text.split(/(?<=,) /).flatMap((clause) => (clause.length <= width ? clause : clause.split(' ')));
}

/** As {@link wrapped}, with longer parts broken where they can be. `beginning` stands in front of the first part. */
export function folded(parts: readonly string[], width: number, beginning = ''): string[] {
  const [first = '', ...others] = withCommas(parts).flatMap((part, index) =>
    broken(part, index === 0 ? width - beginning.length : width),
  );
  return filled([(beginning + first).trimEnd(), ...others], width);
}
