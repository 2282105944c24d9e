import { median } from '../src/defects/spread.ts';
import { Detector } from '../src/detection/detector.ts';
import type { Defect } from '../src/subjects/index.ts';
import type { CaseSourceName } from '../src/trace/result/detection-result.ts';

/** Searches for each defect, with the seeds 1 to this. */
export const SEEDS = 30;
/** Cases after which a search gives up; it then counts as that many. */
export const CAP = 5000;

interface Found {
  /** Median over the seeds. */
  readonly cases: number;
  readonly misses: number;
}

/** How many cases of a source it takes until a defect shows. */
export function searched(defect: Defect, source: CaseSourceName): Found {
  const detector = new Detector(defect, source);
  const cases: number[] = [];
  let misses = 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { first } = detector.search(seed, CAP);
    if (first === null) misses += 1;
    cases.push(first === null ? CAP : first.caseIndex + 1);
  }
  return { cases: median(cases), misses };
}
