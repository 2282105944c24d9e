import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { DOCUMENTED_PROPERTIES } from '../../properties/registry.ts';
import type { ReportContext } from '../../report/context.ts';
import { EXIT, type ExitCode } from '../../report/exit-code.ts';
import { driverFolderName } from '../../report/file-name.ts';
import { traceFileNames } from '../../report/trace-files.ts';
import { verdictOf } from '../../report/verdict.ts';
import { printable } from '../../trace/printable.ts';
import type { CampaignResult } from '../../trace/result/result.ts';
import { UsageError } from '../errors.ts';
import { type Host, isColoured } from '../host.ts';
import { beside } from '../output/beside.ts';
import { pathFrom } from '../output/driver-folder.ts';
import { OwnFolder, ownFilesIn } from '../output/own-files.ts';
import { prepareAll, writeTarget } from '../output/target.ts';
import { readResult } from '../read-result.ts';
import { fileForms, reportText, tellGithub } from '../report-files.ts';
import { FILE_ENDINGS, type FileForm, type ReportForm } from '../report-forms.ts';

export interface ReportOptions {
  readonly report: readonly ReportForm[];
  /** A folder, `-` for standard output; beside each result if left out. */
  readonly out?: string;
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
async function contextOf(
  { findings }: CampaignResult,
  path: string,
  { out }: ReportOptions,
): Promise<ReportContext> {
  const beside = resolve(dirname(path));
  const tracePaths = traceFileNames(findings).map((name) => join(beside, name));
  const found = await Promise.all(tracePaths.map(isFile));
  return {
    tracePaths: found.every(Boolean) ? tracePaths : [],
    ...(out === STANDARD_OUTPUT ? {} : { folder: out === undefined ? beside : resolve(out) }),
    base: process.cwd(),
    documentation: DOCUMENTED_PROPERTIES,
  };
}

/**
 * The file for one form of a result: beside the result and called as it is; in a folder of choice called as the driver,
 * with digits of the result's path where the driver is in a file: others may have its name.
 *
 * @throws {UsageError} for a result that nothing can be beside
 */
async function targetOf(
  path: string,
  { subject }: CampaignResult,
  form: FileForm,
  { out }: ReportOptions,
): Promise<string> {
  const ending = FILE_ENDINGS[form];
  if (out === undefined) return await beside(path, ending, 'the report goes');
  return join(out, `${driverFolderName(subject, pathFrom(out, path))}${ending}`);
}

/** Writes a report. In a driver's folder the next run is to know of it. */
async function writeReport(target: string, text: string): Promise<void> {
  const folder = dirname(target);
  const own = await ownFilesIn(folder);
  if (own === null) return await writeTarget(target, text);
  const files = await OwnFolder.open(folder, own.driver);
  await files.write(new Map([[basename(target), text]]));
  await files.keepOthers();
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
  const targets: Map<FileForm, string>[] = [];
  if (!isStandard) {
    for (const [index, result] of results.entries()) {
      const ofResult = new Map<FileForm, string>();
      for (const form of fileForms(forms))
        ofResult.set(form, await targetOf(paths[index] ?? '', result, form, options));
      targets.push(ofResult);
    }
    const files = targets.flatMap((ofResult) => [...ofResult.values()]);
    if (new Set(files).size < files.length) {
      throw new UsageError('two results are of drivers of one name: their reports would replace each other');
    }
    if (files.some((file) => paths.some((path) => resolve(path) === resolve(file)))) {
      throw new UsageError(
        'a report would replace the result that it is made of: name a folder with --out (-o)',
      );
    }
    await prepareAll([], files);
  }
  const colour = isColoured(host.stdout, host.env, options.color);
  for (const [index, result] of results.entries()) {
    const context = await contextOf(result, paths[index] ?? '', options);
    if (only !== null) {
      host.stdout.write(await reportText(only, result, context, { colour }));
      continue;
    }
    if (forms.includes('text')) host.stdout.write(await reportText('text', result, context, { colour }));
    if (forms.includes('github')) await tellGithub(result, context, host.stdout, host.env);
    for (const [form, target] of targets[index] ?? []) {
      await writeReport(target, await reportText(form, result, context));
      host.stdout.write(`written ${printable(target)}\n`);
    }
  }
  return exitCodeOf(results);
}
