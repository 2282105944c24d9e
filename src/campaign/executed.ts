import type { Tally } from '../execution/tally.ts';
import type { Finding } from '../trace/finding/finding.ts';
import type { CampaignResult, CorpusResult } from '../trace/result/result.ts';
import type { Scouted } from '../trace/result/scouted.ts';
import { type Request, resultOf, type Stop } from './conclude.ts';

/** A finding with the case that showed it first; below 0 for a trace of the corpus or of the scouting run. */
export interface NumberedFinding {
  readonly caseIndex: number;
  readonly finding: Finding;
}

/** What a campaign, or a shard of one, came to. */
export interface Executed {
  readonly counts: Tally;
  readonly findings: readonly NumberedFinding[];
  /** By segment: what was not executed and why. */
  readonly leftOut: ReadonlyMap<number, readonly string[]>;
  readonly corpus: CorpusResult | null;
  /** Null where the driver was not scouted. */
  readonly scouted: Scouted | null;
  /** What ended it early; null for nothing but perhaps the driver. */
  readonly stopped: Stop | null;
}

/** The result of a campaign that was executed, or of a shard by itself. */
export function executedResult(request: Request, executed: Executed): CampaignResult {
  const { counts, findings, leftOut, corpus, scouted, stopped } = executed;
  const segments = [...leftOut].sort(([left], [right]) => left - right);
  return resultOf(
    request,
    counts,
    findings.map(({ finding }) => finding),
    { leftOut: segments.flatMap(([, lines]) => lines), stopped, corpus, scouted },
  );
}
