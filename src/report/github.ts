import { printable } from '../trace/printable.ts';
import type { CampaignResult } from '../trace/result/result.ts';
import { type Cause, causesOf, weightOf } from './causes.ts';
import { commandText } from './commands.ts';
import type { ReportContext } from './context.ts';
import { EXIT } from './exit-code.ts';
import { fixedLines } from './fixed.ts';
import { shortened } from './format.ts';
import { findingPath, slashed } from './location.ts';
import { otherWays } from './other-ways.ts';
import { headerText } from './summary.ts';
import { verdictOf } from './verdict.ts';

type Command = 'error' | 'warning' | 'notice';

/** The longest text that is shown of what a driver said. */
const TEXT_WIDTH = 1_000;

function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedData(printable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function commandLine(command: Command, title: string, path: string | undefined, lines: readonly string[]) {
  const file = path === undefined ? '' : `,file=${escapedProperty(slashed(path))},line=1`;
  const data = lines.map((line) => printable(shortened(line, TEXT_WIDTH))).join('\n');
  return `::${command} title=${escapedProperty(title)}${file}::${escapedData(data)}\n`;
}

function commandOf(cause: Cause): Command {
  const weight = weightOf(cause);
  return weight === 'known' ? 'notice' : weight;
}

/** The simplest finding of a cause, and the others by their reasons: a step shows few annotations. */
function causeLine(cause: Cause, result: CampaignResult, context: ReportContext): string {
  const { finding, index } = cause.simplest;
  const { property, reason, expected, observed, consequence, note, trace } = finding;
  const tracePath = context.tracePaths[index];
  const replay = commandText('replay', tracePath);
  return commandLine(
    commandOf(cause),
    `${property}${weightOf(cause) === 'known' ? ' (known)' : ''}`,
    findingPath(result, index, context),
    [
      `${reason}, ${trace.setting.mode} mode`,
      `expected ${expected}`,
      `observed ${observed}`,
      ...(note === undefined ? [] : [`known: ${note}`]),
      ...(consequence === '' ? [] : [`Windows: ${consequence}`]),
      ...(replay === null ? [] : [replay]),
      ...otherWays(cause, context.tracePaths).map((line) => line.trim()),
    ],
  );
}

/**
 * The result as workflow commands of GitHub Actions: an annotation for each cause, for each that the baseline need
 * not name any more, and for the verdict.
 */
export function githubReport(result: CampaignResult, context: ReportContext): string {
  const { exitCode, text } = verdictOf(result);
  const verdict = commandLine(exitCode === EXIT.CONFORMS ? 'notice' : 'error', 'irpcheck', undefined, [
    `${headerText(result)}: ${text} (exit ${exitCode})`,
  ]);
  const findings = causesOf(result).map((cause) => causeLine(cause, result, context));
  const fixed = fixedLines(result).map((line) =>
    commandLine('notice', 'irpcheck baseline', undefined, [line]),
  );
  return [...findings, ...fixed, verdict].join('');
}
