import { z } from 'zod';
import type { TallyPart } from '../../execution/tally.ts';
import { POINT_NAMES } from '../../trace/during.ts';
import { HAPPENING_NAMES } from '../../trace/happening-kind.ts';
import { MAX_ULONG } from '../../trace/ops/fields/ulong.ts';
import { OP_KINDS } from '../../trace/ops/index.ts';
import { SIZE_CLASSES } from '../../trace/result/result.ts';
import { refusedSchema } from '../../trace/result/result-schema.ts';
import { bareTraceSchema, breachSchema } from '../../trace/schema.ts';
import { integer, ntstatus, oneOf, text } from '../../trace/schema-parts.ts';
import { BUFFERING_MODES } from '../../trace/trace.ts';

const MAX_SAFE = Number.MAX_SAFE_INTEGER;
const MAX_NAME = 4096;
const HASH_BYTES = 8;

const HASHES = 'expected base64 of numbers of 8 bytes';

const count = integer(0, MAX_SAFE);
const counts = z.array(z.tuple([text(0, MAX_NAME), count])).transform((entries) => new Map(entries));

const shownCases = z.array(
  z.strictObject({
    breach: breachSchema,
    trace: bareTraceSchema,
    caseIndex: integer(-MAX_SAFE, MAX_SAFE),
  }),
);

function decodedHashes(encoded: string): Set<number> {
  const bytes = Buffer.from(encoded, 'base64');
  const found = new Set<number>();
  for (let at = 0; at + HASH_BYTES <= bytes.length; at += HASH_BYTES) found.add(bytes.readDoubleLE(at));
  return found;
}

/** Numbers as base64 of their bytes, since there is one for each case. */
function encodedHashes(hashes: ReadonlySet<number>): string {
  const bytes = Buffer.alloc(hashes.size * HASH_BYTES);
  let at = 0;
  for (const hash of hashes) at = bytes.writeDoubleLE(hash, at);
  return bytes.toString('base64');
}

/** What was counted of some cases, as JSON that {@link countsJson} made. */
export const countsSchema = z.strictObject({
  cases: count,
  calls: count,
  executions: count,
  happenings: z.strictObject({
    kinds: z
      .array(z.tuple([oneOf(HAPPENING_NAMES), z.strictObject({ entries: count, struck: count })]))
      .transform((entries) => new Map(entries)),
    passed: z.array(oneOf(POINT_NAMES)).transform((points) => new Set(points)),
  }),
  reached: z
    .array(z.tuple([text(0, MAX_NAME), integer(-MAX_SAFE, MAX_SAFE)]))
    .transform((entries) => new Map(entries)),
  compared: counts,
  breached: counts,
  noted: counts,
  modes: z
    .array(z.tuple([oneOf(BUFFERING_MODES), z.strictObject({ cases: count, calls: count })]))
    .transform((entries) => new Map(entries)),
  arms: counts,
  controls: z.array(
    z.strictObject({ code: integer(0, MAX_ULONG), status: ntstatus.nullable(), requests: count }),
  ),
  opKinds: z.array(z.tuple([oneOf(OP_KINDS), count])).transform((entries) => new Map(entries)),
  hashes: z
    .base64({ error: HASHES })
    .refine((encoded) => Buffer.byteLength(encoded, 'base64') % HASH_BYTES === 0, { error: HASHES })
    .transform(decodedHashes),
  coverage: z.array(
    z.strictObject({
      op: oneOf(OP_KINDS),
      mode: oneOf(BUFFERING_MODES),
      size: oneOf(SIZE_CLASSES).nullable(),
      calls: count,
    }),
  ),
  first: shownCases,
  further: shownCases,
  refused: refusedSchema.nullable(),
});

/** What was counted, as plain JSON. */
export function countsJson(part: TallyPart): z.input<typeof countsSchema> {
  return {
    ...part,
    happenings: { kinds: [...part.happenings.kinds], passed: [...part.happenings.passed] },
    reached: [...part.reached],
    compared: [...part.compared],
    breached: [...part.breached],
    noted: [...part.noted],
    modes: [...part.modes],
    arms: [...part.arms],
    controls: [...part.controls],
    opKinds: [...part.opKinds],
    hashes: encodedHashes(part.hashes),
    coverage: [...part.coverage],
    first: structuredClone(part.first) as z.input<typeof shownCases>,
    further: structuredClone(part.further) as z.input<typeof shownCases>,
  };
}
