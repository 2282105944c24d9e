import { z } from 'zod';
import { POINT_NAMES } from '../../trace/during.ts';
import { findingSchema } from '../../trace/finding/finding-schema.ts';
import { HAPPENING_NAMES } from '../../trace/happening-kind.ts';
import { MAX_ULONG } from '../../trace/ops/fields/ulong.ts';
import { OP_KINDS } from '../../trace/ops/index.ts';
import { SIZE_CLASSES } from '../../trace/result/result.ts';
import { refusedSchema } from '../../trace/result/result-schema.ts';
import { ENDINGS } from '../../trace/run/observation.ts';
import { bareTraceSchema, breachSchema, MAX_OPS } from '../../trace/schema.ts';
import {
  amount,
  flag,
  integer,
  listOf,
  ntstatus,
  oneOf,
  prose,
  text,
  wholeDouble,
} from '../../trace/schema-parts.ts';
import { BUFFERING_MODES } from '../../trace/trace.ts';
import type { WorkerRequest } from '../messages.ts';

const MAX_SAFE = Number.MAX_SAFE_INTEGER;
const MAX_NAME = 65_536;

const name = text(0, MAX_NAME);
const counts = z.map(name, amount);
const { evidence, where } = findingSchema.shape;
/** A breach of a run knows where; one that was told does not. */
const breach = breachSchema.extend({ op: integer(0, MAX_OPS), where: where.exactOptional() });
const refusal = refusedSchema.shape.first.omit({ caseIndex: true });

const observed = z.strictObject({
  ending: oneOf(ENDINGS),
  status: ntstatus,
  iosbWritten: flag(),
  information: wholeDouble(),
  answer: prose.exactOptional(),
});

const shownCases = listOf(
  z.strictObject({
    breach,
    trace: bareTraceSchema,
    caseIndex: integer(0, MAX_SAFE),
  }),
);

/** The counts of some cases, as they are counted. */
const tallyPart = z.strictObject({
  cases: amount,
  calls: amount,
  executions: amount,
  happenings: z.strictObject({
    kinds: z.map(oneOf(HAPPENING_NAMES), z.strictObject({ entries: amount, struck: amount })),
    passed: z.set(oneOf(POINT_NAMES)),
  }),
  reached: z.map(name, integer(0, MAX_SAFE)),
  compared: counts,
  breached: counts,
  noted: counts,
  modes: z.map(oneOf(BUFFERING_MODES), z.strictObject({ cases: amount, calls: amount })),
  arms: counts,
  controls: listOf(
    z.strictObject({ code: integer(0, MAX_ULONG), status: ntstatus.nullable(), requests: amount }),
  ),
  opKinds: z.map(oneOf(OP_KINDS), amount),
  hashes: z.set(z.number()),
  coverage: listOf(
    z.strictObject({
      op: oneOf(OP_KINDS),
      mode: oneOf(BUFFERING_MODES),
      size: oneOf(SIZE_CLASSES).nullable(),
      calls: amount,
    }),
  ),
  first: shownCases,
  further: shownCases,
  refused: refusedSchema.nullable(),
});

/** Cases are counted once each, and a request for some goes on. */
function casesAnswer(from: number, to: number) {
  return z.strictObject({
    part: tallyPart.refine(({ cases }) => cases <= to - from),
    changed: listOf(name),
    next: integer(Math.min(to, from + 1), to),
  });
}

/** A call with what was observed of it: what a program is exported of. Bytes and 64-bit numbers are in it. */
const performed = z.strictObject({
  call: z.looseObject({ call: name }),
  allowed: listOf(z.looseObject({ ending: oneOf(ENDINGS) })).nullable(),
  observed,
});

const FIXED = {
  probe: z.null(),
  fails: z.strictObject({ fails: flag(), spoiled: flag() }),
  explain: z.strictObject({ breach, evidence, remarks: listOf(prose) }).nullable(),
  execute: z.null(),
  replay: z.strictObject({
    trace: bareTraceSchema,
    breaches: listOf(breach),
    refused: refusal.nullable(),
    steps: listOf(observed),
    remarks: listOf(prose),
    evidence,
  }),
  show: z.strictObject({ breaches: listOf(breach.extend({ where })), refused: refusal.nullable() }),
  scout: listOf(
    z.strictObject({
      answer: z.strictObject({ status: ntstatus, information: wholeDouble() }).nullable(),
      breaches: listOf(breach.extend({ where })),
    }),
  ),
  perform: listOf(performed),
  // Drivers of our own alone are measured, and not in a process.
  measure: z.never(),
} as const;

/** The schema of what a request is answered with. */
export function answerSchema(request: WorkerRequest): z.ZodType {
  return request.kind === 'cases' ? casesAnswer(request.from, request.to) : FIXED[request.kind];
}
