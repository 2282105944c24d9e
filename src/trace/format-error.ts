import type { z } from 'zod';

/** A trace that can't be read: the field, what is expected there and what was found, on one line. */
export class TraceFormatError extends Error {
  override readonly name = 'TraceFormatError';
}

/** The same of a campaign's result. */
export class ResultFormatError extends Error {
  override readonly name = 'ResultFormatError';
}

const MAX_SHOWN = 40;

/** A JSON value in a few printable characters. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  const textual = typeof value === 'string' ? JSON.stringify(value.slice(0, MAX_SHOWN)) : String(value);
  const printable = textual.replace(/[^ -~]/g, '?');
  return typeof value === 'string' && value.length > MAX_SHOWN ? `${printable.slice(0, -1)}…"` : printable;
}

/** A path as one would write it in JavaScript: `ops[3].buffer.pageOffset`. */
export function pathText(path: readonly PropertyKey[], root: string): string {
  let result = '';
  for (const key of path) {
    if (typeof key === 'number') result += `[${key}]`;
    else if (/^[A-Za-z_]\w{0,40}$/.test(String(key))) result += `${result === '' ? '' : '.'}${String(key)}`;
    else result += `[${shown(String(key))}]`;
  }
  return result === '' ? root : result;
}

/** What is in a document at a path, undefined where nothing is. */
export function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  let value = document;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  return value;
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.expected === 'object') return 'expected an object';
  return issue.message;
}

/** Whether a value is of the kind an alternative takes, so that only something inside it is wrong. */
export function isNear(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys');
}

/** In how many places something is wrong: one value may be wrong in several ways. */
function placesOf(issues: readonly z.core.$ZodIssue[]): number {
  return new Set(issues.map(({ path }) => path.join('.'))).size;
}

/**
 * What to tell of a value that fits none of several alternatives: what keeps it from the one that it is nearest
 * to, or that it fits none when no single one is.
 */
function nearestIssue(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const near = issue.errors.filter(isNear);
  const fewest = Math.min(...near.map(placesOf));
  const [first, ...others] = near.filter((issues) => placesOf(issues) === fewest).map((issues) => issues[0]);
  if (first === undefined || others.some((other) => other?.message !== first.message)) return issue;
  return nearestIssue({ ...first, path: [...issue.path, ...first.path] });
}

/** The first thing wrong with `document`, as a message. `root` is what the document is to be, such as `trace`. */
export function formatProblem(error: z.ZodError, document: unknown, root: string): string {
  const [outermost] = error.issues;
  if (outermost === undefined) return `${root}: expected a ${root}`;
  const issue = nearestIssue(outermost);
  if (issue.code === 'unrecognized_keys') {
    return `${pathText([...issue.path, ...issue.keys.slice(0, 1)], root)}: unknown field`;
  }
  const found = valueAt(document, issue.path);
  return `${pathText(issue.path, root)}: ${expectation(issue)}, found ${shown(found)}`;
}
