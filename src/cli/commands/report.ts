import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DOCUMENTED_PROPERTIES } from '../../properties/registry.ts';
import type { ReportContext } from '../../report/context.ts';
import { EXIT, type ExitCode } from '../../report/exit-code.ts';
import { traceFileNames } from '../../report/trace-files.ts';
import { verdictOf } from '../../report/verdict.ts';
import { printable } from '../../trace/printable.ts';
import type { CampaignResult } from '../../trace/result/result.ts';
import { UsageError } from '../errors.ts';
import { type Host, isColoured } from '../host.ts';
import { prepareAll } from '../output/target.ts';
import { readResult } from '../read-result.ts';
import { fileForms, reportFile, reportText, tellGithub, writeReportFiles } from '../report-files.ts';
import type { ReportForm } from '../report-forms.ts';

export interface ReportOptions {
  readonly report: readonly ReportForm[];
  /** A folder, `-` for standard output. */
  readonly out: string;
  readonly color: boolean;
}

const STANDARD_OUTPUT = '-';

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** The findings' traces, where they lie beside the result as a run leaves them. */
async function contextOf({ findings }: CampaignResult, path: string): Promise<ReportContext> {
  const tracePaths = traceFileNames(findings).map((name) => join(dirname(path), name));
  const found = await Promise.all(tracePaths.map(isFile));
  return { tracePaths: found.every(Boolean) ? tracePaths : [], documentation: DOCUMENTED_PROPERTIES };
}

/** The exit code of several results: findings first, then what is not supported, then what is incomplete. */
function exitCodeOf(results: readonly CampaignResult[]): ExitCode {
  const codes = results.map((result) => verdictOf(result).exitCode);
  return (
    [EXIT.FINDINGS, EXIT.NOT_SUPPORTED, EXIT.INCOMPLETE].find((code) => codes.includes(code)) ?? EXIT.CONFORMS
  );
}

/** The one form that standard output can hold. */
function onlyForm({ report }: ReportOptions, results: readonly CampaignResult[]): ReportForm {
  const [form] = report;
  if (form !== undefined && report.length === 1 && results.length === 1) return form;
  throw new UsageError('--out - takes one result and one form');
}

/** `irpcheck report`: makes reports of results that runs have written. No driver is run. */
export async function report(paths: readonly string[], options: ReportOptions, host: Host): Promise<number> {
  const { report: forms, out } = options;
  const results: CampaignResult[] = [];
  for (const path of paths) results.push(await readResult(path));
  const isStandard = out === STANDARD_OUTPUT;
  const only = isStandard ? onlyForm(options, results) : null;
  if (!isStandard) {
    const files = results.flatMap(({ subject }) =>
      fileForms(forms).map((form) => reportFile(out, subject, form)),
    );
    if (new Set(files).size < files.length) {
      throw new UsageError('two results are of drivers of one name: their reports would replace each other');
    }
    await prepareAll([], files);
  }
  const colour = isColoured(host.stdout, host.env, options.color);
  for (const [index, result] of results.entries()) {
    const context = await contextOf(result, paths[index] ?? '');
    if (only !== null) {
      host.stdout.write(await reportText(only, result, context, { colour }));
      continue;
    }
    if (forms.includes('text')) host.stdout.write(await reportText('text', result, context, { colour }));
    if (forms.includes('github')) await tellGithub(result, context, host.stdout, host.env);
    for (const path of await writeReportFiles(result, context, forms, out)) {
      host.stdout.write(`written ${printable(path)}\n`);
    }
  }
  return exitCodeOf(results);
}
