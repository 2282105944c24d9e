import { z } from 'zod';
import { EARLIER_FORMAT, earlierOpSchema } from './earlier-trace.ts';
import type { ObservedCall } from './evidence.ts';
import { MINIMIZATIONS, type RecordedBreach } from './finding.ts';
import { observedSchema } from './observed-schema.ts';
import { MAX_NAME } from './ops/fields/name.ts';
import { opSchema } from './ops/index.ts';
import { flag, integer, oneOf, prose, text } from './schema-parts.ts';
import {
  BUFFERING_MODES,
  DEFAULT_DIALECT,
  FRAGMENTATIONS,
  PLAIN_MACHINE,
  TRACE_FORMAT,
  type Trace,
} from './trace.ts';

/** The most operations, and the most schedule entries, of a trace. */
export const MAX_OPS = 10_000;
/** One more than the largest frame seed. */
const FRAME_SEEDS = 2 ** 30;
const MAX_SAFE = Number.MAX_SAFE_INTEGER;

/** A name or another short text that people chose. */
const shortText = text(1, MAX_NAME);

const dialect = z
  .strictObject({
    systemBuffer: oneOf(['stale', 'zeroed']).default(DEFAULT_DIALECT.systemBuffer),
    strictOffsets: flag().default(DEFAULT_DIALECT.strictOffsets),
  })
  .default(DEFAULT_DIALECT);

const machine = z
  .strictObject({
    fragmentation: oneOf(FRAGMENTATIONS).default(PLAIN_MACHINE.fragmentation),
    frameSeed: integer(0, FRAME_SEEDS - 1).default(PLAIN_MACHINE.frameSeed),
  })
  .default(PLAIN_MACHINE);

const scheduleEntry = z.strictObject({
  op: integer(0, MAX_OPS - 1),
  point: integer(0, MAX_SAFE),
  run: shortText,
});

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

const entries = `expected an array of at most ${MAX_OPS} entries`;

/** The fields of a trace file in the order in which they are written. */
const traceFields = {
  format: z.literal(TRACE_FORMAT),
  subject: shortText,
  options: z.strictObject({ mode: oneOf(BUFFERING_MODES), dialect }),
  machine,
  schedule: z.array(scheduleEntry, { error: entries }).max(MAX_OPS, { error: entries }).default([]),
  ops: z.array(opSchema, { error: entries }).max(MAX_OPS, { error: entries }),
  seed: z
    .strictObject({ seed: integer(-MAX_SAFE, MAX_SAFE), caseIndex: integer(0, MAX_SAFE) })
    .nullable()
    .default(null),
  finding: recordedBreach.nullable().default(null),
  observed: z.array(observedSchema, { error: entries }).max(MAX_OPS, { error: entries }).default([]),
};

const later = z.strictObject(traceFields);

/** `irptrace/1`, as its values are now. */
const earlier = z
  .strictObject({
    ...traceFields,
    format: z.literal(EARLIER_FORMAT),
    ops: z.array(earlierOpSchema, { error: entries }).max(MAX_OPS, { error: entries }),
  })
  .transform((fields) => ({ ...fields, format: TRACE_FORMAT }));

const bare = { finding: true, observed: true } as const;

const FORMAT_ERROR = {
  error: `expected ${JSON.stringify(TRACE_FORMAT)} or ${JSON.stringify(EARLIER_FORMAT)}, the versions this irpcheck reads`,
};

/** The schema of a trace file. Unknown fields are refused. */
export const traceSchema = z.discriminatedUnion('format', [later, earlier], FORMAT_ERROR);

/** A trace alone, as results hold it. What it writes is in full, and is a trace file too. */
export const bareTraceSchema = z.discriminatedUnion(
  'format',
  [later.omit(bare), earlier.in.omit(bare).transform((fields) => ({ ...fields, format: TRACE_FORMAT }))],
  FORMAT_ERROR,
);

/** A trace and what was recorded with it: the content of a trace file. */
export interface TraceDocument {
  readonly trace: Trace;
  /** The finding the trace is known to show, null when none was recorded. */
  readonly finding: RecordedBreach | null;
  /** What was observed of the operations that were executed, in their order; empty where nothing was recorded. */
  readonly observed: readonly ObservedCall[];
}

/** The JSON Schema (2020-12) of a trace file, for editors and other programs. */
export function traceJsonSchema(): object {
  return { title: EARLIER_FORMAT, ...z.toJSONSchema(earlier, { io: 'input' }) };
}
