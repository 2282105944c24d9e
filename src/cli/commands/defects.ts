import { availableParallelism } from 'node:os';
import type { DetectionProgress } from '../../defects/measure.ts';
import { detectionText } from '../../report/detection-text.ts';
import { detectionVerdictOf } from '../../report/detection-verdict.ts';
import { EXIT } from '../../report/exit-code.ts';
import { grouped, shortened } from '../../report/format.ts';
import type { Defect } from '../../subjects/index.ts';
import { printable } from '../../trace/printable.ts';
import type { CaseSourceName, DetectionResult } from '../../trace/result/detection-result.ts';
import { NotSupportedError, UsageError } from '../errors.ts';
import { type Host, isColoured } from '../host.ts';
import { interruptible } from '../interrupt.ts';
import { progressFor } from '../output/progress.ts';
import type { ProgressText } from '../output/progress-lines.ts';
import { type PreparedFolder, prepareAll, writeTarget } from '../output/target.ts';
import type { Services } from '../services.ts';
import { nearest } from '../suggest.ts';

export interface DefectsOptions {
  readonly seeds: number;
  readonly cap: number;
  readonly accuseCases: number;
  readonly source: CaseSourceName;
  readonly exhaustive: boolean;
  readonly workers?: number;
  /** A file for the JSON result, `-` for standard output. */
  readonly json?: string;
  readonly markdown?: string;
  readonly list?: boolean;
  readonly color: boolean;
  readonly quiet?: boolean;
}

const STANDARD_OUTPUT = '-';
const MAX_SHOWN = 60;

/**
 * The defects of these ids, each once and in the order of the catalogue; all of them for none. An id may be given
 * as the name of its subject.
 *
 * @throws {UsageError} naming the one that was probably meant.
 */
function chosen(ids: readonly string[], all: readonly Defect[]): readonly Defect[] {
  const unknown = ids.find((id) => !all.some((defect) => isNamed(defect, id)));
  if (unknown !== undefined) {
    const near = nearest(
      unknown,
      all.map(({ id }) => id),
    );
    const hint = near === undefined ? '' : ` (did you mean '${near}'?)`;
    const shown = `'${shortened(printable(unknown), MAX_SHOWN)}'`;
    throw new UsageError(`unknown defect ${shown}${hint}; irpcheck defects --list names them`);
  }
  return ids.length === 0 ? all : all.filter((defect) => ids.some((id) => isNamed(defect, id)));
}

function isNamed({ id, subject }: Defect, name: string): boolean {
  return name === id || name === subject.name;
}

function list(defects: readonly Defect[], host: Host): number {
  const width = (text: (defect: Defect) => string): number =>
    Math.max(0, ...defects.map((defect) => text(defect).length));
  const idWidth = width(({ id }) => id);
  const ruleWidth = width(({ rule }) => rule);
  const propertyWidth = width(({ property }) => property);
  for (const { id, rule, property, title } of defects) {
    const columns = [id.padEnd(idWidth), rule.padEnd(ruleWidth), property.padEnd(propertyWidth), title];
    host.stdout.write(`${columns.join('  ')}\n`);
  }
  return EXIT.CONFORMS;
}

async function measured(
  defects: readonly Defect[],
  options: DefectsOptions,
  host: Host,
  services: Services,
): Promise<DetectionResult> {
  const { measureDetection } = await services.detection();
  const {
    seeds,
    cap,
    accuseCases: baseCases,
    source,
    exhaustive,
    workers = availableParallelism(),
  } = options;
  const textOf: ProgressText = ({ cases, casesRequested, findings }) =>
    `${grouped(cases)} of ${grouped(casesRequested)} steps, ${grouped(findings)} found`;
  const display = await progressFor(host.stderr, options.quiet === true, textOf);
  const onProgress = ({ jobs: cases, jobsRequested: casesRequested, found }: DetectionProgress): void =>
    display.update({ phase: 'cases', cases, casesRequested, calls: 0, findings: found });
  const onInterrupt = (): void => {
    display.stop();
    host.stderr.write('interrupted: finishing up; press Ctrl-C again to stop at once\n');
  };
  try {
    return await interruptible(host, onInterrupt, (signal) =>
      measureDetection({ defects, seeds, cap, baseCases, source, exhaustive, workers, onProgress, signal }),
    );
  } finally {
    display.stop();
  }
}

/** Sees that the files can be written. */
async function prepareTargets({ json, markdown }: DefectsOptions): Promise<PreparedFolder> {
  const files: string[] = [];
  if (json !== undefined && json !== STANDARD_OUTPUT) files.push(json);
  if (markdown !== undefined) files.push(markdown);
  return await prepareAll([], files);
}

async function writeReports(
  result: DetectionResult,
  { json, markdown }: DefectsOptions,
  host: Host,
): Promise<void> {
  const { detectionJson } = await import('../../report/detection-json.ts');
  const { detectionMarkdown } = await import('../../report/detection-markdown.ts');
  if (json === STANDARD_OUTPUT) host.stdout.write(detectionJson(result));
  else if (json !== undefined) await writeTarget(json, detectionJson(result));
  if (markdown !== undefined) await writeTarget(markdown, detectionMarkdown(result));
}

/** `irpcheck defects`: measures how the seeded defects are found, or lists them. */
export async function defects(
  ids: readonly string[],
  options: DefectsOptions,
  host: Host,
  services: Services,
): Promise<number> {
  const wanted = chosen(ids, (await services.subjects()).defects);
  if (options.list === true) return list(wanted, host);
  const { json } = options;
  const prepared = await prepareTargets(options);
  const start = host.now();
  let result: DetectionResult;
  try {
    result = await measured(wanted, options, host, services);
  } catch (error) {
    await prepared.discard();
    // Known by name, as it may come from another thread.
    if (error instanceof Error && error.name === 'UnsupportedTraceError')
      throw new NotSupportedError(error.message);
    throw error;
  }
  const elapsedMs = host.now() - start;
  const output = json === STANDARD_OUTPUT ? host.stderr : host.stdout;
  const colour = isColoured(output, host.env, options.color);
  try {
    await writeReports(result, options, host);
  } finally {
    output.write(detectionText(result, { colour, elapsedMs }));
  }
  return detectionVerdictOf(result).exitCode;
}
