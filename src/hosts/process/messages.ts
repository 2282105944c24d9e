import { z } from 'zod';
import { BOOT_OP, MODEL_CALLS, STAGES, type Stage } from '../../execution/beacon.ts';
import type { SubjectSource, SubjectSummary } from '../../subjects/index.ts';
import { summarySchema } from '../../subjects/summary-schema.ts';
import type { RunEvent } from '../../trace/run/event.ts';
import { bareTraceSchema, MAX_OPS } from '../../trace/schema.ts';
import { amount, integer, listOf, oneOf, prose, text } from '../../trace/schema-parts.ts';
import type { BufferingMode, Trace } from '../../trace/trace.ts';
import { DEATH_REASONS, type DeathReason, type Told } from '../inbox.ts';
import type { WorkerRequest } from '../messages.ts';

/** What a driver's process is asked. */
export type ProcessRequest =
  /** The first one: what to load. */
  | {
      readonly kind: 'load';
      readonly source: SubjectSource;
      readonly deadlyModes: readonly BufferingMode[];
      readonly entryLimitMs: number;
    }
  | {
      readonly kind: 'ask';
      readonly request: WorkerRequest;
      readonly limitMs: number;
      /** Whether each step is told before the next one. */
      readonly tellsSteps: boolean;
    }
  /** What was printed is passed on, and the process ends. */
  | { readonly kind: 'end' };

const line = text(0, 65_536);

/** Where an execution, or loading, has got to. */
const place = {
  caseIndex: amount,
  op: integer(BOOT_OP, MAX_OPS),
  modelCall: oneOf(MODEL_CALLS).nullable(),
  stage: oneOf(STAGES).nullable(),
  executions: amount,
};
const placeSchema = z.strictObject(place);

/** The last place that a process told. */
export type Place = z.output<typeof placeSchema>;

const scalar = z.union([
  z.string().max(65_536),
  z.number(),
  z.bigint(),
  z.boolean(),
  z.null(),
  z.undefined(),
]);

const event = z.strictObject({
  op: integer(BOOT_OP, MAX_OPS),
  request: amount.nullable(),
  moment: amount,
  context: oneOf(['caller', 'entry', 'unload']),
  kind: text(1, 100),
  detail: z.record(text(0, 100), z.union([scalar, z.record(text(0, 100), scalar), z.array(scalar)])),
});

/** What a driver's process tells. Whatever has run in it may have had a hand in it, so that nothing is taken on trust. */
export const processMessage = z.discriminatedUnion('kind', [
  /** It is not stopped, and the machine gives it some time. */
  z.strictObject({ kind: z.literal('alive') }),
  z.strictObject({ kind: z.literal('loaded'), summary: summarySchema }),
  z.strictObject({
    kind: z.literal('load-died'),
    reason: oneOf(DEATH_REASONS),
    stage: oneOf(STAGES).nullable(),
  }),
  /** To be held to the schema of the request that was asked. */
  z.strictObject({ kind: z.literal('answer'), answer: z.unknown() }),
  z.strictObject({
    kind: z.literal('died'),
    ...place,
    reason: oneOf(DEATH_REASONS),
    trace: bareTraceSchema.nullable(),
    events: listOf(event),
  }),
  /** Loading or a request ended in an exception. */
  z.strictObject({ kind: z.literal('failed'), name: line, message: line }),
  z.strictObject({ kind: z.literal('moved'), ...place }),
  z.strictObject({ kind: z.literal('executing'), ...place, trace: bareTraceSchema }),
  z.strictObject({ kind: z.literal('event'), ...place, event }),
  /** What the driver prints. */
  z.strictObject({ kind: z.literal('output'), text: prose }),
  /** What was left behind and failed outside the driver's routines. */
  z.strictObject({ kind: z.literal('stray'), thrown: prose }),
]);

/** A message as it is read. */
export type ReadMessage = z.output<typeof processMessage>;

/** The same as it is sent. */
export type ProcessMessage =
  | { readonly kind: 'alive' }
  | { readonly kind: 'loaded'; readonly summary: SubjectSummary }
  | { readonly kind: 'load-died'; readonly reason: DeathReason; readonly stage: Stage | null }
  | { readonly kind: 'answer'; readonly answer: unknown }
  | (Place & {
      readonly kind: 'died';
      readonly reason: DeathReason;
      readonly trace: Trace | null;
      readonly events: readonly RunEvent[];
    })
  | { readonly kind: 'failed'; readonly name: string; readonly message: string }
  | (Place & Told)
  | { readonly kind: 'output'; readonly text: string }
  | { readonly kind: 'stray'; readonly thrown: string };
