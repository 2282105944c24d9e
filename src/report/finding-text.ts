import type { Breach, Finding, Severity } from '../trace/finding/finding.ts';
import { printable } from '../trace/printable.ts';
import type { CampaignResult } from '../trace/result/result.ts';
import { causeLines } from './cause.ts';
import { type Colours, coloursFor } from './colours.ts';
import { commandText } from './commands.ts';
import type { ReportContext } from './context.ts';
import { counted, folded } from './format.ts';
import { pictureLines } from './picture.ts';
import { settingLines } from './setting.ts';
import { type Note, transcript } from './transcript.ts';

export interface FindingTextOptions {
  readonly colour: boolean;
  /** What an open without a name opens, such as `\??\Example`. */
  readonly openName: string;
  /** The file that holds the finding's trace; left out where there is none. */
  readonly tracePath?: string | undefined;
}

/** Width of the lists of fields that matter and that do not, without their labels. */
const FIELDS_WIDTH = 91;

/** `FINDING model/status  STATUS_END_OF_FILE-for-STATUS_SUCCESS`; `KNOWN` for one that a baseline names. */
export function breachHeading(breach: Breach & { readonly known?: boolean }, colours: Colours): string {
  const style: Readonly<Record<Severity, string>> = {
    error: colours.bold(colours.red('FINDING')),
    warning: colours.bold(colours.yellow('WARNING')),
  };
  const word = breach.known === true ? colours.bold(colours.yellow('KNOWN')) : style[breach.severity];
  return `${word} ${colours.bold(breach.property)}  ${printable(breach.reason)}`;
}

/** Lines under one label, the later ones aligned with the first. */
export function labelled(label: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => {
    return `  ${index === 0 ? `${label}:` : ' '.repeat(label.length + 1)} ${printable(line)}`;
  });
}

function fieldsText(label: string, fields: readonly string[]): string[] {
  return labelled(label, folded(fields, FIELDS_WIDTH));
}

function caseText({ trace, original }: Finding): string {
  const count = trace.ops.length;
  const ops = `${counted(original.ops.length, 'op')}${count === original.ops.length ? '' : ` → ${count}`}`;
  const at = trace.seed === null ? '' : `case ${trace.seed.caseIndex}, `;
  return `${trace.setting.mode} · ${at}${ops}`;
}

function command(name: 'replay' | 'minimize', { tracePath }: FindingTextOptions): string[] {
  const text = commandText(name, tracePath);
  return text === null ? [] : [text];
}

/** A finding for people: the trace with what was expected and observed, the cause, and how to replay it. */
export function findingText(finding: Finding, options: FindingTextOptions): string[] {
  const { colour, openName } = options;
  const colours = coloursFor(colour);
  const note: Note = {
    beside: [
      { label: 'expected ', text: printable(finding.expected), style: colours.green },
      { label: 'observed ', text: printable(finding.observed), style: colours.red },
    ],
    below: pictureLines(finding.evidence).map(colours.dim),
    isMarked: true,
  };
  const { trace } = finding;
  const notes = new Map([[Math.min(finding.op, trace.ops.length), note]]);
  return [
    `${breachHeading(finding, colours)}  ${colours.dim(caseText(finding))}`,
    ...labelled('Known', finding.note === undefined ? [] : [finding.note]),
    ...settingLines(trace.setting).map((line) => `  ${line}`),
    ...transcript(trace, notes, { openName, mark: colours.bold }),
    ...labelled('In', finding.origin === undefined ? [] : [finding.origin]),
    ...fieldsText('Matters', finding.relevance.matters),
    ...fieldsText('Does not', finding.relevance.doesNotMatter),
    ...labelled('Cause', causeLines(finding)),
    ...(finding.consequence === '' ? [] : labelled('Windows', [finding.consequence])),
    ...labelled('replay', command('replay', options)),
    ...(finding.minimization === 'unfinished'
      ? labelled('not minimal yet', command('minimize', options))
      : []),
  ];
}

/** A finding of a result for people, without colours. `index` is the finding's in the result. */
export function plainFindingText(
  finding: Finding,
  index: number,
  { openName }: CampaignResult,
  { tracePaths }: ReportContext,
): string[] {
  return findingText(finding, { colour: false, openName, tracePath: tracePaths[index] });
}
