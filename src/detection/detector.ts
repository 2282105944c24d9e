import type { Beacon } from '../execution/beacon.ts';
import { CaseLoop } from '../execution/case-loop.ts';
import { CaseRunner } from '../execution/case-runner.ts';
import type { FirstCase } from '../execution/first-case.ts';
import { profileOf } from '../execution/generation.ts';
import { Tally } from '../execution/tally.ts';
import { minimizeFinding } from '../explanation/minimize-finding.ts';
import type { Defect } from '../subjects/index.ts';
import { type Finding, sameFinding } from '../trace/finding/finding.ts';
import type { CaseSourceName } from '../trace/result/detection-result.ts';
import { casesOf } from './case-source.ts';
import { requireExecuted } from './require-executed.ts';

/** The end of one search. */
export interface Search {
  /** The first case that showed the defect; null when there was none up to the cap. */
  readonly first: FirstCase | null;
  /** Executions of a trace, variants included. */
  readonly executions: number;
}

/** Looks for one defect in the cases of a source, as a campaign does, in this thread. */
export class Detector {
  readonly #defect: Defect;
  readonly #source: CaseSourceName;
  readonly #runner: CaseRunner;

  /** @param beacon shows another thread where executions have got to */
  constructor(defect: Defect, source: CaseSourceName = 'ours', beacon?: Beacon) {
    this.#defect = defect;
    this.#source = source;
    this.#runner = new CaseRunner(defect.subject, beacon);
  }

  /**
   * Executes and judges cases 0, 1, 2, … of a seed until one shows the defect, at most `cap` of them.
   *
   * @throws UnsupportedTraceError where cases were refused and none shows it
   */
  search(seed: number, cap: number): Search {
    const loop = this.#loop(seed);
    const tally = new Tally();
    let known = 0;
    for (let caseIndex = 0; caseIndex < cap; caseIndex += 1) {
      loop.run(caseIndex, tally);
      if (tally.findings === known) continue;
      known = tally.findings;
      for (const first of tally.first.values()) {
        if (sameFinding(first.breach, this.#defect)) return { first, executions: tally.executions };
      }
    }
    requireExecuted(this.#defect.subject.name, tally);
    return { first: null, executions: tally.executions };
  }

  /** Minimizes what a search found, as a campaign does. */
  minimize(first: FirstCase): Finding {
    return minimizeFinding(this.#runner, first);
  }

  #loop(seed: number): CaseLoop {
    const { subject, minimal } = this.#defect;
    const cases = casesOf(this.#source, profileOf(subject));
    return new CaseLoop(this.#runner, subject, { modes: [minimal.setting.mode], seed }, cases);
  }
}
