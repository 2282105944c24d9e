import { InvalidArgumentError } from 'commander';
import { shortened } from '../report/format.ts';
import { printable } from '../trace/printable.ts';
import { nearest } from './suggest.ts';

/** Forms of a report that are files, each with the ending of its file's name. */
export const FILE_ENDINGS = {
  json: '.json',
  junit: '.junit.xml',
  sarif: '.sarif',
  ctrf: '.ctrf.json',
  markdown: '.md',
  html: '.html',
} as const;

export type FileForm = keyof typeof FILE_ENDINGS;

/** `github`: commands of GitHub Actions, printed. `text`: the report for people. */
export type ReportForm = FileForm | 'github' | 'text';

export const FILE_FORMS = Object.keys(FILE_ENDINGS) as readonly FileForm[];

/** What a run writes unless it is told otherwise. */
export const DEFAULT_FORMS: readonly FileForm[] = ['json', 'junit', 'html'];

/** What a run can write; it always prints the report for people. */
export const RUN_FORMS: readonly ReportForm[] = [...FILE_FORMS, 'github'];
/** What can be made of a result. */
export const ALL_FORMS: readonly ReportForm[] = ['text', ...RUN_FORMS];

const MAX_SHOWN = 60;

/** Reads a comma list of forms; the result is in the order of `known`, each once. */
export function formsOf(known: readonly ReportForm[]): (text: string) => readonly ReportForm[] {
  return (text) => {
    const names: readonly string[] = text.split(',').map((name) => name.trim());
    for (const name of names) {
      if (known.some((form) => form === name)) continue;
      const near = nearest(name, known);
      const hint = near === undefined ? '' : ` (did you mean '${near}'?)`;
      throw new InvalidArgumentError(
        `Unknown form '${shortened(printable(name), MAX_SHOWN)}'${hint}; forms: ${known.join(', ')}.`,
      );
    }
    return known.filter((form) => names.includes(form));
  };
}
