import { z } from 'zod';
import { OP_KINDS } from '../../trace/ops/index.ts';
import { flag, integer, oneOf, text } from '../../trace/schema-parts.ts';
import type { SegmentPart } from '../segment-run.ts';
import { segmentsOf } from '../segments.ts';
import { countsJson, countsSchema } from './counts-json.ts';
import { type CampaignIdentity, identitySchema } from './identity.ts';

/** The format of a segment that a campaign can go on after. */
const SEGMENT_FORMAT = 'irpsegment/1';

const MAX_SAFE = Number.MAX_SAFE_INTEGER;
const MAX_LINE = 65_536;

const schema = z.strictObject({
  format: z.literal(SEGMENT_FORMAT),
  campaign: identitySchema,
  segment: integer(0, MAX_SAFE),
  counts: countsSchema,
  without: z.array(z.strictObject({ kind: oneOf(OP_KINDS), from: integer(0, MAX_SAFE) })),
  ended: flag(),
  leftOut: z.array(text(0, MAX_LINE)),
});

/** A segment as a file holds it. */
export interface SegmentDocument {
  readonly campaign: CampaignIdentity;
  readonly part: SegmentPart;
}

/** Writes a segment as JSON. */
export function formatSegment({ campaign, part }: SegmentDocument): string {
  const { counts, ...rest } = part;
  return `${JSON.stringify({ format: SEGMENT_FORMAT, campaign, ...rest, counts: countsJson(counts) })}\n`;
}

/** Reads a segment. Null for any other text: it is then executed again. */
export function parseSegment(text: string): SegmentDocument | null {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return null;
  }
  const result = schema.safeParse(document);
  if (!result.success) return null;
  const { format: _format, campaign, ...part } = result.data;
  const segment = segmentsOf(campaign.cases)[part.segment];
  if (segment === undefined || part.counts.cases > segment.to - segment.from) return null;
  return { campaign, part };
}
