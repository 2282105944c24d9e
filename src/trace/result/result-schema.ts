import { z } from 'zod';
import { findingSchema } from '../finding/finding-schema.ts';
import { MAX_NAME } from '../ops/fields/name.ts';
import { MAX_ULONG } from '../ops/fields/ulong.ts';
import { kindNamed, kindsOf, OP_KINDS, type OpKindIn, type View } from '../ops/index.ts';
import { ASYNCHRONOUS_REQUESTS, LOADING } from '../run/run.ts';
import { breachFields } from '../schema.ts';
import { amount, flag, integer, listOf, oneOf, prose, text } from '../schema-parts.ts';
import { BUFFERING_MODES } from '../trace.ts';
import { digestsSchema } from '../trace-sources.ts';
import { CONCLUSIONS, RESULT_FORMAT, SIZE_CLASSES } from './result.ts';
import { scoutedSchema } from './scouted-schema.ts';

const MAX_SAFE = Number.MAX_SAFE_INTEGER;

/** A kind that is not drawn for every subject may be left out. */
function countsOf<Of extends View>(view: Of) {
  const entries = kindsOf(view).kinds.map((kind) => [
    kind,
    kindNamed(kind).appliesTo === undefined ? amount : amount.exactOptional(),
  ]);
  return z.strictObject(Object.fromEntries(entries) as Record<OpKindIn<Of>, typeof amount>);
}

/** Every kind of one view that its cases may have. */
const opKinds = z.union([countsOf('native'), countsOf('win32')]);

const coverageCount = z.strictObject({
  op: oneOf(OP_KINDS),
  mode: oneOf(BUFFERING_MODES),
  size: oneOf(SIZE_CLASSES).nullable(),
  calls: amount,
});

const modeCount = z.strictObject({ mode: oneOf(BUFFERING_MODES), cases: amount, calls: amount });

const property = z.strictObject({
  id: breachFields.property,
  verdict: oneOf(['ok', 'finding', 'known', 'warning', 'vacuous', 'skipped']),
  compared: amount,
  unit: oneOf(['cases', 'executions', 'calls', 'bytes', 'IRPs', 'acquisitions', 'uses of UserPtr']),
  breaches: amount,
  note: prose,
});

const knownFinding = z.strictObject({
  property: breachFields.property,
  reason: breachFields.reason,
  origin: breachFields.origin,
  mode: oneOf(BUFFERING_MODES),
  note: prose,
});

const MOMENT = { error: 'expected a moment in UTC such as "2026-01-31T12:00:00.000Z"' };
const MILLISECONDS = { error: 'expected a number of milliseconds' };

/** The schema of a campaign's timing. */
export const timingSchema = z.strictObject({
  startedAt: z.iso.datetime(MOMENT),
  elapsedMs: z.number(MILLISECONDS).min(0, MILLISECONDS),
  workers: integer(1, MAX_SAFE),
  shards: integer(1, MAX_SAFE),
});

/** The schema of what a campaign's corpus came to. */
export const corpusSchema = z.strictObject({ traces: amount, showing: amount });

const NAME = { error: 'expected a name of letters, digits, "_" and "-"' };
const name = text(1, MAX_NAME).regex(/^[\w-]+$/, NAME);

/** The schema of which cases ended at a request that is not executed. */
export const refusedSchema = z.strictObject({
  cases: amount,
  traces: amount,
  first: z.strictObject({
    caseIndex: integer(-MAX_SAFE, MAX_SAFE),
    feature: text(1, MAX_NAME).default(ASYNCHRONOUS_REQUESTS),
    op: integer(LOADING, MAX_SAFE),
    operation: name,
    major: name.nullable(),
    variant: breachFields.property.nullable(),
  }),
});

const controlCount = z.strictObject({
  code: integer(0, MAX_ULONG).nullable(),
  sent: amount,
  statuses: listOf(z.strictObject({ status: text(1, MAX_NAME).nullable(), requests: amount })),
});

/** The schema of `irpresult/2`. Fields in the order in which they are written; unknown ones are refused. */
export const resultSchema = z.strictObject({
  format: z.literal(RESULT_FORMAT, {
    error: ({ input }) =>
      `expected ${JSON.stringify(RESULT_FORMAT)}, the only version this irpcheck reads${input === 'irpresult/1' ? ': run the campaign again to have it' : ''}`,
  }),
  version: text(1, MAX_NAME),
  subject: text(1, MAX_NAME),
  openName: text(1, MAX_NAME),
  view: z.literal('win32').exactOptional(),
  model: text(1, MAX_NAME).nullable(),
  seed: integer(-MAX_SAFE, MAX_SAFE),
  casesRequested: amount,
  cases: amount,
  calls: amount,
  executions: amount,
  distinctTraces: amount,
  modes: listOf(modeCount),
  opKinds,
  coverage: listOf(coverageCount),
  modelArms: z.record(z.string(), amount),
  properties: listOf(property),
  notChecked: listOf(prose),
  refused: refusedSchema.exactOptional(),
  during: z.strictObject({ entries: amount, struck: amount }),
  happenings: listOf(
    z.strictObject({ what: text(1, MAX_NAME), entries: amount, struck: amount, occasion: flag() }),
  ).exactOptional(),
  lastReached: z
    .strictObject({ what: text(1, MAX_NAME), caseIndex: integer(-MAX_SAFE, MAX_SAFE) })
    .nullable()
    .exactOptional(),
  scouted: scoutedSchema.exactOptional(),
  controls: listOf(controlCount).exactOptional(),
  strict: z.literal(true).exactOptional(),
  findings: listOf(findingSchema),
  causes: listOf(listOf(amount)).exactOptional(),
  corpus: corpusSchema.nullable(),
  baseline: z.strictObject({ known: amount, fixed: listOf(knownFinding) }).nullable(),
  conclusion: oneOf(CONCLUSIONS),
  timing: timingSchema.nullable(),
  sources: digestsSchema.exactOptional(),
});

/** The JSON Schema (2020-12) of a campaign's result, for other programs. */
export function resultJsonSchema(): object {
  return { title: RESULT_FORMAT, ...z.toJSONSchema(resultSchema, { io: 'input', reused: 'ref' }) };
}
