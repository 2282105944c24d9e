import type { Document } from './bases.ts';

/** Where a value is in a document. */
export type Path = readonly (string | number)[];

/** Stands for every entry of an array in a field's place. */
export const EACH = Symbol('each entry');
/** Stands for a field that is left out. */
export const ABSENT = Symbol('absent');

type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path; undefined where there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Readonly<Record<string | number, unknown>>)[step];
  }
  return found;
}

/** The document with another value at one path, and else the same; {@link ABSENT} leaves the field out. */
export function withValue(document: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(document)) {
    return document.map((entry, index) => (index === step ? withValue(entry, rest, value) : entry));
  }
  const fields = isFields(document) ? document : {};
  if (rest.length > 0) return { ...fields, [step]: withValue(fields[step], rest, value) };
  if (value !== ABSENT) return { ...fields, [step]: value };
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== step));
}

/** Every path in `document` that a place with {@link EACH} in it stands for and whose parent is there. */
export function pathsOf(document: Document, place: readonly (string | typeof EACH)[]): Path[] {
  let paths: Path[] = [[]];
  for (const step of place) {
    paths = paths.flatMap((path) => {
      const parent = valueAt(document, path);
      if (step !== EACH) return isFields(parent) ? [[...path, step]] : [];
      return Array.isArray(parent) ? parent.map((_, index) => [...path, index]) : [];
    });
  }
  return paths;
}

/** Paths of every value in `value`, the outermost first. */
export function allPaths(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) {
    return [path, ...value.flatMap((entry, index) => allPaths(entry, [...path, index]))];
  }
  if (!isFields(value)) return [path];
  return [path, ...Object.entries(value).flatMap(([name, field]) => allPaths(field, [...path, name]))];
}

/** A path as messages write it. Only for names that need no quotes. */
export function pathText(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`))
    .join('');
}
