import { z } from 'zod';
import { Tally, type TallyPart } from '../../execution/tally.ts';
import type { SubjectSummary } from '../../subjects/index.ts';
import { summarySchema } from '../../subjects/summary-schema.ts';
import { findingSchema } from '../../trace/finding/finding-schema.ts';
import { parseDocument } from '../../trace/parse-document.ts';
import { printable } from '../../trace/printable.ts';
import type { CampaignResult, CorpusResult, Timing } from '../../trace/result/result.ts';
import { corpusSchema, timingSchema } from '../../trace/result/result-schema.ts';
import type { Scouted } from '../../trace/result/scouted.ts';
import { scoutedSchema } from '../../trace/result/scouted-schema.ts';
import { flag, integer, text } from '../../trace/schema-parts.ts';
import { executedResult, type NumberedFinding } from '../executed.ts';
import { casesOf, MAX_SHARDS, type Shard } from '../segments.ts';
import { countsJson, countsSchema } from './counts-json.ts';
import { type CampaignIdentity, identitySchema } from './identity.ts';

/** The format of a shard of a campaign. */
const SHARD_FORMAT = 'irpshard/1';

/** What a shard came to: all that merging needs, which is done without the driver. Plain data. */
export interface ShardDocument {
  readonly campaign: CampaignIdentity;
  readonly shard: Shard;
  /** Whether all of its cases were executed, or the driver ended them. */
  readonly complete: boolean;
  readonly subject: SubjectSummary;
  readonly counts: TallyPart;
  readonly findings: readonly NumberedFinding[];
  /** By segment: what was not executed and why. */
  readonly leftOut: readonly (readonly [number, readonly string[]])[];
  readonly corpus: CorpusResult | null;
  /** What was found out of the driver before the first case; absent where it was not scouted. */
  readonly scouted?: Scouted;
  readonly timing: Timing | null;
}

const MAX_SAFE = Number.MAX_SAFE_INTEGER;
const MAX_TEXT = 65_536;

const line = text(0, MAX_TEXT);
const shardSchema = z.strictObject({
  format: z.literal(SHARD_FORMAT, { error: `expected ${JSON.stringify(SHARD_FORMAT)}` }),
  campaign: identitySchema,
  shard: z
    .strictObject({ index: integer(1, MAX_SHARDS), count: integer(1, MAX_SHARDS) })
    .refine(({ index, count }) => index <= count, { error: 'expected an index of at most the count' }),
  complete: flag(),
  subject: summarySchema,
  counts: countsSchema,
  findings: z.array(z.strictObject({ caseIndex: integer(-MAX_SAFE, MAX_SAFE), finding: findingSchema })),
  leftOut: z.array(z.tuple([integer(0, MAX_SAFE), z.array(line)])),
  corpus: corpusSchema.nullable(),
  scouted: scoutedSchema.exactOptional(),
  timing: timingSchema.nullable(),
});

/** Text that is no shard: the field, what is expected there and what was found, on one line. */
export class ShardFormatError extends Error {
  override readonly name = 'ShardFormatError';
}

/** Writes a shard as JSON. */
export function formatShard({ counts, ...shard }: ShardDocument): string {
  return `${printable(JSON.stringify({ format: SHARD_FORMAT, ...shard, counts: countsJson(counts) }))}\n`;
}

/**
 * Reads a shard.
 *
 * @throws {ShardFormatError} for any other text
 */
export function parseShard(text: string): ShardDocument {
  const { format: _format, ...shard } = parseDocument('shard', text, shardSchema, ShardFormatError);
  return shard;
}

/** What a shard by itself came to. Only the result of all shards can tell whether the driver conforms. */
export function shardResult({ campaign, shard, subject, ...executed }: ShardDocument): CampaignResult {
  const counts = new Tally();
  counts.add(executed.counts);
  const { modes, cases, seed, model, view = 'native' } = campaign;
  const request = { subject, modes, cases: casesOf(shard, cases), seed, model, view, isolated: true };
  const { findings, corpus, scouted = null } = executed;
  const leftOut = new Map(executed.leftOut);
  return executedResult(request, { counts, findings, leftOut, corpus, scouted, stopped: null });
}
