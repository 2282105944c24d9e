import type { Beacon } from '../execution/beacon.ts';
import { CaseLoop } from '../execution/case-loop.ts';
import { CaseRunner } from '../execution/case-runner.ts';
import { Tally } from '../execution/tally.ts';
import { compareTraces } from '../minimize/order.ts';
import { type Defect, findDefect, findSubject } from '../subjects/index.ts';
import { type FindingCode, sameFinding } from '../trace/finding/finding.ts';
import type { CaseSourceName, SearchBelow } from '../trace/result/detection-result.ts';
import type { Trace } from '../trace/trace.ts';
import { Detector } from './detector.ts';
import { requireExecuted } from './require-executed.ts';
import { searchBelow } from './simpler-traces.ts';

/** A piece of work for any thread. Plain data; its outcome is a function of it alone. */
export type Job = SearchJob | BelowJob | BaseJob;

/** Looks for a defect in the cases of one seed, and minimizes what it finds. */
export interface SearchJob {
  readonly kind: 'search';
  /** Its id. */
  readonly defect: string;
  readonly source: CaseSourceName;
  readonly seed: number;
  /** Cases. */
  readonly cap: number;
}

/** Executes every trace simpler than the published one of a defect, as far as a finite universe has them. */
interface BelowJob {
  readonly kind: 'below';
  /** Its id. */
  readonly defect: string;
}

/** Runs the cases from `from` to before `to` of a correct driver, in all of its modes. */
interface BaseJob {
  readonly kind: 'base';
  /** Its name. */
  readonly subject: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

export type Outcome = SearchOutcome | BelowOutcome | BaseOutcome;

export interface BelowOutcome extends SearchBelow {
  readonly kind: 'below';
  readonly defect: string;
}

export interface SearchOutcome {
  readonly kind: 'search';
  readonly defect: string;
  /** Cases until it showed, that one included; null when there were `cap` without it. */
  readonly cases: number | null;
  readonly searchExecutions: number;
  /** Null when nothing was found. */
  readonly minimized: Minimized | null;
}

/** What minimization made of a defect's first case. */
interface Minimized {
  readonly executions: number;
  readonly trace: Trace;
  /** Whether it is the published minimal trace: the same machine, dialect and operations. */
  readonly isPublished: boolean;
}

export interface BaseOutcome {
  readonly kind: 'base';
  readonly subject: string;
  readonly cases: number;
  /** What it was accused of, each once. */
  readonly findings: readonly FindingCode[];
  /** Comparisons by property. */
  readonly compared: ReadonlyMap<string, number>;
}

/** Does jobs one after the other. Machines are kept for the next job on the same driver. */
export class Jobs {
  readonly #beacon: Beacon | undefined;
  #detector: { readonly id: string; readonly source: CaseSourceName; readonly detector: Detector } | null =
    null;

  /** @param beacon shows another thread where executions have got to */
  constructor(beacon?: Beacon) {
    this.#beacon = beacon;
  }

  /**
   * @throws RangeError for a defect that is not in the catalogue; UnknownSubjectError for such a driver;
   * UnsupportedTraceError where cases were refused and nothing was found
   */
  perform(job: Job): Outcome {
    switch (job.kind) {
      case 'search':
        return this.#search(job);
      case 'below':
        return lookBelow(job, this.#beacon);
      case 'base':
        return runBase(job, this.#beacon);
    }
  }

  #search({ defect: id, source, seed, cap }: SearchJob): SearchOutcome {
    const defect = defectOf(id);
    if (this.#detector?.id !== id || this.#detector.source !== source) {
      this.#detector = { id, source, detector: new Detector(defect, source, this.#beacon) };
    }
    const { detector } = this.#detector;
    const { first, executions: searchExecutions } = detector.search(seed, cap);
    if (first === null) return { kind: 'search', defect: id, cases: null, searchExecutions, minimized: null };
    const { trace, executions } = detector.minimize(first);
    const isPublished = compareTraces(trace, defect.minimal) === 0;
    const minimized = { executions, trace, isPublished };
    return { kind: 'search', defect: id, cases: first.caseIndex + 1, searchExecutions, minimized };
  }
}

function defectOf(id: string): Defect {
  const defect = findDefect(id);
  if (defect === undefined) throw new RangeError(`no defect is called ${id}`);
  return defect;
}

/** Whichever origin a simpler trace's finding has: it would be the one to publish. */
function lookBelow({ defect: id }: BelowJob, beacon: Beacon | undefined): BelowOutcome {
  const { property, reason, minimal, subject } = defectOf(id);
  const runner = new CaseRunner(subject, beacon);
  const below = searchBelow(minimal, (trace) => runner.breachWith(trace, { property, reason }) !== null);
  return { kind: 'below', defect: id, ...below };
}

function runBase({ subject: name, seed, from, to }: BaseJob, beacon: Beacon | undefined): BaseOutcome {
  const subject = findSubject(name);
  const loop = new CaseLoop(new CaseRunner(subject, beacon), subject, { modes: subject.modes, seed });
  const tally = new Tally();
  for (let caseIndex = from; caseIndex < to; caseIndex += 1) loop.run(caseIndex, tally);
  const findings: FindingCode[] = [];
  for (const { breach } of tally.firstCases()) {
    const { property, reason } = breach;
    if (!findings.some((known) => sameFinding(known, breach))) findings.push({ property, reason });
  }
  if (findings.length === 0) requireExecuted(name, tally);
  return { kind: 'base', subject: name, cases: tally.cases, findings, compared: tally.compared };
}
