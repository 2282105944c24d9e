import type { BaseOutcome, BelowOutcome, Job, Outcome, SearchOutcome } from '../detection/jobs.ts';
import { compareTraces } from '../minimize/order.ts';
import { propertiesOf } from '../properties/registry.ts';
import type { Defect } from '../subjects/index.ts';
import { sameFinding } from '../trace/finding/finding.ts';
import {
  type BaseResult,
  type CaseSourceName,
  DETECTION_FORMAT,
  type DefectResult,
  type DetectionConclusion,
  type DetectionResult,
  type OtherTrace,
} from '../trace/result/detection-result.ts';
import { VERSION } from '../trace/version.ts';
import { type PerformOptions, performJobs } from './perform-jobs.ts';
import { median, spreadOf } from './spread.ts';

/** Seeds of a measurement that says nothing else. */
export const DEFAULT_SEEDS = 10;
/** Cases after which a search gives up. */
export const DEFAULT_CAP = 5000;
/** Cases of each correct driver. */
export const DEFAULT_BASE_CASES = 3000;

/** With more operations than this, the traces below a minimal one are too many to try all. */
export const MAX_OPS_TO_SEARCH_BELOW = 3;

/** The seed of the correct drivers' cases. */
const BASE_SEED = 1;
/** Cases of a correct driver in one job. */
const BASE_CASES_PER_JOB = 1000;

/** How far a measurement has come. */
export interface DetectionProgress {
  readonly jobs: number;
  readonly jobsRequested: number;
  /** Searches that found their defect. */
  readonly found: number;
}

/** What is measured, and how thoroughly. */
export interface DetectionRequest {
  readonly defects: readonly Defect[];
  /** Searches for each defect, with the seeds 1 to this; at least 1. */
  readonly seeds: number;
  /** Cases after which a search gives up; at least 1. */
  readonly cap: number;
  /** Cases of each correct driver that one of the defects varies; at least 1. */
  readonly baseCases: number;
  readonly source?: CaseSourceName;
  /** Whether all traces below each minimal one of at most 3 operations are tried; true when left out. */
  readonly exhaustive?: boolean;
  /** Threads, at least 1: the result does not depend on them. One is the caller's own. */
  readonly workers: number;
  /** Told after each job. */
  readonly onProgress?: (progress: DetectionProgress) => void;
  /** Ends early; the result then says `interrupted`. */
  readonly signal?: AbortSignal;
  /**
   * Starts a thread; only tests have one of their own.
   *
   * @internal
   */
  readonly startThread?: PerformOptions['startThread'];
}

function jobsOf({
  defects,
  seeds,
  cap,
  baseCases,
  source = 'ours',
  exhaustive = true,
}: DetectionRequest): Job[] {
  const jobs: Job[] = [];
  for (const { id: defect } of defects) {
    for (let seed = 1; seed <= seeds; seed += 1) jobs.push({ kind: 'search', defect, source, seed, cap });
  }
  for (const { id: defect, minimal } of defects) {
    if (exhaustive && minimal.ops.length <= MAX_OPS_TO_SEARCH_BELOW) jobs.push({ kind: 'below', defect });
  }
  for (const subject of new Set(defects.map(({ base }) => base))) {
    for (let from = 0; from < baseCases; from += BASE_CASES_PER_JOB) {
      const to = Math.min(baseCases, from + BASE_CASES_PER_JOB);
      jobs.push({ kind: 'base', subject, seed: BASE_SEED, from, to });
    }
  }
  return jobs;
}

/**
 * Looks for seeded defects in generated cases, minimizes what is found and compares it with the published minimal
 * traces, and runs the correct drivers, which must not be accused. The result is a function of defects, source,
 * seeds, cap and cases alone.
 */
export async function measureDetection(request: DetectionRequest): Promise<DetectionResult> {
  const { defects, seeds, cap, source = 'ours', workers, signal, onProgress, startThread } = request;
  const jobs = jobsOf(request);
  let done = 0;
  let found = 0;
  const report = (): void => onProgress?.({ jobs: done, jobsRequested: jobs.length, found });
  report();
  const outcomes = await performJobs(jobs, {
    workers,
    signal,
    onOutcome: (outcome) => {
      done += 1;
      if (outcome.kind === 'search' && outcome.cases !== null) found += 1;
      report();
    },
    ...(startThread === undefined ? {} : { startThread }),
  });
  const isComplete = outcomes.every((outcome) => outcome !== undefined);
  const searches = outcomes.filter((outcome) => outcome?.kind === 'search');
  const below = outcomes.filter((outcome) => outcome?.kind === 'below');
  const results = defects.map((defect) => defectResult(defect, searches, below, cap));
  const bases = baseResults(outcomes);
  return {
    format: DETECTION_FORMAT,
    version: VERSION,
    source,
    seeds,
    cap,
    defects: results,
    bases,
    properties: propertiesOf('native').map(({ id }) => ({
      property: id,
      defects: defects.filter(({ property }) => property === id).map((each) => each.id),
      compared: comparedBy(outcomes, id),
    })),
    searches: searches.length,
    found,
    minimal: results.reduce((sum, { minimal }) => sum + minimal, 0),
    cases: spreadOf(searches.map(({ cases }) => cases ?? cap)),
    conclusion: conclude(isComplete, results, bases),
  };
}

function conclude(
  isComplete: boolean,
  results: readonly DefectResult[],
  bases: readonly BaseResult[],
): DetectionConclusion {
  const differs =
    results.some(({ searches, minimal, below }) => minimal < searches || (below?.simpler ?? null) !== null) ||
    bases.some(({ findings }) => findings.length > 0);
  if (differs) return 'differs';
  return isComplete ? 'as-published' : 'interrupted';
}

function comparedBy(outcomes: readonly (Outcome | undefined)[], property: string): number {
  return outcomes.reduce(
    (sum, outcome) => sum + (outcome?.kind === 'base' ? (outcome.compared.get(property) ?? 0) : 0),
    0,
  );
}

function defectResult(
  defect: Defect,
  all: readonly SearchOutcome[],
  allBelow: readonly BelowOutcome[],
  cap: number,
): DefectResult {
  const { id, rule, title, base, property, reason, coupled, minimal } = defect;
  const searches = all.filter((outcome) => outcome.defect === id);
  const below = allBelow.find((outcome) => outcome.defect === id);
  const minimized = searches.flatMap((outcome) => outcome.minimized ?? []);
  return {
    id,
    rule,
    title,
    base,
    property,
    reason,
    mode: minimal.setting.mode,
    openName: defect.subject.openName,
    minimalOps: minimal.ops.length,
    coupled,
    searches: searches.length,
    found: minimized.length,
    cases: spreadOf(searches.map(({ cases }) => cases ?? cap)),
    minimal: minimized.filter(({ isPublished }) => isPublished).length,
    searchExecutions: median(searches.map(({ searchExecutions }) => searchExecutions)),
    minimizeExecutions: median(minimized.map(({ executions }) => executions)),
    otherTraces: otherTraces(minimized.flatMap(({ isPublished, trace }) => (isPublished ? [] : trace))),
    below: below === undefined ? null : { executions: below.executions, simpler: below.simpler },
  };
}

/** Each once, the simplest first. */
function otherTraces(traces: readonly OtherTrace['trace'][]): OtherTrace[] {
  const others: OtherTrace[] = [];
  for (const trace of [...traces].sort(compareTraces)) {
    const last = others.at(-1);
    if (last !== undefined && compareTraces(last.trace, trace) === 0) {
      others[others.length - 1] = { ...last, seeds: last.seeds + 1 };
    } else others.push({ seeds: 1, trace: { ...trace, seed: null } });
  }
  return others;
}

/** The parts of each correct driver put together, in the order of the jobs. */
function baseResults(outcomes: readonly (Outcome | undefined)[]): BaseResult[] {
  const results = new Map<string, BaseResult>();
  for (const part of outcomes.filter((outcome): outcome is BaseOutcome => outcome?.kind === 'base')) {
    const { cases, findings: before } = results.get(part.subject) ?? { cases: 0, findings: [] };
    // What differs in its origin alone is one accusation.
    const findings = [...before];
    for (const finding of part.findings) {
      if (!findings.some((known) => sameFinding(known, finding))) findings.push(finding);
    }
    results.set(part.subject, { name: part.subject, cases: cases + part.cases, findings });
  }
  return [...results.values()];
}
