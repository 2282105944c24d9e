import { z } from 'zod';
import { BUFFER_MEMORIES } from '../ops/fields/buffer.ts';
import { bareTraceSchema, breachFields, MAX_OPS } from '../schema.ts';
import { amount, flag, integer, listOf, ntstatus, oneOf, prose, wholeDouble } from '../schema-parts.ts';
import { ACTORS, DELIVERIES, MAX_SHOWN_BYTES } from './evidence.ts';
import { factSchema } from './fact-schema.ts';
import { MINIMIZATIONS } from './finding.ts';

const MAX_SAFE = Number.MAX_SAFE_INTEGER;

/** Index of an operation, or one more than the last one's. */
const opIndex = integer(0, MAX_OPS);

const relevance = z.strictObject({
  matters: listOf(prose),
  doesNotMatter: listOf(prose),
  executions: amount,
});

const timelineEvent = z.strictObject({
  op: opIndex,
  actor: oneOf(ACTORS),
  to: oneOf(ACTORS).nullable(),
  text: prose,
  isMarked: flag(),
});

const byteOffset = integer(-MAX_SAFE, MAX_SAFE);

const buffer = z.strictObject({
  pageOffset: amount,
  lengthBytes: amount,
  memory: oneOf(BUFFER_MEMORIES),
  shared: flag(),
  frames: listOf(amount),
  at: byteOffset.exactOptional(),
  irp: z.strictObject({ lengthBytes: amount, delivery: oneOf(DELIVERIES) }).nullable(),
  mapped: flag(),
  offending: listOf(z.strictObject({ from: byteOffset, to: byteOffset })),
});

const HEX = { error: `expected lower-case hexadecimal digits for at most ${MAX_SHOWN_BYTES} bytes` };
const hex = z
  .string(HEX)
  .max(2 * MAX_SHOWN_BYTES, HEX)
  .regex(/^(?:[0-9a-f]{2})*$/, HEX);

const bytes = z.strictObject({
  what: prose,
  from: byteOffset,
  expected: hex.nullable(),
  observed: hex,
  totalBytes: amount,
});

const observed = z.strictObject({
  ending: oneOf(['returned', 'blocked', 'bug-check']),
  status: ntstatus,
  iosbWritten: flag(),
  information: wholeDouble(),
  answer: prose.exactOptional(),
});

const evidence = z.strictObject({
  timeline: listOf(timelineEvent),
  facts: listOf(factSchema),
  buffer: buffer.nullable(),
  input: buffer.exactOptional(),
  bytes: listOf(bytes),
  observed: listOf(observed),
  signs: listOf(prose).default([]),
});

const where = z.strictObject({ op: opIndex, request: amount.nullable(), moment: amount });

/** The schema of a finding of `irpresult/2`. Fields in the order in which they are written. */
export const findingSchema = z.strictObject({
  property: breachFields.property,
  reason: breachFields.reason,
  origin: breachFields.origin,
  severity: oneOf(['error', 'warning']),
  op: opIndex,
  where,
  expected: prose,
  observed: prose,
  consequence: prose,
  remarks: listOf(prose),
  trace: bareTraceSchema,
  original: bareTraceSchema,
  executions: amount,
  minimization: oneOf(MINIMIZATIONS),
  relevance,
  evidence,
  known: flag(),
  note: prose.optional(),
});
