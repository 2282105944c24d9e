import { describeThrown } from '../trace/thrown.ts';
import { bundleModule, evaluate, type ModuleCode, ModuleError } from './bundle-module.ts';
import { findSubject } from './find-subject.ts';
import { guardModel } from './guard-model.ts';
import { inspectDriver } from './inspect-driver.ts';
import { driverExports, modelExport } from './module-schema.ts';
import type { Subject } from './subject.ts';

/** Where a subject comes from. Plain data: another thread can make the subject of it. */
export interface SubjectSource {
  /** As given on the command line: a built-in driver's name, or the path of a driver's module. */
  readonly name: string;
  /** Null for a built-in driver. */
  readonly driver: ModuleCode | null;
  /** Null for the built-in driver's own model, or for none. */
  readonly model: ModuleCode | null;
}

/** Whether a name is the path of a driver's module. */
export function isModulePath(name: string): boolean {
  return /\.[cm]?[jt]s$/i.test(name);
}

async function bundled(kind: 'driver' | 'model', path: string): Promise<ModuleCode> {
  try {
    return await bundleModule(path);
  } catch (error) {
    throw error instanceof ModuleError ? new ModuleError(`${kind} '${path}': ${error.message}`) : error;
  }
}

/**
 * The source of a subject: reads the modules that it is made of.
 *
 * @param model path of a module with a device model; null for none
 * @throws {ModuleError} when a module can't be read or has a syntax error
 */
export async function subjectSource(name: string, model: string | null): Promise<SubjectSource> {
  return {
    name,
    driver: isModulePath(name) ? await bundled('driver', name) : null,
    model: model === null ? null : await bundled('model', model),
  };
}

function thrownText(error: unknown): string {
  const { name, message } = describeThrown(error);
  return `it threw ${name}: ${message} while it was loaded`;
}

/** Evaluates a module and makes something of its exports. */
async function loaded<Result>(
  kind: 'driver' | 'model',
  code: ModuleCode,
  make: (exports: Readonly<Record<string, unknown>>) => Result,
): Promise<Result> {
  let exports: Readonly<Record<string, unknown>>;
  try {
    exports = await evaluate(code);
  } catch (error) {
    throw new ModuleError(`${kind} '${code.path}': ${thrownText(error)}`);
  }
  try {
    return make(exports);
  } catch (error) {
    throw error instanceof ModuleError ? new ModuleError(`${kind} '${code.path}': ${error.message}`) : error;
  }
}

/** A subject of a driver's exports: what they do not say is taken from the loaded driver. */
function subjectOf(name: string, exports: Readonly<Record<string, unknown>>): Subject {
  const { default: driver, description, openName, modes, limits, movesNoData } = driverExports(exports);
  const shape = inspectDriver(driver, openName ?? null);
  return {
    ...shape,
    name,
    description: description ?? 'a driver in a file',
    modes: modes ?? shape.modes,
    driver,
    model: null,
    generation: { recordKeys: false, faults: true, smallIntegers: true },
    movesNoData: movesNoData ?? [],
    limits: limits ?? [],
  };
}

/**
 * Makes a subject of its source. A driver's module is evaluated and loaded once in each mode: where it could loop,
 * this belongs into a worker.
 *
 * @throws {ModuleError} naming the file and what is wrong with it
 */
export async function loadSubject({ name, driver, model }: SubjectSource): Promise<Subject> {
  const subject =
    driver === null
      ? findSubject(name)
      : await loaded('driver', driver, (exports) => subjectOf(name, exports));
  if (model === null) return subject;
  return { ...subject, model: await loaded('model', model, (exports) => guardModel(modelExport(exports))) };
}
