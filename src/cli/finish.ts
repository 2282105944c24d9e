import { join } from 'node:path';
import type { Stop } from '../campaign/conclude.ts';
import { DOCUMENTED_PROPERTIES } from '../properties/registry.ts';
import type { ReportContext } from '../report/context.ts';
import { textReport } from '../report/text.ts';
import { traceFileNames } from '../report/trace-files.ts';
import { verdictOf } from '../report/verdict.ts';
import type { CampaignResult } from '../trace/result/result.ts';
import type { Gate } from './gate/gate.ts';
import { type Environment, type Host, isColoured } from './host.ts';
import { writeTarget } from './output/target.ts';
import {
  fileForms,
  reportFile,
  reportText,
  tellGithub,
  wantedForms,
  writeReportFiles,
} from './report-files.ts';
import type { ReportForm } from './report-forms.ts';

/** Where reports go. */
export interface ReportOptions {
  /** A file for the JSON result, `-` for standard output. */
  readonly json?: string;
  readonly out: string;
  /** Forms of the report; the usual ones unless some are given. */
  readonly report?: readonly ReportForm[];
  readonly color: boolean;
}

export const STANDARD_OUTPUT = '-';

/** The files besides the traces that `finish` writes about a driver. */
export function finishedFiles(
  driver: string,
  { out, json, report }: ReportOptions,
  env: Environment,
): string[] {
  const files = fileForms(wantedForms(report, env)).map((form) => reportFile(out, driver, form));
  return json === undefined || json === STANDARD_OUTPUT ? files : [...files, json];
}

/** Writes the findings' traces, and the result in every form. The traces matter most. */
async function writeReports(
  result: CampaignResult,
  context: ReportContext,
  forms: readonly ReportForm[],
  { out, json }: ReportOptions,
  host: Host,
): Promise<void> {
  const { formatTrace } = await import('../trace/json.ts');
  for (const [index, path] of context.tracePaths.entries()) {
    const finding = result.findings[index];
    if (finding === undefined) continue;
    await writeTarget(path, formatTrace(finding.trace, finding, finding.evidence.observed));
  }
  await writeReportFiles(result, context, forms, out);
  if (json === undefined) return;
  const text = await reportText('json', result, context);
  if (json === STANDARD_OUTPUT) host.stdout.write(text);
  else await writeTarget(json, text);
}

/**
 * Writes what a whole campaign came to in every form and prints the one for people, in view of its baseline, and adds
 * what was found to the corpus. The result is the exit code.
 *
 * @param stopped what ended it before it was complete; null for nothing
 */
export async function finish(
  found: CampaignResult,
  gate: Gate,
  stopped: Stop | null,
  options: ReportOptions,
  host: Host,
): Promise<number> {
  const forms = wantedForms(options.report, host.env);
  const result = await gate.judge(found, stopped);
  const tracePaths = traceFileNames(result.findings).map((name) => join(options.out, name));
  const context = { tracePaths, documentation: DOCUMENTED_PROPERTIES };
  const output = options.json === STANDARD_OUTPUT ? host.stderr : host.stdout;
  const colour = isColoured(output, host.env, options.color);
  try {
    await writeReports(result, context, forms, options, host);
  } finally {
    // What was found is told even if the files could not be written.
    output.write(textReport(result, context, { colour }));
    for (const line of await gate.keep(result, stopped !== null)) output.write(`${line}\n`);
  }
  if (forms.includes('github')) await tellGithub(result, context, output, host.env);
  return verdictOf(result).exitCode;
}
