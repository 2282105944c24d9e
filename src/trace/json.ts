import { ntstatusName } from '../nt/ntstatus.ts';
import type { ObservedCall } from './finding/evidence.ts';
import type { RecordedBreach } from './finding/finding.ts';
import { TraceFormatError } from './format-error.ts';
import { newerTraceError } from './newer-trace.ts';
import { kindOf } from './ops/index.ts';
import { parseDocument } from './parse-document.ts';
import { printableLines } from './printable.ts';
import { type TraceDocument, traceSchema } from './schema.ts';
import { settingOf } from './setting.ts';
import type { Trace } from './trace.ts';
import { NO_SOURCES, type TraceSources } from './trace-sources.ts';
import { VERSION } from './version.ts';

export { TraceFormatError } from './format-error.ts';

/**
 * Reads a trace file. Fields left out take their canonical values; a byte order mark is skipped.
 *
 * @throws {TraceFormatError} naming the first field that is wrong, for any text that is no trace; UnsupportedTraceError for one that
 * asks for what no version executes, and for one of a newer version that holds what is unknown to this one.
 */
export function parseTrace(text: string): TraceDocument {
  const document = parseDocument('trace', text, traceSchema, TraceFormatError, newerTraceError);
  // What names neither driver nor model, as files of the first format do, remembers none.
  const { finding, observed, driver, model, ...trace } = { ...NO_SOURCES, ...document };
  requireNoMoreThan(trace.ops.length, observed);
  return { trace, finding, observed, driver, model };
}

function requireNoMoreThan(ops: number, observed: readonly ObservedCall[]): void {
  if (observed.length <= ops) return;
  const expected = `expected at most one entry for each of ${ops} ops`;
  throw new TraceFormatError(`observed: ${expected}, found ${observed.length}`);
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Without the fields that are as in `canonical`; the others in canonical's order. */
function withoutDefaults(value: object, canonical: object): Fields {
  const given = { ...value } as Fields;
  const kept: Record<string, unknown> = {};
  for (const [key, plain] of Object.entries(canonical)) {
    const field = given[key];
    if (JSON.stringify(field) !== JSON.stringify(plain)) kept[key] = field;
  }
  return kept;
}

/** On one line, with spaces. */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (!isFields(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, field]) => `${JSON.stringify(key)}: ${inline(field)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** An array with one line for each entry. */
function lines(entries: readonly unknown[]): string {
  if (entries.length === 0) return '[]';
  return `[\n${entries.map((entry) => `    ${inline(entry)}`).join(',\n')}\n  ]`;
}

/** The mode is always written; the rest where it is not as usual. */
function settingFields({ setting }: Trace): Fields {
  const { mode, ...usual } = settingOf(setting.mode);
  const dialect = withoutDefaults(setting.dialect, usual.dialect);
  const machine = withoutDefaults(setting.machine, usual.machine);
  const conditions = withoutDefaults(setting.conditions, usual.conditions);
  const fields = { ...setting, dialect, machine, conditions };
  return {
    mode,
    ...withoutDefaults(fields, {
      view: 'native',
      dialect: {},
      machine: {},
      stack: [],
      conditions: {},
      load: [],
      unload: [],
    }),
  };
}

/**
 * A finding's fields in their order; a Finding's further fields are not part of a trace file. That the trace is
 * minimal goes without saying.
 */
function breachText({ minimization, ...breach }: RecordedBreach): string {
  const { property, reason, origin, severity, op, expected, observed } = breach;
  const known = origin === undefined ? {} : { origin };
  const further = minimization === undefined || minimization === 'complete' ? {} : { minimization };
  const fields = Object.entries({ property, reason, ...known, severity, op, expected, observed, ...further });
  return `{\n${fields.map(([key, value]) => `    "${key}": ${JSON.stringify(value)}`).join(',\n')}\n  }`;
}

/** The status of a system call that returned is always written: it is what one looks for. A program has an answer. */
function observedFields({ ending, status, iosbWritten, information, answer }: ObservedCall): Fields {
  const isPlain = status === 0 && (ending !== 'returned' || answer !== undefined);
  return {
    ...(ending === 'returned' ? {} : { ending }),
    ...(isPlain ? {} : { status: ntstatusName(status) }),
    ...(iosbWritten ? {} : { iosbWritten }),
    ...(information === 0 ? {} : { information }),
    ...(answer === undefined ? {} : { answer }),
  };
}

function formatOf({ format }: Trace): string {
  return `"format": ${JSON.stringify(format)}`;
}

/** The case itself, a part for each field. */
function caseParts(trace: Trace): readonly string[] {
  const parts = [
    `"subject": ${JSON.stringify(trace.subject)}`,
    `"setting": ${inline(settingFields(trace))}`,
    `"ops": ${lines(trace.ops.map((op) => kindOf(op).written(op)))}`,
  ];
  if (trace.seed !== null) {
    parts.push(`"seed": ${inline({ seed: trace.seed.seed, caseIndex: trace.seed.caseIndex })}`);
  }
  return parts;
}

/** A trace on one line, without its format, driver, mode and origin. */
export function bareTraceText(trace: Trace): string {
  const { mode: _mode, ...setting } = settingFields(trace);
  const ops = trace.ops.map((op) => kindOf(op).written(op));
  return inline(Object.keys(setting).length === 0 ? { ops } : { setting, ops });
}

function objectText(parts: readonly string[]): string {
  return `{\n${parts.map((part) => `  ${part}`).join(',\n')}\n}\n`;
}

/**
 * Writes a trace file: JSON with two spaces of indentation, one line for each operation, fields in a fixed
 * order and left out where they have their canonical value. It names this version as the one that wrote it, and the
 * files of driver and model if it is given them. Equal
 * traces give equal text, and {@link parseTrace} gives the trace, the finding and what was observed back.
 */
export function formatTrace(
  trace: Trace,
  finding: RecordedBreach | null = null,
  observed: readonly ObservedCall[] = [],
  { driver, model }: TraceSources = NO_SOURCES,
): string {
  const parts = [formatOf(trace), `"version": ${JSON.stringify(VERSION)}`, ...caseParts(trace)];
  if (driver !== null) {
    const { path, sha256, openName } = driver;
    parts.push(`"driver": ${inline({ path, sha256, openName })}`);
  }
  if (model !== null) {
    const { name, path, sha256 } = model;
    parts.push(`"model": ${inline({ name, path, sha256 })}`);
  }
  if (finding !== null) parts.push(`"finding": ${breachText(finding)}`);
  if (observed.length > 0) parts.push(`"observed": ${lines(observed.map(observedFields))}`);
  return printableLines(objectText(parts));
}

/** What tells cases apart, to be hashed: the text of a trace file without which version wrote it. */
export function caseText(trace: Trace): string {
  return objectText([formatOf(trace), ...caseParts(trace)]);
}
