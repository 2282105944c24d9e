import fc from 'fast-check';
import { runCampaign } from '../src/campaign/campaign.ts';
import { CaseRunner } from '../src/campaign/case-runner.ts';
import { Executor } from '../src/campaign/execute.ts';
import { modeOf, profileOf, traceOf } from '../src/campaign/generation.ts';
import { caseArbitrary } from '../src/properties/arbitraries/case-arbitrary.ts';
import { decodeCase, type GeneratedCase } from '../src/properties/arbitraries/decode-case.ts';
import { generateCase } from '../src/properties/arbitraries/generate-case.ts';
import { MAX_WORD } from '../src/properties/arbitraries/word.ts';
import { findSubject } from '../src/subjects/index.ts';
import type { Trace } from '../src/trace/trace.ts';
import { measure, printTable, ratio, type Workload, whole } from './measure.ts';

const ROUNDS = 7;
const SEED = 1;
/** Cases of one run of a workload: the first of the campaign with this seed. */
const CASES = 3000;
const FIXED_OPS = 25;

const subject = findSubject('article');
const { modes } = subject;

/** A stage of the work on cases, each stage with all of those before it. */
class Stage implements Workload {
  readonly label: string;
  readonly #arbitrary: fc.Arbitrary<GeneratedCase>;
  readonly #work: (trace: Trace) => number;
  /** Whatever the work gave, added up, so that none of it can be left out. */
  result = 0;

  constructor(label: string, arbitrary: fc.Arbitrary<GeneratedCase>, work: (trace: Trace) => number) {
    this.label = label;
    this.#arbitrary = arbitrary;
    this.#work = work;
  }

  run(count: number): number {
    const start = performance.now();
    for (let each = 0; each < count; each += 1) {
      for (let caseIndex = 0; caseIndex < CASES; caseIndex += 1) {
        const { value } = generateCase(this.#arbitrary, SEED, caseIndex);
        this.result += this.#work(traceOf(subject.name, modeOf(modes, caseIndex), value, SEED, caseIndex));
      }
    }
    return performance.now() - start;
  }
}

function stagesOf(arbitrary: fc.Arbitrary<GeneratedCase>): Stage[] {
  const executor = new Executor(subject);
  const runner = new CaseRunner(subject);
  return [
    new Stage('generated', arbitrary, (trace) => trace.ops.length),
    new Stage('and executed', arbitrary, (trace) => executor.execute(trace).calls.length),
    new Stage('and judged', arbitrary, (trace) => runner.run(trace).judgement.verdicts.length),
  ];
}

/** `irpcheck run` itself: executed, judged, counted, and compared with one variant. */
const wholeRun: Workload = {
  async run(count) {
    const start = performance.now();
    for (let each = 0; each < count; each += 1) {
      const { conclusion } = await runCampaign({ subject, modes, cases: CASES, seed: SEED });
      if (conclusion !== 'conforms') throw new Error(`the campaign ended with ${conclusion}`);
    }
    return performance.now() - start;
  },
};

/** Cases of exactly `FIXED_OPS` operations, otherwise those of a campaign. */
function fixedLength(): fc.Arbitrary<GeneratedCase> {
  const word = fc.integer({ min: 0, max: MAX_WORD });
  const words = fc.array(fc.tuple(word, word), { minLength: FIXED_OPS, maxLength: FIXED_OPS, size: 'max' });
  const profile = profileOf(subject);
  return fc
    .tuple(word, word, words)
    .map(([swarmWord, machineWord, pairs]) => decodeCase(swarmWord, machineWord, pairs, profile));
}

/** Cases per second, beside the same cases generated and not executed. */
export async function benchCampaign(): Promise<void> {
  const campaign = caseArbitrary(profileOf(subject));
  const fixed = fixedLength();
  const natural = stagesOf(campaign);
  const long = stagesOf(fixed);
  const rates = await measure([...natural, wholeRun, ...long], ROUNDS);
  const perSecond = (index: number): number => CASES * (rates[index] ?? 0);
  const rows = (labels: readonly string[], first: number, opsPerCase: number): string[][] =>
    labels.map((label, index) => [
      label,
      whole(perSecond(first + index)),
      whole(opsPerCase * perSecond(first + index)),
      ratio(perSecond(first + index) / perSecond(first)),
    ]);
  const headings = ['cases/s', 'ops/s', 'of generated'];

  console.log(
    `\nCampaign: subject ${subject.name}, ${modes.join(', ')}, seed ${SEED}, packed words; ` +
      `one thread, medians of ${ROUNDS} rounds of ${CASES} cases\n`,
  );
  const average = averageOps(campaign);
  printTable(
    [`cases as generated, ${average.toFixed(1)} ops`, ...headings],
    rows([...natural.map(({ label }) => label), 'and with one variant (run)'], 0, average),
  );
  console.log('');
  printTable(
    [`cases of ${FIXED_OPS} ops`, ...headings],
    rows(
      long.map(({ label }) => label),
      natural.length + 1,
      FIXED_OPS,
    ),
  );
}

function averageOps(arbitrary: fc.Arbitrary<GeneratedCase>): number {
  let ops = 0;
  for (let caseIndex = 0; caseIndex < CASES; caseIndex += 1) {
    ops += generateCase(arbitrary, SEED, caseIndex).value.ops.length;
  }
  return ops / CASES;
}
