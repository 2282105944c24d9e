import { join } from 'node:path';
import type { Session } from '../../campaign/isolated/session.ts';
import { fileName } from '../../report/format.ts';
import { textReport } from '../../report/text.ts';
import { traceFileNames } from '../../report/trace-files.ts';
import { verdictOf } from '../../report/verdict.ts';
import type { CampaignResult } from '../../trace/result.ts';
import type { BufferingMode } from '../../trace/trace.ts';
import { type Host, isColoured } from '../host.ts';
import { interruptible } from '../interrupt.ts';
import { progressFor } from '../output/progress.ts';
import { type PreparedFolder, prepareAll, writeTarget } from '../output/target.ts';
import type { Services } from '../services.ts';
import { type DriverOptions, modesOf, withDriver } from '../subject.ts';

export interface RunOptions extends DriverOptions {
  readonly mode?: readonly BufferingMode[];
  readonly cases?: number;
  readonly seed: number;
  /** A file for the JSON result, `-` for standard output. */
  readonly json?: string;
  readonly out: string;
  readonly color: boolean;
  readonly quiet?: boolean;
}

const STANDARD_OUTPUT = '-';

/** The files in `--out` that every run of a driver writes. */
function fixedFiles(folder: string, driver: string): { json: string; junit: string } {
  const name = fileName(driver);
  return { json: join(folder, `${name}.json`), junit: join(folder, `${name}.junit.xml`) };
}

/** Sees that everything the run is going to write can be written. */
async function prepareTargets(driver: string, { out, json }: RunOptions): Promise<PreparedFolder> {
  const files = Object.values(fixedFiles(out, driver));
  if (json !== undefined && json !== STANDARD_OUTPUT) files.push(json);
  return await prepareAll([out], files);
}

async function campaign(session: Session, options: RunOptions, host: Host, defaultCases: number) {
  const progress = await progressFor(host.stderr, options.quiet === true);
  const onInterrupt = (): void => {
    progress.stop();
    host.stderr.write('interrupted: finishing up; press Ctrl-C again to stop at once\n');
  };
  try {
    return await interruptible(host, onInterrupt, (signal) =>
      session.runCampaign({
        modes: modesOf(session.summary, options.mode),
        cases: options.cases ?? defaultCases,
        seed: options.seed,
        onProgress: (state) => progress.update(state),
        signal,
      }),
    );
  } finally {
    progress.stop();
  }
}

/** Writes the result in every form. */
async function writeReports(
  result: CampaignResult,
  openName: string,
  tracePaths: readonly string[],
  { out, json, model: modelPath }: RunOptions,
  host: Host,
): Promise<void> {
  const { formatTrace } = await import('../../trace/json.ts');
  const { jsonReport } = await import('../../report/json.ts');
  const { junitReport } = await import('../../report/junit.ts');
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

/** `irpcheck run`: checks a driver, writes the reports and prints the one for people. */
export async function run(
  driver: string,
  options: RunOptions,
  host: Host,
  services: Services,
): Promise<number> {
  return await withDriver(driver, options, host, services, async (session) => {
    modesOf(session.summary, options.mode);
    const prepared = await prepareTargets(driver, options);
    const { defaultCases } = await services.sessions();
    const start = host.now();
    let result: CampaignResult;
    try {
      result = await campaign(session, options, host, defaultCases);
    } catch (error) {
      await prepared.discard();
      throw error;
    }
    const elapsedMs = host.now() - start;
    const tracePaths = traceFileNames(result.findings).map((name) => join(options.out, name));
    const output = options.json === STANDARD_OUTPUT ? host.stderr : host.stdout;
    const colour = isColoured(output, host.env, options.color);
    const { openName } = session.summary;
    const { model: modelPath } = options;
    try {
      await writeReports(result, openName, tracePaths, options, host);
    } finally {
      // What was found is told even if the files could not be written.
      output.write(textReport(result, { colour, openName, tracePaths, modelPath, elapsedMs }));
    }
    return verdictOf(result).exitCode;
  });
}
