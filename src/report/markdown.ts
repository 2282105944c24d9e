import type { CampaignResult, PropertyResult } from '../trace/result/result.ts';
import { type Cause, causesOf, moreWaysText, weightOf } from './causes.ts';
import { commandText } from './commands.ts';
import type { ReportContext } from './context.ts';
import { EXIT } from './exit-code.ts';
import { plainFindingText } from './finding-text.ts';
import { fixedLines } from './fixed.ts';
import { counted, duration, grouped, shortened } from './format.ts';
import { codeBlock, codeText, plainText } from './markdown-text.ts';
import { otherWays } from './other-ways.ts';
import { remarks, VERDICT_WORDS } from './property-table.ts';
import { verdictOf } from './verdict.ts';

/** Causes that are told: a summary of a job may have 1 MiB, a comment 65,536 characters. */
const MAX_CAUSES = 25;
const CELL_WIDTH = 200;
const LINE_WIDTH = 400;

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(headings), row(headings.map(() => '---')), ...rows.map(row)].join('\n');
}

const KINDS = { error: 'finding', warning: 'warning', known: 'known' } as const;

function overview({ subject, modes, seed, cases, calls, timing }: CampaignResult): string {
  const parts = [
    codeText(subject),
    modes.map(({ mode }) => mode).join(', '),
    `seed ${seed}`,
    counted(cases, 'case'),
    counted(calls, 'call'),
    ...(timing === null ? [] : [duration(timing.elapsedMs)]),
  ];
  return parts.join(' · ');
}

/** Empty for a finding that is the only one of its cause. */
function more(cause: Cause, before: string): string {
  return cause.others.length === 0 ? '' : `${before}${moreWaysText(cause)}`;
}

function causeTable(causes: readonly Cause[], { tracePaths }: ReportContext): string {
  const rows = causes.map((cause) => {
    const { finding, index } = cause.simplest;
    const { property, reason, trace, expected, observed } = finding;
    const tracePath = tracePaths[index];
    // Where there is no command that is safe to copy, the file alone.
    const replay = commandText('replay', tracePath) ?? tracePath;
    return [
      KINDS[weightOf(cause)],
      codeText(property),
      `${codeText(reason)}${more(cause, ' ')}`,
      trace.setting.mode,
      codeText(shortened(expected, CELL_WIDTH)),
      codeText(shortened(observed, CELL_WIDTH)),
      replay === undefined ? '' : codeText(replay),
    ];
  });
  return table(['', 'property', 'reason', 'mode', 'expected', 'observed', 'replay'], rows);
}

function causeDetails(causes: readonly Cause[], result: CampaignResult, context: ReportContext): string[] {
  return causes.map((cause) => {
    const { finding, index } = cause.simplest;
    const { property, reason, trace } = finding;
    const operations = counted(trace.ops.length, 'operation');
    const title = `${codeText(property)} ${codeText(reason)}, ${operations}${more(cause, ', ')}`;
    const lines = [
      ...plainFindingText(finding, index, result, context),
      ...otherWays(cause, context.tracePaths),
    ].map((line) => shortened(line, LINE_WIDTH));
    return `<details><summary>${title}</summary>\n\n${codeBlock(lines)}\n\n</details>`;
  });
}

/** How many findings are not told, of whole causes. */
function untold(causes: readonly Cause[]): string[] {
  const count = causes.slice(MAX_CAUSES).reduce((sum, { others }) => sum + 1 + others.length, 0);
  return count > 0 ? [`… and ${counted(count, 'finding')} more`] : [];
}

/** What was found, each cause by its simplest finding. */
function findingParts(result: CampaignResult, context: ReportContext): string[] {
  const causes = causesOf(result);
  if (causes.length === 0) return [];
  const told = causes.slice(0, MAX_CAUSES);
  return [causeTable(told, context), ...untold(causes), ...causeDetails(told, result, context)];
}

function propertyRow(property: PropertyResult): string[] {
  const { id, compared, unit, verdict } = property;
  const count = verdict === 'skipped' ? '' : `${grouped(compared)} ${unit}`;
  return [codeText(id), count, VERDICT_WORDS[verdict], plainText(remarks(property))];
}

function list(heading: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [[`**${heading}**`, '', ...lines.map((line) => `- ${line}`)].join('\n')];
}

/** The result as Markdown: for the summary of a job, or a comment on a pull request. */
export function markdownReport(result: CampaignResult, context: ReportContext): string {
  const { exitCode, text } = verdictOf(result);
  const parts = [
    `### ${exitCode === EXIT.CONFORMS ? '✅' : '❌'} irpcheck: ${plainText(text)} (exit ${exitCode})`,
    overview(result),
    ...findingParts(result, context),
    ...list('Baseline', fixedLines(result).map(plainText)),
    table(['property', 'compared', 'verdict', ''], result.properties.map(propertyRow)),
    ...list('Not checked', result.notChecked.map(plainText)),
  ];
  return `${parts.join('\n\n')}\n`;
}
