import { findingKeyText, Tally } from '../../execution/tally.ts';
import type { CampaignResult, Timing } from '../../trace/result/result.ts';
import { VERSION } from '../../trace/version.ts';
import { executedResult, type NumberedFinding } from '../executed.ts';
import { casesOf } from '../segments.ts';
import { difference } from './identity.ts';
import type { ShardDocument } from './shard-document.ts';

/** Shards that are not the whole of one campaign. */
export class MergeError extends Error {
  override readonly name = 'MergeError';
}

/** A shard, and how to call it: its file. */
export interface NamedShard {
  readonly name: string;
  readonly document: ShardDocument;
}

/** The campaign that shards are the whole of. */
export interface MergedShards {
  readonly counts: Tally;
  readonly findings: readonly NumberedFinding[];
  /**
   * Its result: but for its timing, that of one process.
   *
   * @param findings with what was found of its cases since; `findings` if left out
   * @param notLookedAt what of its cases was not, for people
   */
  result(findings?: readonly NumberedFinding[], notLookedAt?: readonly string[]): CampaignResult;
}

/**
 * The campaign that the shards are the whole of.
 *
 * @throws {MergeError} naming the shard that is missing, there twice, incomplete or of another campaign
 */
export function mergedShards(shards: readonly NamedShard[]): MergedShards {
  const first = requireWhole(shards);
  const documents = shards
    .map(({ document }) => document)
    .sort((left, right) => left.shard.index - right.shard.index);
  const counts = new Tally();
  for (const document of documents) counts.add(document.counts);
  const merged = mergedFindings(
    counts,
    documents.flatMap(({ findings }) => findings),
  );
  const { modes, cases, seed, model, view = 'native', sources } = first.campaign;
  const request = { subject: first.subject, modes, cases, seed, model, view, isolated: true };
  const leftOut = new Map(documents.flatMap((document) => document.leftOut));
  const corpus = documents[0]?.corpus ?? null;
  const { scouted = null } = first;
  return {
    counts,
    findings: merged,
    result: (findings = merged, notLookedAt = []) => {
      const result = executedResult(request, { counts, findings, leftOut, corpus, scouted, stopped: null });
      return {
        ...result,
        notChecked: [...result.notChecked, ...notLookedAt],
        ...(sources === undefined ? {} : { sources }),
        timing: mergedTiming(documents.map(({ timing }) => timing)),
      };
    },
  };
}

/**
 * The result of the campaign that the shards are the whole of: but for its timing, that of one process.
 *
 * @throws {MergeError} naming the shard that is missing, there twice, incomplete or of another campaign
 */
export function mergeShards(shards: readonly NamedShard[]): CampaignResult {
  return mergedShards(shards).result();
}

/** Sees that a shard has executed what is its part, or says what it left out. */
function requireCounts({ name, document }: NamedShard): void {
  const { campaign, shard, counts, leftOut } = document;
  const asked = casesOf(shard, campaign.cases);
  const mayRunShort = counts.cases < asked && leftOut.every(([, lines]) => lines.length === 0);
  if (mayRunShort || counts.cases > asked || counts.hashes.size > counts.cases) {
    throw new MergeError(`'${name}' counts other cases than those of shard ${shard.index} of ${shard.count}`);
  }
}

/** Whether two shards generated their cases from the same: a driver that answers otherwise each time does not allow it. */
function isSameScouted(left: ShardDocument, right: ShardDocument): boolean {
  return JSON.stringify(left.scouted ?? null) === JSON.stringify(right.scouted ?? null);
}

/** The first shard, once it is certain that all of them are there. */
function requireWhole(shards: readonly NamedShard[]): ShardDocument {
  const [first, ...others] = shards;
  if (first === undefined) throw new MergeError('there is no shard to merge');
  const { campaign, shard } = first.document;
  if (campaign.version !== VERSION) {
    throw new MergeError(`'${first.name}' is of irpcheck ${campaign.version}, and this is ${VERSION}`);
  }
  for (const { name, document } of others) {
    const other =
      difference(document.campaign, campaign) ??
      (document.shard.count === shard.count
        ? null
        : `another number of shards (${document.shard.count}, not ${shard.count})`);
    if (other !== null)
      throw new MergeError(`'${name}' is of another campaign than '${first.name}': ${other}`);
  }
  for (let index = 1; index <= shard.count; index += 1) {
    const [found, twice] = shards.filter(({ document }) => document.shard.index === index);
    if (found === undefined) throw new MergeError(`shard ${index} of ${shard.count} is missing`);
    if (twice !== undefined) {
      throw new MergeError(
        `shard ${index} of ${shard.count} is there twice: '${found.name}' and '${twice.name}'`,
      );
    }
    if (!found.document.complete) {
      throw new MergeError(
        `shard ${index} of ${shard.count} ('${found.name}') is not complete: run it again with --resume`,
      );
    }
    requireCounts(found);
  }
  // An incomplete shard may have been stopped in its scouting run.
  const other = others.find(({ document }) => !isSameScouted(document, first.document));
  if (other !== undefined) {
    throw new MergeError(
      `'${other.name}' has cases of other control codes than '${first.name}': the driver answered otherwise when it was scouted`,
    );
  }
  return first.document;
}

/** Of each finding that of the case that came first, in the order of a campaign's. */
function mergedFindings(counts: Tally, findings: readonly NumberedFinding[]): NumberedFinding[] {
  return counts.firstCases().map(({ breach, caseIndex }) => {
    const key = findingKeyText(breach);
    const found = findings.find(
      (each) => each.caseIndex === caseIndex && findingKeyText(each.finding) === key,
    );
    if (found === undefined) throw new MergeError(`no shard holds the finding ${key} of case ${caseIndex}`);
    return found;
  });
}

/** Shards run beside each other: they take as long as the longest. */
function mergedTiming(timings: readonly (Timing | null)[]): Timing | null {
  const known = timings.filter((timing) => timing !== null);
  if (known.length < timings.length) return null;
  const started = known.map(({ startedAt }) => startedAt).sort();
  return {
    startedAt: started[0] ?? '',
    elapsedMs: Math.max(...known.map(({ elapsedMs }) => elapsedMs)),
    workers: known.reduce((sum, { workers }) => sum + workers, 0),
    shards: known.reduce((sum, { shards }) => sum + shards, 0),
  };
}
