import { printable } from '../trace/printable.ts';
import type { CampaignResult } from '../trace/result/result.ts';
import { causesOf } from './causes.ts';
import { coloursFor } from './colours.ts';
import type { ReportContext } from './context.ts';
import { EXIT } from './exit-code.ts';
import { findingText } from './finding-text.ts';
import { fixedLines } from './fixed.ts';
import { otherWays } from './other-ways.ts';
import { propertyTable } from './property-table.ts';
import { headerText, summaryLines } from './summary.ts';
import { verdictOf } from './verdict.ts';

/** What the report for people needs beside the result. */
export interface TextReportOptions {
  readonly colour: boolean;
}

/** What a newcomer should see after the plain article conformed. */
const NEXT_STEP = [
  'Now see it catch the code as published:',
  '  npx irpcheck run article-verbatim --mode direct',
];

/** What was not checked, but for the properties that the table says so of, with the same words. */
function notInTable({ notChecked, properties }: CampaignResult): readonly string[] {
  const told = new Set(
    properties.filter(({ verdict }) => verdict === 'skipped').map(({ id, note }) => `${id}: ${note}`),
  );
  return notChecked.filter((line) => !told.has(line));
}

/** The report for people. Ends with a line break. */
export function textReport(
  result: CampaignResult,
  { tracePaths }: ReportContext,
  { colour }: TextReportOptions,
): string {
  const { openName } = result;
  const colours = coloursFor(colour);
  const { exitCode, text } = verdictOf(result);
  const conforms = exitCode === EXIT.CONFORMS;
  const lines = [
    colours.bold(headerText(result)),
    ...summaryLines(result, colours),
    '',
    ...propertyTable(result.properties, colours),
  ];
  const notChecked = notInTable(result);
  if (notChecked.length > 0) {
    lines.push('', '  not checked:', ...notChecked.map((line) => `    ${printable(line)}`));
  }
  for (const cause of causesOf(result)) {
    const { finding, index } = cause.simplest;
    lines.push('', ...findingText(finding, { colour, openName, tracePath: tracePaths[index] }));
    lines.push(...otherWays(cause, tracePaths));
  }
  const fixed = fixedLines(result);
  if (fixed.length > 0) lines.push('', ...fixed);
  const style = conforms ? colours.green : colours.red;
  lines.push('', colours.bold(style(`${text} (exit ${exitCode})`)));
  if (conforms && result.subject === 'article') lines.push(...NEXT_STEP);
  return `${lines.join('\n')}\n`;
}
