import { basename, join, resolve } from 'node:path';
import type { Stop } from '../campaign/conclude.ts';
import { DOCUMENTED_PROPERTIES } from '../properties/registry.ts';
import type { ReportContext } from '../report/context.ts';
import { textReport } from '../report/text.ts';
import { traceFileNames } from '../report/trace-files.ts';
import { verdictOf } from '../report/verdict.ts';
import { printable } from '../trace/printable.ts';
import type { CampaignResult } from '../trace/result/result.ts';
import type { Gate, Replaying } from './gate/gate.ts';
import { type Environment, type Host, isColoured } from './host.ts';
import { driverFolder, ownerOf } from './output/driver-folder.ts';
import { OwnFolder, ownFilesIn } from './output/own-files.ts';
import { type PreparedFolder, prepareAll, writeTarget } from './output/target.ts';
import { traceTexts } from './output/trace-texts.ts';
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

/**
 * Sees that all can be written that `finish` is going to write about a driver, and that it will know there what was
 * written before.
 *
 * @throws {UsageError} when it can't
 */
export async function prepareFinish(
  driver: string,
  { out, json, report }: ReportOptions,
  gate: Gate,
  env: Environment,
): Promise<PreparedFolder> {
  const folder = driverFolder(out, driver);
  await ownFilesIn(folder);
  const files = fileForms(wantedForms(report, env)).map((form) => reportFile(folder, driver, form));
  const further = json === undefined || json === STANDARD_OUTPUT ? [] : [json];
  return await prepareAll([out, folder, ...gate.folders], [...files, ...further, ...gate.files]);
}

/** Writes the findings' traces, and the result in every form. The traces matter most. */
async function writeReports(
  result: CampaignResult,
  context: ReportContext,
  forms: readonly ReportForm[],
  { out, json }: ReportOptions,
  host: Host,
): Promise<void> {
  const path = driverFolder(out, result.subject);
  const folder = await OwnFolder.open(path, ownerOf(path, result.subject));
  await folder.write(
    await traceTexts(
      path,
      result,
      context.tracePaths.map((trace) => basename(trace)),
    ),
  );
  await writeReportFiles(result, context, forms, (name, text) => folder.write(new Map([[name, text]])));
  const changed = await folder.removeOthers();
  for (const name of changed) {
    const file = printable(join(path, name));
    host.stderr.write(
      `${file} is of an earlier run and was left, since it was changed after it was written\n`,
    );
  }
  if (json === undefined) return;
  const text = await reportText('json', result, context);
  if (json === STANDARD_OUTPUT) host.stdout.write(text);
  else await writeTarget(json, text);
}

/**
 * Writes what a whole campaign came to in every form into the driver's folder, in the place of what was written there
 * before, prints the form for people, in view of its baseline, and adds what was found to the corpus. The result is the
 * exit code.
 *
 * @param stopped what ended it before it was complete; null for nothing
 * @param replaying executes the traces of what a baseline names
 */
export async function finish(
  found: CampaignResult,
  gate: Gate,
  stopped: Stop | null,
  options: ReportOptions,
  host: Host,
  replaying: Replaying,
): Promise<number> {
  const forms = wantedForms(options.report, host.env);
  const result = await gate.judge(found, stopped, replaying);
  const folder = resolve(driverFolder(options.out, result.subject));
  const tracePaths = traceFileNames(result.findings).map((name) => join(folder, name));
  const context = { tracePaths, folder, base: process.cwd(), documentation: DOCUMENTED_PROPERTIES };
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
