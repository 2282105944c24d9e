import type fc from 'fast-check';
import { runCampaign } from '../src/campaign/run-campaign.ts';
import { CaseRunner } from '../src/execution/case-runner.ts';
import { Executor } from '../src/execution/execute.ts';
import { modeOf, profileOf, traceOf } from '../src/execution/generation.ts';
import { caseWords } from '../src/properties/generate/case-words.ts';
import { decodeCase, type GeneratedCase } from '../src/properties/generate/decode-case.ts';
import { generateCase } from '../src/properties/generate/generate-case.ts';
import { findSubject } from '../src/subjects/index.ts';
import type { Trace } from '../src/trace/trace.ts';
import type { Workload } from './measure.ts';

export const SEED = 1;
/** Operations of each case of `fixedLength`. */
export const FIXED_OPS = 25;

/** Whose cases they are. */
export const subject = findSubject('article');
const { modes } = subject;

/** A stage of the work on the first `cases` cases of a campaign, each stage with all of those before it. */
export class Stage implements Workload {
  readonly label: string;
  readonly #arbitrary: fc.Arbitrary<GeneratedCase>;
  readonly #cases: number;
  readonly #work: (trace: Trace) => number;
  /** Whatever the work gave, added up, so that none of it can be left out. */
  result = 0;

  constructor(
    label: string,
    arbitrary: fc.Arbitrary<GeneratedCase>,
    cases: number,
    work: (trace: Trace) => number,
  ) {
    this.label = label;
    this.#arbitrary = arbitrary;
    this.#cases = cases;
    this.#work = work;
  }

  run(count: number): number {
    const start = performance.now();
    for (let each = 0; each < count; each += 1) {
      for (let caseIndex = 0; caseIndex < this.#cases; caseIndex += 1) {
        const { value } = generateCase(this.#arbitrary, SEED, caseIndex);
        this.result += this.#work(traceOf(subject.name, modeOf(modes, caseIndex), value, SEED, caseIndex));
      }
    }
    return performance.now() - start;
  }
}

/** The stages of the work on cases of an arbitrary. */
export function stagesOf(arbitrary: fc.Arbitrary<GeneratedCase>, cases: number): Stage[] {
  const executor = new Executor(subject);
  const runner = new CaseRunner(subject);
  return [
    new Stage('generated', arbitrary, cases, (trace) => trace.ops.length),
    new Stage('and executed', arbitrary, cases, (trace) => executor.execute(trace).calls.length),
    new Stage('and judged', arbitrary, cases, (trace) => runner.run(trace).judgement.verdicts.length),
  ];
}

/** `irpcheck run` itself: executed, judged, counted, and compared with one variant. */
export class WholeRun implements Workload {
  readonly #cases: number;

  constructor(cases: number) {
    this.#cases = cases;
  }

  async run(count: number): Promise<number> {
    const start = performance.now();
    for (let each = 0; each < count; each += 1) {
      const { conclusion } = await runCampaign({ subject, modes, cases: this.#cases, seed: SEED });
      if (conclusion !== 'conforms') throw new Error(`the campaign ended with ${conclusion}`);
    }
    return performance.now() - start;
  }
}

/** Cases of exactly `FIXED_OPS` operations, otherwise those of a campaign. */
export function fixedLength(): fc.Arbitrary<GeneratedCase> {
  const profile = profileOf(subject);
  return caseWords(FIXED_OPS, FIXED_OPS, profile).map((words) => decodeCase(words, profile));
}
