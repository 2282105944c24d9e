import { statSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import type { Session } from '../campaign/session.ts';
import { printable } from '../trace/printable.ts';
import type { TraceDocument } from '../trace/schema.ts';
import { isModulePath, sameSubject } from '../trace/subject-name.ts';
import type { Trace } from '../trace/trace.ts';
import { UsageError } from './errors.ts';
import type { Host } from './host.ts';
import { type OwnFiles, ownFilesIn } from './output/own-files.ts';
import type { Services } from './services.ts';
import { type DriverOptions, withDriver } from './subject.ts';

/** Options of the commands that run the driver of a trace. */
export interface TraceDriverOptions extends DriverOptions {
  /** The driver to run the trace on, whatever driver it is of. */
  readonly driver?: string;
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false;
  }
}

/** A path as it is told, and given on: from the working directory where it is below. */
function shown(path: string): string {
  const near = relative(process.cwd(), path).replaceAll('\\', '/');
  return near.startsWith('../') || near.startsWith('/') || /^[a-z]:/i.test(near) ? path : `./${near}`;
}

/** A file that a trace remembers: at its place from the trace, or else where its name leads from here. */
interface Found {
  readonly name: string;
  /** Whether it lies where the trace says, so that it may have changed and still be the one. */
  readonly isInPlace: boolean;
}

/** @param name as it was named on the command line */
function find(tracePath: string, path: string, name: string): Found | null {
  const place = resolve(dirname(tracePath), path);
  if (isFile(place)) return { name: resolve(name) === place ? name : shown(place), isInPlace: true };
  return isFile(name) ? { name, isInPlace: false } : null;
}

/** The model to judge by, and whether it is certain to be the one that the trace was judged by. */
interface FoundModel {
  readonly model: string | undefined;
  readonly sha256: string | null;
  readonly isInPlace: boolean;
}

const NO_MODEL: FoundModel = { model: undefined, sha256: null, isInPlace: false };

function quoted(name: string): string {
  return `'${printable(name)}'`;
}

/** The name of the driver that a trace is of, and whether the file at its place may have changed. */
function driverOf(path: string, { trace, driver }: TraceDocument): Found {
  const { subject } = trace;
  if (driver === null || !isModulePath(subject)) return { name: subject, isInPlace: true };
  const found = find(path, driver.path, subject);
  if (found !== null) return found;
  const place = shown(resolve(dirname(path), driver.path));
  const here = place === subject ? '' : `, nor is ${quoted(subject)} here`;
  throw new UsageError(
    `the driver of ${quoted(path)}, ${quoted(place)}, is not there${here}: name its file with --driver`,
  );
}

function modelOf(path: string, { model: memory }: TraceDocument, host: Host): FoundModel {
  if (memory === null) return NO_MODEL;
  const { path: place, name, sha256 } = memory;
  const found = find(path, place, name);
  if (found !== null) return { model: found.name, sha256, isInPlace: found.isInPlace };
  const missing = quoted(shown(resolve(dirname(path), place)));
  host.stderr.write(
    `note: the model that the trace was judged by is not there (${missing}): nothing is judged by a model; give its file with --model\n`,
  );
  return NO_MODEL;
}

/** Whether a list of irpcheck's files names one as that of another driver. */
function isOfAnother(
  { driver: owner, files }: OwnFiles,
  path: string,
  { trace, driver }: TraceDocument,
): boolean {
  if (!files.some(({ name }) => name === basename(path))) return false;
  if (driver !== null && owner.path !== null) return owner.path !== driver.path;
  return !sameSubject(owner.name, trace.subject);
}

/** A trace as one of the driver that it is to run on. */
export function traceToRun({ trace }: TraceDocument, { driver }: TraceDriverOptions): Trace {
  return driver === undefined ? trace : { ...trace, subject: driver };
}

/** @throws {UsageError} when the trace's file was written for another driver's finding */
async function requireOwnTrace(path: string, document: TraceDocument): Promise<void> {
  const own = await ownFilesIn(dirname(path)).catch(() => null);
  if (own === null || !isOfAnother(own, path, document)) return;
  const fileOf = (file: string | undefined, name: string): string =>
    quoted(file === undefined ? name : shown(resolve(dirname(path), file)));
  const writtenFor = fileOf(own.driver.path ?? undefined, own.driver.name);
  const isOf = fileOf(document.driver?.path, document.trace.subject);
  throw new UsageError(
    `${quoted(path)} was written for a finding of ${writtenFor}, and now it is a trace of ${isOf}: --driver says which driver to run it on`,
  );
}

/** @throws {UsageError} when what was loaded is not the driver that the trace was recorded of */
function requireOwnDriver(
  { name, isInPlace }: Found,
  { digests, summary }: Session,
  path: string,
  { driver }: TraceDocument,
): void {
  if (driver === null || digests.driver === driver.sha256) return;
  if (isInPlace && summary.openName === driver.openName) return;
  const why = isInPlace
    ? `its device is ${quoted(summary.openName)}, not ${quoted(driver.openName)}`
    : 'it lies elsewhere and its code is another';
  throw new UsageError(
    `${quoted(name)} is not known to be the driver of ${quoted(path)}: ${why}; if it is, run it with --driver ${printable(name)}`,
  );
}

/** @throws {UsageError} when a file of the model's name is another model */
function noteModel({ model, sha256, isInPlace }: FoundModel, { digests }: Session, host: Host): void {
  if (model === undefined || sha256 === null || digests.model === sha256) return;
  if (!isInPlace) {
    throw new UsageError(
      `${quoted(model)} is not known to be the model that the trace was judged by: it lies elsewhere and its code is another; if it is, give it with --model ${printable(model)}`,
    );
  }
  host.stderr.write(`note: the model ${quoted(model)} has changed since the trace was recorded\n`);
}

/**
 * Runs `work` with the driver of a trace loaded in a worker: with the files that the trace remembers, found from its own
 * place, so that it does not matter from where the command is run. A driver that has changed is run all the same, and a
 * model that has changed or is not there is told.
 *
 * @param path of the trace
 * @param work is given the model's path, if there is one
 * @throws {UsageError} when the driver is not the trace's, unless it was asked for; as `withDriver` does
 */
export async function withTraceDriver<Result>(
  path: string,
  document: TraceDocument,
  options: TraceDriverOptions,
  host: Host,
  services: Services,
  work: (session: Session, model: string | undefined) => Promise<Result>,
): Promise<Result> {
  const { driver: asked } = options;
  if (asked === undefined) await requireOwnTrace(path, document);
  const driver = asked === undefined ? driverOf(path, document) : { name: asked, isInPlace: true };
  const known = options.model === undefined ? modelOf(path, document, host) : NO_MODEL;
  const model = options.model ?? known.model;
  const given = { stall: options.stall, ...(model === undefined ? {} : { model }) };
  return await withDriver(driver.name, given, host, services, async (session) => {
    if (asked === undefined) requireOwnDriver(driver, session, path, document);
    noteModel(known, session, host);
    return await work(session, model);
  });
}
