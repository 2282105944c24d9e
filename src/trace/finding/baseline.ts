import { z } from 'zod';
import { bareTraceText } from '../json.ts';
import { MAX_NAME } from '../ops/fields/name.ts';
import { parseDocument } from '../parse-document.ts';
import { printableLines } from '../printable.ts';
import type { KnownFinding } from '../result/result.ts';
import { bareTraceSchema, breachSchema, MAX_OPS } from '../schema.ts';
import { integer, oneOf, text } from '../schema-parts.ts';
import { BUFFERING_MODES, TRACE_FORMAT, type Trace } from '../trace.ts';
import { type FindingKey, MINIMIZATIONS, type Minimization, sameFinding } from './finding.ts';
import { placeOf, shapeOf } from './shape.ts';

/** The format of a baseline: findings that are known and fail nothing. */
const BASELINE_FORMAT = 'irpbaseline/2';
/** Its entries have no trace. */
const EARLIER_FORMAT = 'irpbaseline/1';

/** The most findings of a baseline. */
const MAX_FINDINGS = 10_000;
const MAX_NOTE = 4096;

/** A trace that shows a finding, and how. */
export interface ShownBy {
  readonly trace: Trace;
  /** Index of the operation at which it shows. */
  readonly op: number;
  readonly minimization: Minimization;
}

/** A known finding of one driver. */
export interface BaselineEntry extends KnownFinding {
  /** The driver, as given on the command line. */
  readonly subject: string;
  /** The trace that it was accepted with; null in entries of an earlier version, which had none. */
  readonly shown: ShownBy | null;
}

/** A baseline that can't be read: the field, what is expected there and what was found, on one line. */
export class BaselineFormatError extends Error {
  override readonly name = 'BaselineFormatError';
}

const { property, reason, origin } = breachSchema.shape;
const entries = { error: `expected an array of at most ${MAX_FINDINGS} entries` };

const known = {
  subject: text(1, MAX_NAME),
  mode: oneOf(BUFFERING_MODES),
  property,
  reason,
  origin,
  note: text(0, MAX_NOTE).default(''),
};

const shownFields = {
  op: integer(0, MAX_OPS).exactOptional(),
  minimization: oneOf(MINIMIZATIONS).exactOptional(),
  trace: z.record(z.string(), z.unknown(), { error: 'expected an object' }).exactOptional(),
};

const bothOrNone = 'expected "op" and "trace" together, or neither';

/** An entry's trace is one of its driver in its mode, which need not be said twice. */
const entry = z
  .strictObject({ ...known, ...shownFields })
  .transform(({ op, minimization = 'complete', trace, ...fields }, context): BaselineEntry => {
    if (op === undefined && trace === undefined) return { ...fields, shown: null };
    if (op === undefined || trace === undefined) {
      context.issues.push({ code: 'custom', message: bothOrNone, input: trace });
      return z.NEVER;
    }
    const { setting, ...others } = trace;
    const whole = {
      ...others,
      format: TRACE_FORMAT,
      subject: fields.subject,
      setting: { ...Object(setting), mode: fields.mode },
    };
    const read = bareTraceSchema.safeParse(whole);
    if (!read.success) {
      for (const issue of read.error.issues) {
        context.issues.push({ ...issue, path: ['trace', ...issue.path], input: undefined });
      }
      return z.NEVER;
    }
    return { ...fields, shown: { trace: read.data, op, minimization } };
  });

function findingsOf<Entry extends z.ZodType>(each: Entry) {
  return z.array(each, entries).max(MAX_FINDINGS, entries);
}

/** The schema of a baseline of this version or the earlier one. Unknown fields are refused. */
const baselineSchema = z.discriminatedUnion(
  'format',
  [
    z.strictObject({ format: z.literal(BASELINE_FORMAT), findings: findingsOf(entry) }),
    z.strictObject({
      format: z.literal(EARLIER_FORMAT),
      findings: findingsOf(
        z.strictObject(known).transform((fields): BaselineEntry => ({ ...fields, shown: null })),
      ),
    }),
  ],
  {
    error: `expected ${JSON.stringify(BASELINE_FORMAT)} or ${JSON.stringify(EARLIER_FORMAT)}, the versions this irpcheck reads`,
  },
);

/**
 * Reads a baseline of this version or the earlier one, whose entries have no trace.
 *
 * @throws {BaselineFormatError} naming the first field that is wrong, for any text that is no baseline.
 */
export function parseBaseline(text: string): BaselineEntry[] {
  return parseDocument('baseline', text, baselineSchema, BaselineFormatError).findings;
}

/**
 * Whether an entry accepts a finding: it has property, reason and origin of the entry, and its trace is of the shape of
 * the entry's. Where one of the two is not minimal its shape says nothing, and the operation at which it shows decides. An
 * entry without a trace accepts every finding of its property, reason and origin.
 */
export function accepts({ shown, ...key }: BaselineEntry, finding: FindingKey & ShownBy): boolean {
  return sameFinding(key, finding) && (shown === null || areAlike(shown, finding));
}

/** Whether traces that show the same property, reason and origin show one defect, as far as their shapes tell. */
export function areAlike(left: ShownBy, right: ShownBy): boolean {
  const areMinimal = left.minimization === 'complete' && right.minimization === 'complete';
  const said = areMinimal ? shapeOf : placeOf;
  return said(left.trace, left.op) === said(right.trace, right.op);
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
    compareText(left.note, right.note) ||
    compareText(shownText(left), shownText(right))
  );
}

/** On a line of its own, without what the entry says already; nothing without a trace. */
function shownText({ shown }: BaselineEntry): string {
  if (shown === null) return '';
  const { trace, op, minimization } = shown;
  const further = minimization === 'complete' ? '' : ` "minimization": "${minimization}",`;
  return `,\n      "op": ${op},${further} "trace": ${bareTraceText(trace)}`;
}

/** What is not known and an empty note are left out. */
function entryText(each: BaselineEntry): string {
  const { subject, mode, note } = each;
  const fields = {
    subject,
    mode,
    property: each.property,
    reason: each.reason,
    origin: each.origin,
    note: note === '' ? undefined : note,
  };
  const told = Object.entries(fields).filter(([, value]) => value !== undefined);
  const head = told.map(([key, value]) => `"${key}": ${JSON.stringify(value)}`).join(', ');
  return printableLines(`{ ${head}${shownText(each)} }`);
}

/**
 * Writes a baseline: a line or two for each finding, sorted, each once. Equal entries in any order give equal text, and
 * {@link parseBaseline} gives them back.
 */
export function formatBaseline(findings: readonly BaselineEntry[]): string {
  const lines = new Set([...findings].sort(compareEntries).map(entryText));
  const list = lines.size === 0 ? '[]' : `[\n    ${[...lines].join(',\n    ')}\n  ]`;
  return `{\n  "format": "${BASELINE_FORMAT}",\n  "findings": ${list}\n}\n`;
}
