import type { Session } from '../campaign/session.ts';
import { EXIT } from '../report/exit-code.ts';
import { shortened } from '../report/format.ts';
import type { Subject, SubjectFacts } from '../subjects/index.ts';
import type { FindingKey } from '../trace/finding/finding.ts';
import { printable } from '../trace/printable.ts';
import { isModulePath } from '../trace/subject-name.ts';
import { BUFFERING_MODES, type BufferingMode, type Trace } from '../trace/trace.ts';
import { executionError } from './driver-errors.ts';
import { NotSupportedError, UsageError } from './errors.ts';
import type { Host } from './host.ts';
import { DriverOutput } from './output/driver-output.ts';
import type { Services, SubjectService } from './services.ts';
import { nearest } from './suggest.ts';

/** Options of the commands that run a driver. */
export interface DriverOptions {
  /** The path of a model's module. */
  readonly model?: string;
  /** Seconds that one execution may take. */
  readonly stall: number;
}

const COMPILED = /\.(?:exe|dll)$/i;
const MAX_SHOWN = 60;

function defectNames({ defects }: SubjectService): string[] {
  return defects.map(({ subject }) => subject.name);
}

/** Why there is no driver of a name. `alternative` is what else could be named, besides the built-in drivers. */
function refusal(name: string, service: SubjectService, alternative: string): Error {
  const names = service.builtInSubjects.map((candidate) => candidate.name);
  const shown = `'${shortened(printable(name), MAX_SHOWN)}'`;
  const list = `built-in drivers: ${names.join(', ')}${alternative}`;
  if (COMPILED.test(name)) {
    return new NotSupportedError(`${shown}: compiled drivers are images whose names end in .sys; ${list}`);
  }
  const near = nearest(name, [...names, ...defectNames(service)]);
  const hint = near === undefined ? '' : ` (did you mean '${near}'?)`;
  return new UsageError(`unknown driver ${shown}${hint}; ${list}`);
}

/**
 * The built-in driver of a name.
 *
 * @throws {UsageError} naming the drivers there are.
 * @throws {NotSupportedError} for a compiled driver.
 */
export function builtInDriver(name: string, service: SubjectService): Subject {
  const subject = service.builtInSubjects.find((candidate) => candidate.name === name);
  if (subject !== undefined) return subject;
  if (!isModulePath(name)) throw refusal(name, service, '');
  const names = service.builtInSubjects.map((candidate) => candidate.name).join(', ');
  throw new UsageError(`'${printable(name)}': the demo runs built-in drivers only: ${names}`);
}

/** Sees that a driver can be named so: a built-in driver, a seeded defect, or a module. Throws as `builtInDriver` does. */
function checkName(name: string, service: SubjectService): void {
  if (isModulePath(name) || service.builtInSubjects.some((candidate) => candidate.name === name)) return;
  if (defectNames(service).includes(name)) return;
  throw refusal(name, service, '; or a seeded defect, or the path of a .ts or .js file');
}

/**
 * Judges a driver as `withDriver` runs work. What a driver throws outside of its routines is in no case, so that no
 * verdict but a finding holds then.
 *
 * @param judge gives the exit code
 * @throws {UsageError} also when there are no findings and the driver threw outside of its routines.
 */
export async function judgeDriver(
  name: string,
  options: DriverOptions,
  host: Host,
  services: Services,
  judge: (session: Session) => Promise<number>,
): Promise<number> {
  const strays: string[] = [];
  const exitCode = await withDriver(name, options, host, services, judge, strays);
  if (strays.length > 0 && !BEFORE_STRAYS.has(exitCode)) {
    throw new UsageError(
      `driver '${printable(name)}' throws outside of its routines, in what they leave behind, such as a timer or a promise; that is in no case, so it is not known to conform, whatever else was said (exit 2): let its routines do all of its work`,
    );
  }
  return exitCode;
}

const BEFORE_STRAYS: ReadonlySet<number> = new Set([EXIT.FINDINGS, EXIT.BAD_USAGE, EXIT.HARNESS_FAULT]);

/**
 * Runs `work` with a driver loaded in a worker, which is ended afterwards.
 *
 * @param strays is given what the driver throws outside of its routines, which is told people too
 *
 * @throws {UsageError} when the driver or its model is not usable.
 * @throws {NotSupportedError} for what this version does not do.
 */
export async function withDriver<Result>(
  name: string,
  { model, stall }: DriverOptions,
  host: Host,
  services: Services,
  work: (session: Session) => Promise<Result>,
  strays: string[] = [],
): Promise<Result> {
  checkName(name, await services.subjects());
  const { open } = await services.sessions();
  const output = new DriverOutput(host.stderr);
  let session: Session | null = null;
  try {
    session = await open({
      driver: name,
      model: model ?? null,
      stallSeconds: stall,
      onOutput: (text) => output.pass(text),
      onStray: (thrown) => {
        strays.push(thrown);
        output.pass(`outside of its routines, the driver threw ${thrown}\n`);
      },
    });
    return await work(session);
  } catch (error) {
    throw executionError(error, name);
  } finally {
    await session?.close();
    output.end();
  }
}

/**
 * The modes to run in: those asked for, or all of the driver's.
 *
 * @throws {UsageError} when the driver does not support one of them.
 */
export function modesOf(
  { name, modes }: SubjectFacts,
  asked: readonly BufferingMode[] | undefined,
): BufferingMode[] {
  for (const mode of asked ?? []) {
    if (!modes.includes(mode)) {
      throw new UsageError(`driver '${name}' does not support mode ${mode}; its modes: ${modes.join(', ')}`);
    }
  }
  const wanted = asked ?? modes;
  return BUFFERING_MODES.filter((mode) => wanted.includes(mode));
}

/** Why it can't be told whether a trace shows a finding, and what to do about it; null when it can. */
export function whyNotChecked(
  { summary, notChecked }: Session,
  { setting }: Trace,
  finding: FindingKey | null,
): string | null {
  const reason = finding === null ? null : notChecked(finding.property, setting.mode, setting.view);
  const needsModel = summary.modelArms === null && /^(?:model|win32)\//.test(finding?.property ?? '');
  return reason !== null && needsModel ? `${reason}; give its file with --model` : reason;
}
