import { type Subject, summaryOf } from '../subjects/index.ts';
import type { Finding } from '../trace/finding.ts';
import type { CampaignResult } from '../trace/result.ts';
import type { BufferingMode, Trace } from '../trace/trace.ts';
import { CaseLoop } from './case-loop.ts';
import { CaseRunner } from './case-runner.ts';
import { resultOf } from './conclude.ts';
import { replayCorpus } from './corpus/replay-corpus.ts';
import { findingRelevance } from './finding-relevance.ts';
import { INTERRUPTED, minimizeFinding, unminimized } from './minimize-finding.ts';
import { nextTurn } from './next-turn.ts';
import { stoppedBy } from './stopped-by.ts';
import { Tally } from './tally.ts';

/** Cases of a campaign that says nothing else, all modes together. */
export const DEFAULT_CASES = 120_000;

/** Cases between two chances for the event loop to run. */
const CASES_PER_TURN = 200;

/** How far a campaign has come. */
export interface Progress {
  readonly phase: 'cases' | 'minimizing';
  readonly cases: number;
  readonly casesRequested: number;
  readonly calls: number;
  readonly findings: number;
}

/** What every campaign is asked. */
export interface CampaignRequest {
  /** At least one, each of them a mode of the subject. Cases take turns. */
  readonly modes: readonly BufferingMode[];
  readonly cases: number;
  /** An unsigned 32-bit number. */
  readonly seed: number;
  /** Executed before the cases; a finding that one shows is told by it. */
  readonly corpus?: readonly Trace[];
  /** Told from time to time. */
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the campaign early; its result then says `interrupted`, unless an error was found. */
  readonly signal?: AbortSignal;
  /**
   * Ends the cases early, as a budget of time does: what was found is still minimized. The result then says
   * `out-of-time`, unless an error was found.
   */
  readonly deadline?: AbortSignal;
}

export interface CampaignOptions extends CampaignRequest {
  readonly subject: Subject;
}

/**
 * Generates cases, executes and judges them, and minimizes each distinct finding, all in this thread: a driver
 * that loops takes the caller with it (`openSession` runs drivers in a worker). The result is a function of
 * subject, modes, cases, seed and corpus alone.
 *
 * @throws DriverEntryError when the driver does not load; RangeError when there are no modes
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const { subject, modes, seed, cases, corpus, signal, deadline } = options;
  if (modes.length === 0) throw new RangeError('a campaign needs at least one buffering mode');
  const runner = new CaseRunner(subject);
  const loop = new CaseLoop(runner, subject, { modes, seed });
  const tally = new Tally();
  const report = (phase: Progress['phase']): void =>
    options.onProgress?.({
      phase,
      cases: tally.cases,
      casesRequested: cases,
      calls: tally.calls,
      findings: tally.findings,
    });
  const replayed = corpus === undefined ? null : await replayCorpus(runner, corpus, tally, signal);
  for (let caseIndex = 0; caseIndex < cases; caseIndex += 1) {
    if (caseIndex % CASES_PER_TURN === 0) {
      report('cases');
      await nextTurn();
      if (signal?.aborted === true || deadline?.aborted === true) break;
    }
    loop.run(caseIndex, tally);
  }
  const findings: Finding[] = [];
  for (const first of tally.firstCases()) {
    report('minimizing');
    await nextTurn();
    if (signal?.aborted === true) findings.push(unminimized(first, INTERRUPTED));
    else {
      const finding = minimizeFinding(runner, first);
      findings.push({ ...finding, relevance: findingRelevance(runner, finding) });
    }
  }
  const request = { subject: summaryOf(subject), model: null, modes, cases, seed, isolated: false };
  return resultOf(request, tally, findings, { stopped: stoppedBy(options), corpus: replayed });
}
