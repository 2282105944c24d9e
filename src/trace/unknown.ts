import type { z } from 'zod';
import { isNear, pathText, shown, valueAt } from './format-error.ts';

type Issue = z.core.$ZodIssue;

/** A custom issue has these `params` where a name is well formed and only not known. */
export const UNKNOWN_NAME = { unknown: true };

/** Of alternatives: what is unknown in the nearest one, where no one knows all of the value. */
function inAlternatives(issue: z.core.$ZodIssueInvalidUnion, root: unknown): Issue | null {
  const near = issue.errors.filter(isNear);
  const possible = near.length > 0 ? near : issue.errors;
  const found = possible.flatMap((issues) => {
    const absolute = issues.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
    const unknown = firstOf(absolute, root);
    return unknown === null ? [] : [{ unknown, count: issues.length }];
  });
  if (near.length > 0 && found.length < near.length) return null;
  return found.toSorted((left, right) => left.count - right.count)[0]?.unknown ?? null;
}

/** The issue that says what is unknown, inside of this one too; null where something else is wrong. */
function unknownIn(issue: Issue, root: unknown): Issue | null {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue;
    case 'invalid_union':
      if (issue.errors.length > 0) return inAlternatives(issue, root);
      // No object of a discriminated union has this name.
      return typeof valueAt(root, issue.path) === 'string' ? issue : null;
    case 'invalid_value':
      return typeof valueAt(root, issue.path) === 'string' ? issue : null;
    case 'custom':
      return issue.params?.['unknown'] === true ? issue : null;
    default:
      return null;
  }
}

function firstOf(issues: readonly Issue[], root: unknown): Issue | null {
  for (const issue of issues) {
    const unknown = unknownIn(issue, root);
    if (unknown !== null) return unknown;
  }
  return null;
}

/**
 * The first field or name in `document` that its schema does not know, with its place: `ops[1].op: "cancel" is
 * unknown`. Null where what is wrong is wrong in another way, such as a number out of range.
 */
export function firstUnknown(error: z.ZodError, document: unknown, root: string): string | null {
  const issue = firstOf(error.issues, document);
  if (issue === null) return null;
  if (issue.code === 'unrecognized_keys') {
    return `${pathText([...issue.path, ...issue.keys.slice(0, 1)], root)}: unknown field`;
  }
  return `${pathText(issue.path, root)}: ${shown(valueAt(document, issue.path))} is unknown`;
}
