import type { Generation } from '../trace/subject.ts';
import { isImagePath, isModulePath } from '../trace/subject-name.ts';
import { describeThrown } from '../trace/thrown.ts';
import type { BufferingMode } from '../trace/trace.ts';
import { bundleModule, doorExports, evaluate, type ModuleCode, ModuleError } from './bundle-module.ts';
import { findSubject } from './find-subject.ts';
import { guardModel } from './guard-model.ts';
import { readImage } from './image-code.ts';
import { inspectDriver } from './inspect-driver.ts';
import { type ModuleConstants, moduleConstants } from './module-constants.ts';
import { driverExports, modelExports } from './module-schema.ts';
import { withNamed } from './named-generation.ts';
import type { Subject } from './subject.ts';

/** Where a subject comes from. Plain data: another thread can make the subject of it. */
export interface SubjectSource {
  /** As given on the command line: a built-in driver's name, or the path of a driver's module. */
  readonly name: string;
  /** Null for a built-in driver. */
  readonly driver: ModuleCode | null;
  /** Null for the built-in driver's own model, or for none. */
  readonly model: ModuleCode | null;
  /** Numbers that the driver's module is written with; absent for a built-in driver. */
  readonly constants?: ModuleConstants;
}

/** The code of a driver in a file. */
async function driverCode(path: string): Promise<ModuleCode> {
  return isImagePath(path) ? await readImage(path) : await bundled('driver', path);
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
  const driver = isModulePath(name) ? await driverCode(name) : null;
  return {
    name,
    driver,
    model: model === null ? null : await bundled('model', model),
    ...(driver !== null &&
      driver.isImage !== true && { constants: await moduleConstants(driver.code, doorExports) }),
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

/** How a subject is loaded. */
interface Loading {
  /** Modes in which DriverEntry is not called to see what it makes; the driver has them all the same. */
  readonly deadlyModes: readonly BufferingMode[];
  /** Told what is evaluated next, or the mode in which DriverEntry is called next. */
  readonly onStage: (stage: 'driver' | 'model' | BufferingMode) => void;
}

const PLAINLY: Loading = { deadlyModes: [], onStage: () => {} };

/** What is generated for a driver in a file that says nothing of it. */
const OF_A_FILE: Generation = {
  recordKeys: false,
  faults: true,
  smallIntegers: true,
  payloads: true,
  lengthsBeyondMemory: true,
};

/** A subject of a driver's exports: what they do not say is taken from the loaded driver. */
function subjectOf(name: string, exports: Readonly<Record<string, unknown>>, loading: Loading): Subject {
  const {
    default: driver,
    description,
    openName,
    modes,
    limits,
    movesNoData,
    ...hints
  } = driverExports(exports);
  const shape = inspectDriver(driver, openName ?? null, loading.deadlyModes, loading.onStage);
  return {
    ...shape,
    name,
    description: description ?? 'a driver in a file',
    modes: modes ?? shape.modes,
    driver,
    model: null,
    generation: withNamed(OF_A_FILE, hints),
    movesNoData: movesNoData ?? [],
    limits: limits ?? [],
  };
}

/** A subject of an image: all that is known of it is taken from the loaded driver. */
async function imageSubject(name: string, { code }: ModuleCode, loading: Loading): Promise<Subject> {
  // Few campaigns are of an image, and what runs one takes a moment to load.
  const { compiledDriver } = await import('./compiled-subject.ts');
  const driver = await compiledDriver(Buffer.from(code, 'base64'));
  return {
    ...inspectDriver(driver, null, loading.deadlyModes, loading.onStage),
    name,
    description: 'a compiled driver',
    driver,
    model: null,
    generation: OF_A_FILE,
    movesNoData: [],
    limits: [],
  };
}

/**
 * The driver of a source, with its own model where it is built in. A driver's module is evaluated and loaded once in
 * each mode: where it could loop, this belongs where something watches it.
 *
 * @throws {ModuleError} naming the file and what is wrong with it
 */
export async function loadDriver({ name, driver }: SubjectSource, loading = PLAINLY): Promise<Subject> {
  if (driver === null) return findSubject(name);
  loading.onStage('driver');
  if (driver.isImage === true) return await imageSubject(name, driver, loading);
  return await loaded('driver', driver, (exports) => subjectOf(name, exports, loading));
}

/**
 * A subject with the model of a module, which may name more to generate from.
 *
 * @throws {ModuleError} naming the file and what is wrong with it
 */
export async function withModel(subject: Subject, model: ModuleCode, loading = PLAINLY): Promise<Subject> {
  loading.onStage('model');
  return await loaded('model', model, (exports) => {
    const { default: own, ...hints } = modelExports(exports);
    const { otherNames = [], notReached = [], ...ofOne } = subject;
    const left = [
      ...notReached,
      ...otherNames.map((name) => `name ${name}: it is another device’s, of which the model says nothing`),
    ];
    // What a model makes of four billion bytes is not known.
    const { lengthsBeyondMemory: _unknown, ...generation } = withNamed(subject.generation, hints);
    return { ...ofOne, ...(left.length > 0 && { notReached: left }), model: guardModel(own), generation };
  });
}

/**
 * Makes a subject of its source. A driver's module is evaluated and loaded once in each mode.
 *
 * @throws {ModuleError} naming the file and what is wrong with it
 */
export async function loadSubject(source: SubjectSource): Promise<Subject> {
  const subject = await loadDriver(source);
  return source.model === null ? subject : await withModel(subject, source.model);
}
