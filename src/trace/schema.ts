import { z } from 'zod';
import { EARLIER_FORMAT, earlierOpSchema } from './earlier-trace.ts';
import type { ObservedCall } from './finding/evidence.ts';
import { MINIMIZATIONS, type RecordedBreach } from './finding/finding.ts';
import { observedSchema } from './finding/observed-schema.ts';
import { MAX_NAME } from './ops/fields/name.ts';
import { kindOf, kindsOf, type Op, opSchema } from './ops/index.ts';
import { alternatives, integer, oneOf, prose, text } from './schema-parts.ts';
import { type Setting, settingOf } from './setting.ts';
import { dialectSchema, machineSchema, modeSchema, settingSchema } from './setting-schema.ts';
import { TRACE_FORMAT, type Trace } from './trace.ts';
import { sourceFields, type TraceSources } from './trace-sources.ts';
import { UnsupportedTraceError } from './unsupported-trace.ts';
import { VERSION } from './version.ts';
import { versionSchema } from './version-schema.ts';

/** The most operations of a trace. */
export const MAX_OPS = 10_000;
const MAX_SAFE = Number.MAX_SAFE_INTEGER;

/** A name or another short text that people chose. */
const shortText = text(1, MAX_NAME);

const propertyError = 'expected a property id such as "model/status"';
const reasonError = 'expected a reason code: 1 to 200 printable ASCII characters';

/** The codes of a breach, held to their alphabet. */
export const breachFields = {
  property: z
    .string({ error: propertyError })
    .max(200, { error: propertyError })
    .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, { error: propertyError }),
  reason: z.string({ error: reasonError }).regex(/^[ -~]{1,200}$/, { error: reasonError }),
  origin: text(1, 200).exactOptional(),
};

/** What a judge said when the trace was recorded. Its codes are held to their alphabet, its prose is not. */
export const breachSchema = z.strictObject({
  ...breachFields,
  severity: oneOf(['error', 'warning']).default('error'),
  op: integer(0, MAX_OPS - 1).default(0),
  expected: prose.default(''),
  observed: prose.default(''),
});

const recordedBreach = breachSchema.extend({ minimization: oneOf(MINIMIZATIONS).optional() });

const ENTRIES = { error: `expected an array of at most ${MAX_OPS} entries` };

function entriesOf<Entry extends z.ZodType>(entry: Entry) {
  return z.array(entry, ENTRIES).max(MAX_OPS, ENTRIES);
}

const subject = shortText.describe('The driver under test, as given on the command line.');

/** Of the view that the setting names. */
function requireOneView(context: z.core.ParsePayload<{ setting: Setting; ops: readonly Op[] }>): void {
  const { setting, ops } = context.value;
  const index = ops.findIndex((op) => kindOf(op).view !== setting.view);
  if (index < 0) return;
  const message = `expected ${alternatives(kindsOf(setting.view).kinds)} in the ${setting.view} view`;
  context.issues.push({ code: 'custom', message, path: ['ops', index, 'op'], input: ops[index]?.op });
}

const seed = z
  .strictObject({ seed: integer(-MAX_SAFE, MAX_SAFE), caseIndex: integer(0, MAX_SAFE) })
  .nullable()
  .default(null)
  .describe('Where a generated trace came from.');

/** What was recorded with a trace. */
const recorded = {
  finding: recordedBreach.nullable().default(null).describe('The finding that the trace shows.'),
  observed: entriesOf(observedSchema)
    .default([])
    .describe('What was observed of the operations, in their order.'),
};

const format = z.literal(TRACE_FORMAT);

/** The case itself. */
const present = {
  subject,
  setting: settingSchema,
  ops: entriesOf(opSchema).describe('What the caller does, in this order.'),
  seed,
};

const version = versionSchema
  .default(VERSION)
  .describe('The version of irpcheck that wrote the file; one that names none is read as of this version.');

/** Fields in the order in which they are written; unknown ones are refused. */
const traceFile = z.strictObject({ format, version, ...present, ...sourceFields, ...recorded });

/** Who wrote a file is no part of the case. */
function withoutVersion<Fields extends z.output<typeof traceFile>>({ version: _writer, ...fields }: Fields) {
  return fields;
}

const earlier = z.strictObject({
  format: z.literal(EARLIER_FORMAT),
  subject,
  options: z.strictObject({ mode: modeSchema, dialect: dialectSchema }),
  machine: machineSchema,
  schedule: entriesOf(
    z.strictObject({ op: integer(0, MAX_OPS - 1), point: integer(0, MAX_SAFE), run: shortText }),
  ).default([]),
  ops: entriesOf(earlierOpSchema),
  seed,
});

/** @throws UnsupportedTraceError for a schedule that is not empty: no version executes it */
function upgraded<Fields extends z.output<typeof earlier>>({
  format: _earlier,
  options,
  machine,
  schedule,
  ...fields
}: Fields) {
  if (schedule.length > 0) throw new UnsupportedTraceError('schedules are not executed by this version');
  const { mode, dialect } = options;
  return { format: TRACE_FORMAT, setting: settingOf(mode, { dialect, machine }), ...fields };
}

const FORMAT = {
  error: `expected ${JSON.stringify(TRACE_FORMAT)} or ${JSON.stringify(EARLIER_FORMAT)}, the versions this irpcheck reads`,
};

/** The schema of a trace file of this version or an earlier one. */
export const traceSchema = z.discriminatedUnion(
  'format',
  [traceFile.check(requireOneView).transform(withoutVersion), earlier.extend(recorded).transform(upgraded)],
  FORMAT,
);

/** A trace alone, as results hold it, which name the version themselves. Written in full, it is a trace file too. */
export const bareTraceSchema = z.discriminatedUnion(
  'format',
  [z.strictObject({ format, ...present }).check(requireOneView), earlier.transform(upgraded)],
  FORMAT,
);

/** A trace and what was recorded with it: the content of a trace file. */
export interface TraceDocument extends TraceSources {
  readonly trace: Trace;
  /** The finding the trace is known to show, null when none was recorded. */
  readonly finding: RecordedBreach | null;
  /** What was observed of the operations that were executed, in their order; empty where nothing was recorded. */
  readonly observed: readonly ObservedCall[];
}

/** The JSON Schema (2020-12) of a trace file as it is written, for editors and other programs. */
export function traceJsonSchema(): object {
  return { title: TRACE_FORMAT, ...z.toJSONSchema(traceFile, { io: 'input' }) };
}
