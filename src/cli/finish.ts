import { join } from 'node:path';
import { fileName } from '../report/format.ts';
import { textReport } from '../report/text.ts';
import { traceFileNames } from '../report/trace-files.ts';
import { verdictOf } from '../report/verdict.ts';
import type { CampaignResult } from '../trace/result.ts';
import { type Host, isColoured } from './host.ts';
import { writeTarget } from './output/target.ts';

/** Where reports go. */
export interface ReportOptions {
  /** A file for the JSON result, `-` for standard output. */
  readonly json?: string;
  readonly out: string;
  readonly color: boolean;
}

export const STANDARD_OUTPUT = '-';

/** The files in `--out` that every run of a driver writes. */
export function fixedFiles(folder: string, driver: string): { json: string; junit: string } {
  const name = fileName(driver);
  return { json: join(folder, `${name}.json`), junit: join(folder, `${name}.junit.xml`) };
}

/** Writes the result in every form. */
async function writeReports(
  result: CampaignResult,
  openName: string,
  tracePaths: readonly string[],
  { out, json }: ReportOptions,
  host: Host,
): Promise<void> {
  const modelPath = result.model ?? undefined;
  const { formatTrace } = await import('../trace/json.ts');
  const { jsonReport } = await import('../report/json.ts');
  const { junitReport } = await import('../report/junit.ts');
  const text = jsonReport(result);
  if (json === STANDARD_OUTPUT) host.stdout.write(text);
  const files = fixedFiles(out, result.subject);
  await writeTarget(files.json, text);
  await writeTarget(files.junit, junitReport(result, { openName, tracePaths, modelPath }));
  for (const [index, path] of tracePaths.entries()) {
    const finding = result.findings[index];
    if (finding !== undefined) await writeTarget(path, formatTrace(finding.trace, finding));
  }
  if (json !== undefined && json !== STANDARD_OUTPUT) await writeTarget(json, text);
}

/** Writes and prints what a whole campaign came to. */
export async function finish(result: CampaignResult, options: ReportOptions, host: Host): Promise<number> {
  const tracePaths = traceFileNames(result.findings).map((name) => join(options.out, name));
  const output = options.json === STANDARD_OUTPUT ? host.stderr : host.stdout;
  const colour = isColoured(output, host.env, options.color);
  const { openName } = result;
  const modelPath = result.model ?? undefined;
  const elapsedMs = result.timing?.elapsedMs ?? 0;
  try {
    await writeReports(result, openName, tracePaths, options, host);
  } finally {
    // What was found is told even if the files could not be written.
    output.write(textReport(result, { colour, openName, tracePaths, modelPath, elapsedMs }));
  }
  return verdictOf(result).exitCode;
}
