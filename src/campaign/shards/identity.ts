import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type SubjectSource, sourceFingerprint } from '../../subjects/index.ts';
import { caseText } from '../../trace/json.ts';
import type { View } from '../../trace/ops/view.ts';
import { integer, oneOf, text } from '../../trace/schema-parts.ts';
import { BUFFERING_MODES, type BufferingMode, type Trace } from '../../trace/trace.ts';
import { digestsSchema, type SourceDigests } from '../../trace/trace-sources.ts';
import { VERSION } from '../../trace/version.ts';
import type { CampaignRequest } from '../campaign-request.ts';

const MAX_TEXT = 4096;
const MAX_SAFE = Number.MAX_SAFE_INTEGER;

/** What makes two parts parts of the same campaign. */
export interface CampaignIdentity {
  /** Version of irpcheck. */
  readonly version: string;
  /** The driver as it was named. */
  readonly subject: string;
  /** The model's file as it was named; null for none. */
  readonly model: string | null;
  /** Of the code of driver and model, SHA-256 in hexadecimal. */
  readonly fingerprint: string;
  /** Of driver and model in files; absent where neither is. */
  readonly sources?: SourceDigests;
  readonly modes: readonly BufferingMode[];
  /** Whose calls are generated; absent for system calls. */
  readonly view?: View;
  readonly cases: number;
  readonly seed: number;
  /** Of the traces of the corpus, SHA-256 in hexadecimal; null where there is none. */
  readonly corpus: string | null;
}

/** The identity of a campaign, as JSON. */
export const identitySchema = z.strictObject({
  version: text(1, MAX_TEXT),
  subject: text(1, MAX_TEXT),
  model: text(1, MAX_TEXT).nullable(),
  fingerprint: text(1, MAX_TEXT),
  sources: digestsSchema.exactOptional(),
  modes: z.array(oneOf(BUFFERING_MODES)).min(1),
  view: z.literal('win32').exactOptional(),
  cases: integer(1, MAX_SAFE),
  seed: integer(0, 2 ** 32 - 1),
  corpus: text(1, MAX_TEXT).nullable(),
});

function corpusFingerprint(corpus: readonly Trace[]): string {
  const hash = createHash('sha256');
  for (const trace of corpus) hash.update(caseText(trace));
  return hash.digest('hex');
}

/** The field of an identity, or a result, that tells the digests of files. */
export function sourcesPart({ driver, model }: SubjectSource): { readonly sources?: SourceDigests } {
  if (driver === null && model === null) return {};
  return { sources: { driver: driver?.sha256 ?? null, model: model?.sha256 ?? null } };
}

/** The identity of a campaign on a driver. */
export function identityOf(
  source: SubjectSource,
  { modes, cases, seed, view = 'native' }: Pick<CampaignRequest, 'modes' | 'cases' | 'seed' | 'view'>,
  corpus: readonly Trace[] | undefined,
): CampaignIdentity {
  return {
    version: VERSION,
    subject: source.name,
    model: source.model?.path ?? null,
    fingerprint: sourceFingerprint(source),
    ...sourcesPart(source),
    modes,
    ...(view === 'native' ? {} : { view }),
    cases,
    seed,
    corpus: corpus === undefined ? null : corpusFingerprint(corpus),
  };
}

const WORDS: Readonly<Record<Exclude<keyof CampaignIdentity, 'sources'>, string>> = {
  version: 'another version of irpcheck',
  subject: 'another driver',
  model: 'another model',
  fingerprint: 'other code of the driver or its model',
  modes: 'other modes',
  view: 'another view',
  cases: 'another number of cases',
  seed: 'another seed',
  corpus: 'another corpus',
};

/** Whether only the fact of a difference means something to people. */
const OPAQUE: readonly string[] = ['fingerprint', 'corpus'];

/** What tells two campaigns apart, for people: `another seed (7, not 8)`; null when nothing does. */
export function difference(found: CampaignIdentity, wanted: CampaignIdentity): string | null {
  for (const key of Object.keys(WORDS) as (keyof typeof WORDS)[]) {
    const [left, right] = [found[key], wanted[key]].map((value) =>
      Array.isArray(value) ? value.join(', ') : String(value ?? (key === 'view' ? 'native' : 'none')),
    );
    if (left === right) continue;
    return `${WORDS[key]}${OPAQUE.includes(key) ? '' : ` (${left}, not ${right})`}`;
  }
  return null;
}
