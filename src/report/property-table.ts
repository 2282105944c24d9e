import { printable } from '../trace/printable.ts';
import type { PropertyResult } from '../trace/result/result.ts';
import type { Colours } from './colours.ts';
import { counted, grouped } from './format.ts';

/** Verdicts for people. */
export const VERDICT_WORDS: Readonly<Record<PropertyResult['verdict'], string>> = {
  ok: 'ok',
  finding: 'finding',
  known: 'known',
  warning: 'warning',
  vacuous: 'compared nothing',
  skipped: 'skipped',
};

function styled({ verdict }: PropertyResult, text: string, colours: Colours): string {
  switch (verdict) {
    case 'ok':
      return colours.green(text);
    case 'finding':
    case 'vacuous':
      return colours.red(text);
    case 'known':
    case 'warning':
      return colours.yellow(text);
    case 'skipped':
      return colours.dim(text);
  }
}

/** In how many cases it was breached, and what there is to note. */
export function remarks({ breaches, note }: PropertyResult): string {
  const parts = breaches === 0 ? [] : [`in ${counted(breaches, 'case')}`];
  if (note !== '') parts.push(printable(note));
  return parts.join('; ');
}

/** One line for each property: what it compared, and the verdict. */
export function propertyTable(properties: readonly PropertyResult[], colours: Colours): string[] {
  const idWidth = Math.max(0, ...properties.map(({ id }) => id.length));
  const countWidth = Math.max(0, ...properties.map(({ compared }) => grouped(compared).length));
  const unitWidth = Math.max(0, ...properties.map(({ unit }) => unit.length));
  const verdictWidth = Math.max(0, ...properties.map(({ verdict }) => VERDICT_WORDS[verdict].length));
  return properties.map((property) => {
    const { id, verdict, compared, unit } = property;
    const isSkipped = verdict === 'skipped';
    const count = (isSkipped ? '-' : grouped(compared)).padStart(countWidth);
    const left = `  ${id.padEnd(idWidth)}  ${count} ${(isSkipped ? '' : unit).padEnd(unitWidth)}`;
    const remark = remarks(property);
    const word = VERDICT_WORDS[verdict];
    if (remark === '') return `${left}  ${styled(property, word, colours)}`;
    return `${left}  ${styled(property, word.padEnd(verdictWidth), colours)}  ${remark}`;
  });
}
