import { z } from 'zod';
import { MAX_NAME } from '../ops/fields/name.ts';
import { parseDocument } from '../parse-document.ts';
import { printable } from '../printable.ts';
import type { KnownFinding } from '../result/result.ts';
import { breachSchema } from '../schema.ts';
import { oneOf, text } from '../schema-parts.ts';
import { BUFFERING_MODES } from '../trace.ts';

/** The format of a baseline: findings that are known and fail nothing. */
const BASELINE_FORMAT = 'irpbaseline/1';

/** The most findings of a baseline. */
const MAX_FINDINGS = 10_000;
const MAX_NOTE = 4096;

/** A known finding of one driver. */
export interface BaselineEntry extends KnownFinding {
  /** The driver, as given on the command line. */
  readonly subject: string;
}

/** A baseline that can't be read: the field, what is expected there and what was found, on one line. */
export class BaselineFormatError extends Error {
  override readonly name = 'BaselineFormatError';
}

const { property, reason, origin } = breachSchema.shape;
const entries = { error: `expected an array of at most ${MAX_FINDINGS} entries` };

/** The schema of `irpbaseline/1`. Fields in the order in which they are written; unknown ones are refused. */
const baselineSchema = z.strictObject({
  format: z.literal(BASELINE_FORMAT, {
    error: `expected ${JSON.stringify(BASELINE_FORMAT)}, the only version this irpcheck reads`,
  }),
  findings: z
    .array(
      z.strictObject({
        subject: text(1, MAX_NAME),
        mode: oneOf(BUFFERING_MODES),
        property,
        reason,
        origin,
        note: text(0, MAX_NOTE).default(''),
      }),
      entries,
    )
    .max(MAX_FINDINGS, entries),
});

/**
 * Reads a baseline.
 *
 * @throws {BaselineFormatError} naming the first field that is wrong, for any text that is no baseline.
 */
export function parseBaseline(text: string): BaselineEntry[] {
  return parseDocument('baseline', text, baselineSchema, BaselineFormatError).findings;
}

/** By code units: the same order on every machine and in every locale. */
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareEntries(left: BaselineEntry, right: BaselineEntry): number {
  return (
    compareText(left.subject, right.subject) ||
    BUFFERING_MODES.indexOf(left.mode) - BUFFERING_MODES.indexOf(right.mode) ||
    compareText(left.property, right.property) ||
    compareText(left.reason, right.reason) ||
    compareText(left.origin ?? '', right.origin ?? '') ||
    compareText(left.note, right.note)
  );
}

/** On one line, with spaces; what is not known and an empty note are left out. */
function entryText({ subject, mode, property, reason, origin, note }: BaselineEntry): string {
  const fields = { subject, mode, property, reason, origin, note: note === '' ? undefined : note };
  const shown = Object.entries(fields).filter(([, value]) => value !== undefined);
  return printable(`{ ${shown.map(([key, value]) => `"${key}": ${JSON.stringify(value)}`).join(', ')} }`);
}

/**
 * Writes a baseline: one line for each finding, sorted, each once. Equal entries in any order give equal text, and
 * {@link parseBaseline} gives them back.
 */
export function formatBaseline(findings: readonly BaselineEntry[]): string {
  const lines = new Set([...findings].sort(compareEntries).map(entryText));
  const list = lines.size === 0 ? '[]' : `[\n    ${[...lines].join(',\n    ')}\n  ]`;
  return `{\n  "format": "${BASELINE_FORMAT}",\n  "findings": ${list}\n}\n`;
}
